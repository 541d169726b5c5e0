import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { bucketsPerPage, endingAt, nextPage, olderDimensions, olderFilters, only, startingAt } from './fields.ts';

export const listAnalyticUsageReport = defineOperation({
  id: 'anthropic.analytics.usage_report.list',
  summary: 'Tokens of an Enterprise organization over time; older than anthropic.analytics.usage.list',
  words: ['usage used tokens enterprise chat claude.ai'],
  asks: 'tokens in Claude Enterprise by product and day',
  http: 'GET /v1/organizations/analytics/usage_report',
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
    measures: [
      'uncached_input_tokens',
      'cache_read_input_tokens',
      'cache_creation.ephemeral_5m_input_tokens',
      'cache_creation.ephemeral_1h_input_tokens',
      'output_tokens',
      'server_tool_use.web_search_requests',
      'requests',
    ],
    headline: [
      'uncached_input_tokens',
      'cache_read_input_tokens',
      'cache_creation.ephemeral_5m_input_tokens',
      'cache_creation.ephemeral_1h_input_tokens',
      'output_tokens',
    ],
  },
  input: () =>
    z.object({
      starting_at: startingAt(),
      ending_at: endingAt(),
      bucket_width: z.enum(['1d', '1h', '1m']).describe('Width of a bucket; 1d when omitted').exactOptional(),
      group_by: only(
        z.enum(olderDimensions),
        'Dimensions to tell apart; each bucket shows its 100 largest groups and leaves the rest out',
      ),
      ...olderFilters(),
      limit: bucketsPerPage(),
      page: nextPage(),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.analytics.usageReport.list(input),
});
