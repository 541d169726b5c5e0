import { z } from 'zod';
import { flag } from '../../parameters.ts';
import { get, post, type Route } from '../../route.ts';
import { collection, type Store } from '../../store.ts';
import { consoleOnly } from '../guards.ts';
import { cursorPagingFields, pageByCursor } from '../paging.ts';
import { groupTypes, type RateLimitGroup, rateLimitGroups, wireGroup } from '../rate-limits.ts';
import { badRequest, present } from '../refuse.ts';
import { isDefault, openWorkspace, workspaceOf } from '../workspaces.ts';

/** What a workspace may use, where that is less than the organisation. */
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
const guards = [consoleOnly];

const limitTypes = [
  'fast_itpmca',
  'fast_otpm',
  'input_tokens_per_minute',
  'input_tokens_per_minute_cache_aware',
  'output_tokens_per_minute',
  'requests_per_minute',
] as const;

export const workspaceRateLimitRoutes: readonly Route[] = [
  get(
    path,
    {
      guards,
      query: z.strictObject({
        ...cursorPagingFields({ most: 1000, usual: 20 }),
        group_type: z.enum(groupTypes).optional(),
        include_inherited: flag().default(false),
      }),
    },
    ({ store, query, params: { workspace_id } }) => {
      const workspace = workspaceOf(store, workspace_id);
      if (isDefault(store, workspace)) throw badRequest('The default workspace has no rate limits of its own.');
      const groups = rateLimitGroups.filter(
        (group) => query.group_type === undefined || group.type === query.group_type,
      );
      const rows = groups.map((group) => wire(store, workspace_id, group, query.include_inherited));
      return pageByCursor(
        rows.filter((row) => row.limits.length > 0),
        query,
      );
    },
  ),

  post(
    `${path}/{rate_limit_id}`,
    {
      guards,
      body: z.strictObject({
        limits: z.array(z.strictObject({ type: z.enum(limitTypes), value: z.int().min(0).nullable() })).min(1),
      }),
    },
    ({ store, body, params: { workspace_id, rate_limit_id } }) => {
      const workspace = openWorkspace(store, workspace_id);
      if (isDefault(store, workspace)) throw badRequest('The default workspace has no rate limits of its own.');
      const group = present(
        rateLimitGroups.find(({ id }) => id === rate_limit_id),
        'Rate limit',
        rate_limit_id,
      );
      for (const { type, value } of body.limits) refuseTooHigh(group, type, value);
      const changes = Object.fromEntries(body.limits.map(({ type, value }) => [type, value]));
      const before = store.in(rateLimitOverrides).get(`${workspace_id} ${rate_limit_id}`)?.limits ?? {};
      const limits = Object.entries({ ...before, ...changes }).filter(([, value]) => value !== null);
      store.in(rateLimitOverrides).add({
        workspace_id,
        rate_limit_id,
        limits: Object.fromEntries(limits) as Record<string, number>,
      });
      return wire(store, workspace_id, group, true);
    },
  ),
];

function refuseTooHigh(group: RateLimitGroup, type: string, value: number | null): void {
  const most = group.limits[type];
  if (most === undefined) throw badRequest(`limits: this group has no limit of type ${type}`);
  if (value !== null && value > most) throw badRequest(`limits: ${type} cannot exceed the organization's ${most}`);
}

function wire(store: Store, workspaceId: string, group: RateLimitGroup, withInherited: boolean) {
  const own = store.in(rateLimitOverrides).get(`${workspaceId} ${group.id}`)?.limits ?? {};
  const limits = Object.entries(group.limits)
    .filter(([type]) => withInherited || type in own)
    .map(([type, org_limit]) => ({
      type,
      value: own[type] ?? org_limit,
      org_limit,
      source: { type: type in own ? 'workspace' : 'organization' },
    }));
  return {
    type: 'workspace_rate_limit',
    workspace_id: workspaceId,
    rate_limit_id: group.id,
    group: wireGroup(group),
    models: group.models,
    limits,
  };
}
