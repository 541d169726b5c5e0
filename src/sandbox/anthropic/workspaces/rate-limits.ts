import { z } from 'zod';
import { flag } from '../../engine/parameters.ts';
import { get, post, type Route } from '../../engine/route.ts';
import { collection, type Store } from '../../engine/store.ts';
import { pageByCursor } from '../paging.ts';
import {
  groupTypes,
  type RateLimit,
  rateLimitOf,
  rateLimitPagingFields,
  rateLimits,
  wireGroup,
} from '../rate-limits.ts';
import { badRequest } from '../refuse.ts';
import { isDefault, openWorkspace, workspaceOf } from './record.ts';

/** What a workspace has of its own; the rest it inherits. */
export interface RateLimitOverride {
  readonly workspace_id: string;
  readonly rate_limit_id: string;
  readonly limits: Readonly<Record<string, number>>;
}

export const rateLimitOverrides = collection<RateLimitOverride>(
  'rate_limit_overrides',
  ({ workspace_id, rate_limit_id }) => `${workspace_id} ${rate_limit_id}`,
);

const path = '/v1/organizations/workspaces/{workspace_id}/rate_limits';
const settableTypes = [
  'requests_per_minute',
  'input_tokens_per_minute',
  'input_tokens_per_minute_cache_aware',
  'output_tokens_per_minute',
  'tokens_per_minute',
  'tokens_per_day',
  'tool_uses_per_second',
  'fast_itpmca',
  'fast_otpm',
] as const;

export const workspaceRateLimitRoutes: readonly Route[] = [
  get(
    path,
    {
      query: z.strictObject({
        ...rateLimitPagingFields(),
        group_type: z.enum(groupTypes).optional(),
        include_inherited: flag().default(false),
      }),
    },
    ({ store, query, params: { workspace_id }, headers }) => {
      const { id } = workspaceOf(store, workspace_id);
      const rows = store
        .in(rateLimits)
        .where(({ type }) => query.group_type === undefined || type === query.group_type)
        .map((limit) => wire(store, id, limit, query.include_inherited, headers['anthropic-version']))
        .filter(({ limits }) => limits.length > 0);
      return pageByCursor(rows, query);
    },
  ),

  post(
    `${path}/{rate_limit_id}`,
    {
      body: z.strictObject({
        limits: z.array(z.strictObject({ type: z.enum(settableTypes), value: z.int().min(0).nullable() })).min(1),
      }),
    },
    ({ store, body, params: { workspace_id, rate_limit_id }, headers }) => {
      const workspace = openWorkspace(store, workspace_id);
      const limit = rateLimitOf(store, rate_limit_id);
      if (isDefault(store, workspace)) throw badRequest('The default workspace cannot have rate limits of its own.');
      const types = body.limits.map(({ type }) => type);
      if (new Set(types).size < types.length) throw badRequest('limits: each type can be named once');
      const changes = Object.fromEntries(body.limits.map(({ type, value }) => [type, value]));
      const limits = Object.entries({ ...overridesOf(store, workspace_id, rate_limit_id), ...changes });
      const kept = limits.filter((entry): entry is [string, number] => entry[1] !== null);
      store.in(rateLimitOverrides).add({ workspace_id, rate_limit_id, limits: Object.fromEntries(kept) });
      return wire(store, workspace_id, limit, false, headers['anthropic-version']);
    },
  ),
];

function overridesOf(store: Store, workspaceId: string, rateLimitId: string): Readonly<Record<string, number>> {
  return store.in(rateLimitOverrides).get(`${workspaceId} ${rateLimitId}`)?.limits ?? {};
}

/** A value above the organisation's is kept and shown, though the lower one holds. */
function wire(
  store: Store,
  workspace_id: string,
  limit: RateLimit,
  withInherited: boolean,
  version: string | undefined,
) {
  const own = overridesOf(store, workspace_id, limit.id);
  const overridden = Object.entries(own).map(([type, value]) => ({
    type,
    value,
    org_limit: limit.limits[type] ?? null,
    source: { type: 'workspace' },
  }));
  const inherited = Object.entries(limit.limits)
    .filter(([type]) => withInherited && own[type] === undefined)
    .map(([type, value]) => ({ type, value, org_limit: value, source: { type: 'organization' } }));
  return {
    type: 'workspace_rate_limit',
    rate_limit_id: limit.id,
    workspace_id,
    ...wireGroup(limit, version),
    models: limit.models,
    limits: [...overridden, ...inherited],
  };
}
