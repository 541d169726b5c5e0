import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import {
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

export const listAnalyticUsage = defineOperation({
  id: 'anthropic.analytics.usage.list',
  summary: 'Tokens and requests of all products by person, key, model and more (beta)',
  asks: 'tokens by person; which team uses Claude most; usage by product',
  words: ['usage used tokens consumed per key person product team by whom who all products'],
  http: 'GET /v1/organizations/analytics/usage',
  risk: 'read',
  beta: 'analytics-usage-cost-2026-08-24',
  pages: 'page',
  report: {
    main: 'usage',
    start: 'starting_at',
    end: 'ending_at',
    time: 'rfc3339',
    width: { parameter: 'time_bucket_width', most: { '1m': 1440, '1h': 744, '1d': 31 } },
    shape: 'rows',
    groupBy: 'group_by',
    measures: [
      'usage.uncached_input_tokens',
      'usage.cache_read_input_tokens',
      'usage.cache_creation.ephemeral_5m_input_tokens',
      'usage.cache_creation.ephemeral_1h_input_tokens',
      'usage.output_tokens',
      'usage.server_tool_use.web_search_requests',
      'usage.total_tokens',
      'usage.requests',
    ],
    headline: ['usage.total_tokens'],
    names: analyticsNames,
  },
  input: () =>
    z.object({
      starting_at: startingAt(),
      ending_at: endingAt('needed with time_bucket_width'),
      time_bucket_width: timeBucketWidth(),
      group_by: only(z.enum(dimensions), 'Dimensions to tell apart, at most 5; everything in one sum when omitted'),
      ...filters(),
      order: order(),
      order_by: z
        .enum(['output_tokens', 'requests', 'time', 'total_tokens', 'uncached_input_tokens'])
        .describe('What rows are ordered by, total_tokens when omitted; time only with time_bucket_width')
        .exactOptional(),
      limit: rowsPerPage(),
      page: nextPage(),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.analytics.usage.list(input),
});
