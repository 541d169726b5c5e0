import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, pageSize, rfc3339 } from '../../fields.ts';

export const listAnalyticUsageReport = defineOperation({
  id: 'anthropic.analytics.usage_report.list',
  summary: 'List token usage in buckets (older Enterprise report)',
  http: 'GET /v1/organizations/analytics/usage_report',
  risk: 'read',
  planes: ['enterprise'],
  pages: 'page',
  report: {
    start: 'starting_at',
    end: 'ending_at',
    openEnded: true,
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
    ],
    headline: ['uncached_input_tokens', 'cache_read_input_tokens', 'output_tokens'],
  },
  input: () =>
    z.object({
      starting_at: rfc3339('Start, RFC 3339, inclusive; moved down to the start of a bucket'),
      bucket_width: z.enum(['1m', '1h', '1d']).describe('Width of a bucket; 1d when omitted').exactOptional(),
      claude_tag_categories: z
        .array(z.enum(['dm', 'engaged', 'monitoring', 'proactive', 'scheduled']))
        .nullable()
        .describe('Only these kinds of Claude Tag use')
        .exactOptional(),
      claude_tag_user_ids: z.array(z.string()).nullable().describe('Only these Slack users').exactOptional(),
      context_windows: z
        .array(z.enum(['0-200k', '200k-1M']))
        .nullable()
        .describe('Only these context windows')
        .exactOptional(),
      ending_at: rfc3339('End, RFC 3339, exclusive').exactOptional(),
      group_by: z
        .array(
          z.enum([
            'model',
            'rbac_group_id',
            'product',
            'claude_tag_category',
            'claude_tag_user_id',
            'context_window',
            'inference_geo',
            'slack_channel_id',
            'speed',
          ]),
        )
        .nullable()
        .describe('Dimensions to tell apart; everything in one sum when omitted')
        .exactOptional(),
      inference_geos: z
        .array(z.enum(['us', 'global', 'not_available']))
        .nullable()
        .describe('Only inference at these places')
        .exactOptional(),
      limit: pageSize({ most: 1440, usual: 7, what: 'buckets' }),
      models: z.array(z.string()).nullable().describe('Only these models').exactOptional(),
      products: z
        .array(
          z.enum([
            'chat',
            'chat_cowork_unified',
            'claude_code',
            'claude_design',
            'claude_in_chrome',
            'cowork',
            'office_agent',
            'claude-tag',
          ]),
        )
        .nullable()
        .describe('Only these products')
        .exactOptional(),
      rbac_group_ids: z.array(z.string()).nullable().describe('RBAC groups (Enterprise)').exactOptional(),
      slack_channel_ids: z.array(z.string()).nullable().describe('Only these Slack channels').exactOptional(),
      speeds: z
        .array(z.enum(['standard', 'fast']))
        .nullable()
        .describe('Only these speeds')
        .exactOptional(),
      user_ids: z.array(z.string()).nullable().describe('Only these people').exactOptional(),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.analytics.usageReport.list(input),
});
