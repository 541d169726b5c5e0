import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { inCentsAsText } from '../../money.ts';
import {
  costDimensions,
  dimensions,
  endingAt,
  filters,
  nextPage,
  only,
  order,
  rowsPerPage,
  startingAt,
  timeBucketWidth,
} from './fields.ts';
import { analyticsNames } from './names.ts';

export const listAnalyticCost = defineOperation({
  id: 'anthropic.analytics.cost.list',
  summary: 'Cost of all products by person, key, model and more, after discounts and before credits (beta)',
  words: [
    'cost costs money spend spent spending burn bill pay paid dollars expensive per key person product team by whom who all products',
  ],
  asks: 'what does each person cost on Claude; cost by key; who are our biggest spenders; which team is expensive; spend by user',
  http: 'GET /v1/organizations/analytics/cost',
  risk: 'read',
  beta: 'analytics-usage-cost-2026-08-24',
  pages: 'page',
  report: {
    main: 'cost',
    start: 'starting_at',
    end: 'ending_at',
    time: 'rfc3339',
    width: { parameter: 'time_bucket_width', most: { '1m': 1440, '1h': 744, '1d': 31 } },
    shape: 'rows',
    groupBy: 'group_by',
    measures: ['cost.requests'],
    money: { path: 'cost.amount', unit: 'cents', currency: 'cost.currency', list: 'cost.list_amount' },
    names: analyticsNames,
  },
  amounts: { 'data.cost.amount': inCentsAsText, 'data.cost.list_amount': inCentsAsText },
  input: () =>
    z.object({
      starting_at: startingAt(),
      ending_at: endingAt('needed with time_bucket_width'),
      time_bucket_width: timeBucketWidth(),
      group_by: only(
        z.enum([...dimensions, ...costDimensions]),
        'Dimensions to tell apart, at most 5 besides cost_type and token_type; one sum when omitted',
      ),
      ...filters(),
      order: order(),
      order_by: z
        .enum(['amount', 'list_amount', 'time'])
        .describe('What rows are ordered by, amount when omitted; time only with time_bucket_width')
        .exactOptional(),
      limit: rowsPerPage(),
      page: nextPage(),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.analytics.cost.list(input),
});
