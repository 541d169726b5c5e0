import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { inCentsAsText } from '../../money.ts';
import {
  bucketsPerPage,
  costDimensions,
  endingAt,
  nextPage,
  olderDimensions,
  olderFilters,
  only,
  startingAt,
} from './fields.ts';

export const listAnalyticCostReport = defineOperation({
  id: 'anthropic.analytics.cost_report.list',
  summary: 'Cost of an Enterprise organization over time; older than anthropic.analytics.cost.list',
  words: ['cost costs money spend spent enterprise seats chat claude.ai'],
  asks: 'what does Claude Enterprise cost by product and day',
  http: 'GET /v1/organizations/analytics/cost_report',
  risk: 'read',
  planes: ['enterprise'],
  pages: 'page',
  report: {
    start: 'starting_at',
    end: 'ending_at',
    openEnded: true,
    longestDays: 31,
    time: 'rfc3339',
    width: { parameter: 'bucket_width', most: { '1m': 256, '1h': 168, '1d': 31 } },
    shape: 'buckets',
    groupBy: 'group_by',
    measures: ['requests'],
    money: { path: 'amount', unit: 'cents', currency: 'currency', list: 'list_amount' },
  },
  amounts: { 'data.results.amount': inCentsAsText, 'data.results.list_amount': inCentsAsText },
  input: () =>
    z.object({
      starting_at: startingAt(),
      ending_at: endingAt(),
      bucket_width: z.enum(['1d', '1h', '1m']).describe('Width of a bucket; 1d when omitted').exactOptional(),
      group_by: only(
        z.enum([...olderDimensions, ...costDimensions]),
        'Dimensions to tell apart; each bucket shows its 100 largest groups and leaves the rest out',
      ),
      ...olderFilters(),
      limit: bucketsPerPage(),
      page: nextPage(),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.analytics.costReport.list(input),
});
