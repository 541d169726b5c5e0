import { z } from 'zod';
import { cursor, id, pageSize, rfc3339 } from '../../fields.ts';

/** Fields of the reports on usage and cost: two newer ones for both planes, four older ones for Claude Enterprise. */

/** What the older reports can be grouped by. */
export const olderDimensions = [
  'claude_tag_category',
  'claude_tag_user_id',
  'context_window',
  'inference_geo',
  'model',
  'product',
  'rbac_group_id',
  'slack_channel_id',
  'speed',
] as const;

/** What the newer reports can be grouped by. */
export const dimensions = [
  ...olderDimensions,
  'actor',
  'actor_type',
  'agent_id',
  'api_key_id',
  'deployment_id',
  'environment_id',
  'organization_id',
  'service_tier',
  'session_id',
  'user_profile_id',
  'workspace_id',
] as const;

/** What the reports on cost can be grouped by besides. */
export const costDimensions = ['cost_type', 'token_type'] as const;

export function startingAt() {
  return rfc3339('Start, RFC 3339, inclusive; at most 365 days ago and not before 2026-01-01');
}

export function endingAt(whenNeeded = 'now or 31 days after the start when omitted') {
  return rfc3339(`End, RFC 3339, exclusive, at most 31 days after the start; ${whenNeeded}`).nullable().exactOptional();
}

export function only<Item extends z.ZodType>(item: Item, description: string) {
  return z.array(item).nullable().describe(description).exactOptional();
}

export function order() {
  return z.enum(['asc', 'desc']).describe('Direction of order_by; desc when omitted').exactOptional();
}

export function rowsPerPage() {
  return pageSize({ most: 1000, usual: 20, what: 'rows' });
}

export function nextPage() {
  return cursor('Cursor of the page, from next_page of the page before; the other parameters stay the same');
}

/** Filters of all six. */
function sharedFilters() {
  return {
    claude_tag_categories: only(
      z.enum(['dm', 'engaged', 'monitoring', 'proactive', 'scheduled']),
      'Only these kinds of use of Claude in Slack',
    ),
    claude_tag_user_ids: only(
      z.string(),
      "Only Claude in Slack for these people, by Slack's own id (U0123ABCDEF); not with RBAC groups",
    ),
    context_windows: only(z.enum(['0-200k', '200k-1M']), 'Only these context windows'),
    inference_geos: only(
      z.enum(['global', 'not_available', 'us']),
      'Only inference at these places; not_available where none is known',
    ),
    models: only(z.string(), 'Only these models, by id'),
    rbac_group_ids: only(
      z.string(),
      'Only people who were in one of these RBAC groups that day (rbac_group_… or UUID); Enterprise',
    ),
    slack_channel_ids: only(z.string(), 'Only use that came from these Slack channels'),
    speeds: only(z.enum(['fast', 'standard']), 'Only these speeds'),
  };
}

/** Filters of the newer reports. */
export function filters() {
  return {
    ...sharedFilters(),
    actor_ids: only(
      id(['user_', 'svac_', 'apikey_'], 'a person, service account or key'),
      'Only what is put down to these people, service accounts or keys',
    ),
    actor_types: only(
      z.enum(['api_actor', 'federated_actor', 'service_account_actor', 'user_actor']),
      'Only what is put down to these kinds of actors',
    ),
    agent_ids: only(z.string(), 'Only sessions of these managed agents; Console'),
    api_key_ids: only(
      z.string(),
      'Only requests made with these keys (apikey_…), an empty text for those without a key; Console',
    ),
    deployment_ids: only(z.string(), 'Only managed agent sessions that these deployments started; Console'),
    environment_ids: only(z.string(), 'Only managed agent sessions in these environments; Console'),
    exclude_deleted_users: z
      .boolean()
      .describe('true leaves out people who were removed; only with actor in group_by')
      .exactOptional(),
    organization_ids: only(
      z.string(),
      'Only these child organizations, UUID or org_…; for a key of the parent organization',
    ),
    products: only(
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
      'Only these products',
    ),
    service_tiers: only(
      z.enum(['batch', 'flex', 'flex_discount', 'priority', 'priority_on_demand', 'standard']),
      'Only these service tiers; Console',
    ),
    session_ids: only(id('sesn_', 'a managed agent session'), 'Only these managed agent sessions; Console'),
    user_profile_ids: only(id('uprof_', 'a user profile'), 'Only these user profiles; Console'),
    workspace_ids: only(id('wrkspc_', 'a workspace'), 'Only these workspaces; Console'),
  };
}

/** Filters of the older reports. */
export function olderFilters() {
  return {
    ...sharedFilters(),
    products: only(
      z.enum([
        'chat',
        'chat_cowork_unified',
        'claude-tag',
        'claude_code',
        'claude_design',
        'claude_in_chrome',
        'cowork',
        'office_agent',
      ]),
      'Only these products',
    ),
    user_ids: only(id('user_', 'a person'), 'Only these people'),
  };
}

export function timeBucketWidth() {
  return z
    .enum(['1d', '1h', '1m'])
    .nullable()
    .describe('Width of an interval; needs ending_at, 1m at most 24 hours. Omitted: one row for the whole range')
    .exactOptional();
}

export function bucketsPerPage() {
  return z
    .int()
    .min(1)
    .max(256)
    .nullable()
    .describe('buckets per page; 1d: 7 when omitted, at most 31; 1h: 24, at most 168; 1m: 60, at most 256')
    .exactOptional();
}
