import { z } from 'zod';
import { resumeDemand, stopDemand } from '../demand/demand.ts';
import type { Clock } from '../engine/clock.ts';
import { get, post, type Route } from '../engine/route.ts';
import { collection, type Store } from '../engine/store.ts';
import { organization } from './organization/record.ts';
import { idPagingFields, pageById } from './paging.ts';
import { badRequest, present } from './refuse.ts';
import { firstVersion } from './versions.ts';

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly status: 'active' | 'inactive' | 'archived';
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly partial_key_hint: string;
  readonly created_by: { readonly id: string; readonly type: 'user' | 'service_account' } | null;
  /** Who the key acts as; null for a key of a workspace. */
  readonly principal:
    | { readonly type: 'user_actor'; readonly user_id: string }
    | { readonly type: 'service_account_actor'; readonly service_account_id: string }
    | null;
  readonly workspace_id: string;
}

export const apiKeys = collection<ApiKey>('api_keys');

const statuses = ['active', 'inactive', 'archived', 'expired'] as const;
type Status = (typeof statuses)[number];

export const apiKeyRoutes: readonly Route[] = [
  get(
    '/v1/organizations/api_keys',
    {
      query: z.strictObject({
        ...idPagingFields(),
        status: z.enum(statuses).optional(),
        workspace_id: z.string().optional(),
        created_by_user_id: z.string().optional(),
      }),
    },
    ({ store, query, clock, headers }) => {
      const matching = store
        .in(apiKeys)
        .where(
          (key) =>
            (query.status === undefined || statusOf(key, clock) === query.status) &&
            (query.workspace_id === undefined || key.workspace_id === query.workspace_id) &&
            (query.created_by_user_id === undefined || key.created_by?.id === query.created_by_user_id),
        );
      const page = pageById([...matching].reverse(), query, (key) => key.id);
      return { ...page, data: page.data.map((key) => wire(store, key, clock, headers['anthropic-version'])) };
    },
  ),

  get('/v1/organizations/api_keys/{api_key_id}', {}, ({ store, params: { api_key_id }, clock, headers }) =>
    wire(store, keyOf(store, api_key_id), clock, headers['anthropic-version']),
  ),

  post(
    '/v1/organizations/api_keys/{api_key_id}',
    {
      body: z.strictObject({
        name: z.string().min(1).max(500).optional(),
        status: z.enum(['active', 'inactive', 'archived']).nullish(),
      }),
    },
    ({ store, body, params: { api_key_id }, clock, headers }) => {
      const key = keyOf(store, api_key_id);
      if (body.status) changeStatus(store, key, body.status, clock);
      const changed = store.in(apiKeys).change(key.id, {
        ...(body.name !== undefined && { name: body.name }),
        ...(body.status && { status: body.status }),
      });
      return wire(store, changed, clock, headers['anthropic-version']);
    },
  ),
];

/** Archived and expired keys stay so; what a key uses follows its status. */
function changeStatus(store: Store, key: ApiKey, wanted: ApiKey['status'], clock: Clock): void {
  const present = statusOf(key, clock);
  if (present === wanted) return;
  if (present === 'archived') throw badRequest('An archived API key cannot be changed.');
  if (present === 'expired' && wanted !== 'archived') throw badRequest('Expired API keys cannot be reactivated.');
  const isOfKey = (stream: { dimensions: Readonly<Record<string, unknown>> }) =>
    stream.dimensions['api_key_id'] === key.id;
  if (wanted === 'active') resumeDemand(store, clock.now(), isOfKey);
  else stopDemand(store, clock.now(), isOfKey);
}

function keyOf(store: Store, id: string): ApiKey {
  return present(store.in(apiKeys).get(id), 'API key', id);
}

function statusOf(key: ApiKey, clock: Clock): Status {
  if (key.status !== 'archived' && key.expires_at !== null && Date.parse(key.expires_at) <= clock.now())
    return 'expired';
  return key.status;
}

/** The first version named principals as it names makers. */
function firstPrincipal(principal: ApiKey['principal']) {
  if (principal === null) return null;
  if (principal.type === 'user_actor') return { ...principal, type: 'user', id: principal.user_id };
  return { ...principal, type: 'service_account', id: principal.service_account_id };
}

function wire(store: Store, { workspace_id, ...key }: ApiKey, clock: Clock, version: string | undefined) {
  const isDefault = store.read(organization).default_workspace_id === workspace_id;
  return {
    type: 'api_key',
    ...key,
    status: statusOf({ ...key, workspace_id }, clock),
    scope: { type: 'workspace', workspace_id },
    ...(version === firstVersion && {
      workspace_id: isDefault ? null : workspace_id,
      principal: firstPrincipal(key.principal),
    }),
  };
}
