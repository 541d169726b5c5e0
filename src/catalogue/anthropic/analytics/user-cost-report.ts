import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { inCentsAsText } from '../../money.ts';
import {
  costDimensions,
  endingAt,
  nextPage,
  olderDimensions,
  olderFilters,
  only,
  order,
  rowsPerPage,
  startingAt,
  timeBucketWidth,
} from './fields.ts';

export const listAnalyticUserCostReport = defineOperation({
  id: 'anthropic.analytics.user_cost_report.list',
  summary: 'Cost of an Enterprise organization per person; use without an account is left out',
  words: ['cost costs money spend spent each per person user people most expensive employee enterprise who spends'],
  asks: 'most expensive employees in Claude Enterprise; cost per head; who runs up the bill',
  http: 'GET /v1/organizations/analytics/user_cost_report',
  risk: 'read',
  planes: ['enterprise'],
  pages: 'page',
  report: {
    start: 'starting_at',
    end: 'ending_at',
    time: 'rfc3339',
    width: { parameter: 'bucket_width', most: { '1m': 1440, '1h': 744, '1d': 31 } },
    shape: 'rows',
    groupBy: 'group_by',
    own: ['actor'],
    measures: ['requests'],
    money: { path: 'amount', unit: 'cents', currency: 'currency', list: 'list_amount' },
  },
  amounts: { 'data.amount': inCentsAsText, 'data.list_amount': inCentsAsText },
  input: () =>
    z.object({
      starting_at: startingAt(),
      ending_at: endingAt('needed with bucket_width'),
      bucket_width: timeBucketWidth(),
      group_by: only(z.enum([...olderDimensions, ...costDimensions]), 'Dimensions to tell apart for each person'),
      ...olderFilters(),
      exclude_deleted_users: z.boolean().describe('true leaves out people who were removed').exactOptional(),
      order: order(),
      order_by: z
        .enum(['amount', 'list_amount'])
        .describe('What rows are ordered by; amount when omitted')
        .exactOptional(),
      limit: rowsPerPage(),
      page: nextPage(),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.analytics.userCostReport.list(input),
});
