import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, pageSize, rfc3339 } from '../../fields.ts';
import { analyticsNames } from './names.ts';

export const listAnalyticUsage = defineOperation({
  id: 'anthropic.analytics.usage.list',
  summary: 'Token usage by key, person, model and more, at any width',
  http: 'GET /v1/organizations/analytics/usage',
  risk: 'read',
  beta: 'analytics-usage-cost-2026-08-24',
  pages: 'page',
  report: {
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
      starting_at: rfc3339('Start, RFC 3339, inclusive; moved down to the start of a bucket'),
      actor_ids: z.array(z.string()).nullable().describe('Only these people, service accounts or keys').exactOptional(),
      actor_types: z
        .array(z.enum(['api_actor', 'federated_actor', 'service_account_actor', 'user_actor']))
        .nullable()
        .describe('Only these kinds of actors')
        .exactOptional(),
      agent_ids: z.array(z.string()).nullable().describe('Only these agents').exactOptional(),
      api_key_ids: z.array(z.string()).nullable().describe('Only these API keys').exactOptional(),
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
      deployment_ids: z.array(z.string()).nullable().describe('Only these deployments').exactOptional(),
      ending_at: rfc3339('End, RFC 3339, exclusive').exactOptional(),
      environment_ids: z.array(z.string()).nullable().describe('Only these environments').exactOptional(),
      exclude_deleted_users: z
        .boolean()
        .describe('Leaves out people who were removed; needs grouping by actor')
        .exactOptional(),
      group_by: z
        .array(
          z.enum([
            'api_key_id',
            'model',
            'service_tier',
            'rbac_group_id',
            'product',
            'actor',
            'actor_type',
            'agent_id',
            'claude_tag_category',
            'claude_tag_user_id',
            'context_window',
            'deployment_id',
            'environment_id',
            'inference_geo',
            'organization_id',
            'session_id',
            'slack_channel_id',
            'speed',
            'user_profile_id',
            'workspace_id',
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
        .enum(['output_tokens', 'requests', 'time', 'total_tokens', 'uncached_input_tokens'])
        .describe('What the rows are ordered by')
        .exactOptional(),
      organization_ids: z.array(z.string()).nullable().describe('Only these organizations').exactOptional(),
      products: z
        .array(
          z.enum([
            'chat',
            'chat_cowork_unified',
            'claude_code',
            'claude_console',
            'claude_design',
            'claude_in_chrome',
            'claude_tag',
            'cowork',
            'managed_agents_api',
            'message_batches_api',
            'messages_api',
            'office_agent',
          ]),
        )
        .nullable()
        .describe('Only these products')
        .exactOptional(),
      rbac_group_ids: z.array(z.string()).nullable().describe('RBAC groups (Enterprise)').exactOptional(),
      service_tiers: z
        .array(z.enum(['batch', 'standard', 'flex', 'flex_discount', 'priority', 'priority_on_demand']))
        .nullable()
        .describe('Only these service tiers')
        .exactOptional(),
      session_ids: z.array(z.string()).nullable().describe('Only these sessions').exactOptional(),
      slack_channel_ids: z.array(z.string()).nullable().describe('Only these Slack channels').exactOptional(),
      speeds: z
        .array(z.enum(['standard', 'fast']))
        .nullable()
        .describe('Only these speeds')
        .exactOptional(),
      time_bucket_width: z
        .enum(['1m', '1h', '1d'])
        .nullable()
        .describe('Width of an interval; one row for the whole range when omitted')
        .exactOptional(),
      user_profile_ids: z.array(z.string()).nullable().describe('Only these user profiles').exactOptional(),
      workspace_ids: z.array(z.string()).nullable().describe('Only these workspaces').exactOptional(),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.analytics.usage.list(input),
});
