import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import {
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

export const listAnalyticUserUsageReport = defineOperation({
  id: 'anthropic.analytics.user_usage_report.list',
  summary: 'Tokens of an Enterprise organization per person; use without an account is left out',
  words: ['usage used tokens each per person user people heaviest employee enterprise who uses'],
  asks: 'heaviest users in Claude Enterprise; tokens per head',
  http: 'GET /v1/organizations/analytics/user_usage_report',
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
    measures: [
      'uncached_input_tokens',
      'cache_read_input_tokens',
      'cache_creation.ephemeral_5m_input_tokens',
      'cache_creation.ephemeral_1h_input_tokens',
      'output_tokens',
      'server_tool_use.web_search_requests',
      'total_tokens',
      'requests',
    ],
    headline: ['total_tokens'],
  },
  input: () =>
    z.object({
      starting_at: startingAt(),
      ending_at: endingAt('needed with bucket_width'),
      bucket_width: timeBucketWidth(),
      group_by: only(z.enum(olderDimensions), 'Dimensions to tell apart for each person'),
      ...olderFilters(),
      exclude_deleted_users: z.boolean().describe('true leaves out people who were removed').exactOptional(),
      order: order(),
      order_by: z
        .enum(['output_tokens', 'requests', 'total_tokens', 'uncached_input_tokens'])
        .describe('What rows are ordered by; total_tokens when omitted')
        .exactOptional(),
      limit: rowsPerPage(),
      page: nextPage(),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.analytics.userUsageReport.list(input),
});
