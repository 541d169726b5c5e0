import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, pageSize, rfc3339 } from '../../fields.ts';

export const listAnalyticUserUsageReport = defineOperation({
  id: 'anthropic.analytics.user_usage_report.list',
  summary: 'List token usage per person (older Enterprise report)',
  http: 'GET /v1/organizations/analytics/user_usage_report',
  risk: 'read',
  planes: ['enterprise'],
  pages: 'page',
  input: () =>
    z.object({
      starting_at: rfc3339('Start, RFC 3339, inclusive; moved down to the start of a bucket'),
      bucket_width: z
        .enum(['1m', '1h', '1d'])
        .nullable()
        .describe('Width of a bucket; 1d when omitted')
        .exactOptional(),
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
      exclude_deleted_users: z
        .boolean()
        .describe('Leaves out people who were removed; needs grouping by actor')
        .exactOptional(),
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
      limit: pageSize({ most: 1000, usual: 20 }),
      models: z.array(z.string()).nullable().describe('Only these models').exactOptional(),
      order: z.enum(['asc', 'desc']).describe('Order of the list').exactOptional(),
      order_by: z
        .enum(['output_tokens', 'requests', 'total_tokens', 'uncached_input_tokens'])
        .describe('What the rows are ordered by')
        .exactOptional(),
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
  call: ({ anthropic }, input) => anthropic.beta.organization.analytics.userUsageReport.list(input),
});
