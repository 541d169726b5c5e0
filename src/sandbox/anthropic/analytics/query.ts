import { z } from 'zod';
import { type Stream, streams } from '../../demand/demand.ts';
import { flag, listOf } from '../../engine/parameters.ts';
import type { Store } from '../../engine/store.ts';
import { badRequest } from '../refuse.ts';
import { idOf, moment, reportPaging } from '../report.ts';
import { actorIdOf, actorTypeOf, actorTypes, type RbacGroups, rbacGroupsOf } from './dimensions.ts';

/** The filters of the analytics reports, and the streams that they leave. */

const products = [
  'chat',
  'chat_cowork_unified',
  'claude_code',
  'claude_design',
  'claude_in_chrome',
  'cowork',
  'office_agent',
] as const;

const tagCategories = ['dm', 'engaged', 'monitoring', 'proactive', 'scheduled'] as const;

function sharedFilters() {
  return {
    ...reportPaging(),
    starting_at: moment(),
    ending_at: moment().optional(),
    claude_tag_categories: listOf(z.enum(tagCategories)).optional(),
    claude_tag_user_ids: listOf(z.string()).optional(),
    context_windows: listOf(z.enum(['0-200k', '200k-1M'])).optional(),
    inference_geos: listOf(z.enum(['global', 'us', 'not_available'])).optional(),
    models: listOf(z.string()).optional(),
    rbac_group_ids: listOf(z.string()).optional(),
    slack_channel_ids: listOf(z.string()).optional(),
    speeds: listOf(z.enum(['fast', 'standard'])).optional(),
  };
}

/** Of the reports by row that both kinds of organisation have. */
export function rowFilters() {
  return {
    ...sharedFilters(),
    time_bucket_width: z.enum(['1d', '1h', '1m']).optional(),
    order: z.enum(['asc', 'desc']).default('desc'),
    exclude_deleted_users: flag().default(false),
    actor_ids: listOf(z.string().regex(/^(user|svac|apikey)_/, 'should be a user_, svac_ or apikey_ id')).optional(),
    actor_types: listOf(z.enum(actorTypes)).optional(),
    agent_ids: listOf(z.string()).optional(),
    api_key_ids: listOf(z.string().regex(/^(apikey_|$)/, 'should be an apikey_ id, or empty')).optional(),
    deployment_ids: listOf(z.string()).optional(),
    environment_ids: listOf(z.string()).optional(),
    organization_ids: listOf(z.string()).optional(),
    products: listOf(
      z.enum([
        ...products,
        'claude_console',
        'claude_tag',
        'managed_agents_api',
        'message_batches_api',
        'messages_api',
      ]),
    ).optional(),
    service_tiers: listOf(
      z.enum(['batch', 'flex', 'flex_discount', 'priority', 'priority_on_demand', 'standard']),
    ).optional(),
    session_ids: listOf(idOf('sesn_')).optional(),
    user_profile_ids: listOf(idOf('uprof_')).optional(),
    workspace_ids: listOf(idOf('wrkspc_')).optional(),
  };
}

/** Of the older reports of Claude Enterprise, which spell the Slack product with a hyphen. */
export function legacyFilters() {
  return {
    ...sharedFilters(),
    products: listOf(z.enum([...products, 'claude-tag'])).optional(),
    user_ids: listOf(idOf('user_')).optional(),
  };
}

export type Filters = Readonly<Partial<Record<string, unknown>>>;

/** The stream's dimension that each filter looks at. */
const plainFilters: Readonly<Record<string, string>> = {
  agent_ids: 'agent_id',
  claude_tag_categories: 'claude_tag_category',
  claude_tag_user_ids: 'claude_tag_user_id',
  context_windows: 'context_window',
  deployment_ids: 'deployment_id',
  environment_ids: 'environment_id',
  inference_geos: 'inference_geo',
  models: 'model',
  service_tiers: 'service_tier',
  session_ids: 'session_id',
  slack_channel_ids: 'slack_channel_id',
  speeds: 'speed',
  user_ids: 'user_id',
  user_profile_ids: 'user_profile_id',
  workspace_ids: 'workspace_id',
};

export function matchingStreams(store: Store, filters: Filters, rbac: RbacGroups): readonly Stream[] {
  return store.in(streams).where((stream) => {
    const { dimensions: of } = stream;
    const accepts = (name: string, value: unknown) => {
      const allowed = filters[name];
      return !Array.isArray(allowed) || allowed.includes(value);
    };
    for (const name in plainFilters) if (!accepts(name, of[plainFilters[name] as string])) return false;
    return (
      accepts('api_key_ids', of['api_key_id'] ?? '') &&
      accepts('actor_ids', actorIdOf(stream)) &&
      accepts('actor_types', actorTypeOf(stream)) &&
      (accepts('products', of['product']) || accepts('products', legacyProduct(of['product']))) &&
      inSomeGroup(filters['rbac_group_ids'], rbacGroupsOf(stream, rbac))
    );
  });
}

function inSomeGroup(allowed: unknown, groups: readonly string[]): boolean {
  return !Array.isArray(allowed) || groups.some((group) => allowed.includes(group));
}

export function legacyProduct(product: unknown): unknown {
  return product === 'claude_tag' ? 'claude-tag' : product;
}

/** Rules between parameters that the reports share. */
export function checkCombination(query: Filters & { readonly group_by: readonly string[] }): void {
  const byTeam = query.group_by.includes('rbac_group_id') || query['rbac_group_ids'] !== undefined;
  if (byTeam && query.group_by.includes('claude_tag_user_id')) {
    throw badRequest('group_by: claude_tag_user_id cannot be combined with rbac_group_id or rbac_group_ids[]');
  }
  if (query['organization_ids'] !== undefined) {
    throw badRequest('organization_ids: needs an API key created at the parent organization level');
  }
}
