import { z } from 'zod';
import { del, get, post, type Route } from '../../engine/route.ts';
import type { Store } from '../../engine/store.ts';
import { cursorPagingFields, newestFirst } from '../paging.ts';
import { badRequest, present } from '../refuse.ts';
import { refuseUnknownProfile } from '../user-profiles.ts';
import { workspaces } from '../workspaces/record.ts';
import { type ProviderConfig, providerConfigSchema } from './provider-config.ts';
import { type ExternalKey, externalKeys } from './record.ts';

const path = '/v1/organizations/external_keys';
export const externalKeyRoutes: readonly Route[] = [
  get(path, { query: z.strictObject(cursorPagingFields()) }, ({ store, query }) => {
    return newestFirst(store.in(externalKeys).all(), query, (key) => wire(store, key));
  }),

  post(
    path,
    {
      body: z.strictObject({
        provider_config: providerConfigSchema,
        display_name: z.string().min(1).nullish(),
        geo: z.literal('us').default('us'),
        user_profile_id: z.string().nullish(),
      }),
    },
    ({ store, body, clock }) => {
      const user_profile_id = body.user_profile_id ?? null;
      refuseUnknownProfile(store, user_profile_id);
      const key = store.in(externalKeys).add({
        id: store.newId('ekey_01', 22),
        display_name: body.display_name ?? null,
        geo: body.geo,
        provider_config: body.provider_config,
        user_profile_id,
        created_at: clock.iso(),
        updated_at: clock.iso(),
        failure: null,
      });
      return wire(store, key);
    },
  ),

  get(`${path}/{external_key_id}`, {}, ({ store, params: { external_key_id } }) =>
    wire(store, externalKeyOf(store, external_key_id)),
  ),

  post(
    `${path}/{external_key_id}`,
    {
      body: z.strictObject({
        display_name: z.string().min(1).nullish(),
        geo: z.literal('us').nullish(),
        provider_config: providerConfigSchema.nullish(),
      }),
    },
    ({ store, body, params: { external_key_id }, clock }) => {
      const key = externalKeyOf(store, external_key_id);
      if (body.geo) refuseAttached(store, key, 'geo');
      if (body.provider_config) {
        refuseAttached(store, key, 'provider_config');
        refuseOtherGoogleKey(key.provider_config, body.provider_config);
      }
      const changed = store.in(externalKeys).change(key.id, {
        ...(body.display_name !== undefined && { display_name: body.display_name }),
        ...(body.provider_config && { provider_config: body.provider_config }),
        updated_at: clock.iso(),
      });
      return wire(store, changed);
    },
  ),

  del(`${path}/{external_key_id}`, {}, ({ store, params: { external_key_id } }) => {
    const key = externalKeyOf(store, external_key_id);
    if (isAttached(store, key)) throw badRequest(`External key ${key.id} is attached to a workspace.`);
    store.in(externalKeys).remove(key.id);
    return { type: 'external_key_deleted', id: key.id };
  }),

  post(`${path}/{external_key_id}/validate`, {}, ({ store, params: { external_key_id } }) => {
    const { failure } = externalKeyOf(store, external_key_id);
    return { type: 'external_key_validation', status: failure === null ? 'success' : 'failure', error: failure };
  }),
];

function externalKeyOf(store: Store, id: string): ExternalKey {
  return present(store.in(externalKeys).get(id), 'External key', id);
}

/** Archived workspaces count: their data stays encrypted. */
function isAttached(store: Store, { id }: ExternalKey): boolean {
  return store.in(workspaces).find(({ external_key_id }) => external_key_id === id) !== undefined;
}

function refuseAttached(store: Store, key: ExternalKey, field: string): void {
  if (isAttached(store, key)) throw badRequest(`${field}: cannot be changed while a workspace uses the key`);
}

function refuseOtherGoogleKey(before: ProviderConfig, wanted: ProviderConfig): void {
  if (before.type !== 'gcp' || (wanted.type === 'gcp' && wanted.key_name === before.key_name)) return;
  throw badRequest('provider_config: the provider and name of a Google Cloud key cannot be changed');
}

function wire(store: Store, { failure: _failure, ...key }: ExternalKey) {
  return {
    type: 'external_key',
    ...key,
    attachment: { type: isAttached(store, { ...key, failure: null }) ? 'attached' : 'unattached' },
  };
}
