import { z } from 'zod';
import type { Clock } from '../../engine/clock.ts';
import { isoMicroseconds } from '../../engine/clock.ts';
import { listOf } from '../../engine/parameters.ts';
import { del, get, post, type Route } from '../../engine/route.ts';
import type { Store } from '../../engine/store.ts';
import { cursorPagingFields, newestFirst } from '../paging.ts';
import { badRequest, conflict } from '../refuse.ts';
import { refuseUnknownProfile } from '../user-profiles.ts';
import { attachedStorages } from '../workspaces/privacy.ts';
import { type ExternalStorage, externalStorages, storageOf } from './record.ts';

const path = '/v1/organizations/external_storage';
const hourMs = 3_600_000;
const regions: readonly string[] = ['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1', 'us-east5', 'europe-west1'];

const bucket = z.string().regex(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/, 'should be the name of a bucket');

export const externalStorageRoutes: readonly Route[] = [
  get(
    path,
    { query: z.strictObject({ ...cursorPagingFields(), user_profile_ids: listOf(z.string()).optional() }) },
    ({ store, query, clock }) => {
      const { user_profile_ids: wanted } = query;
      if (wanted && wanted.length > 10) throw badRequest('user_profile_ids: at most 10 entries');
      const matching = store
        .in(externalStorages)
        .where(({ user_profile_id }) => wanted === undefined || wanted.includes(user_profile_id ?? ''));
      return newestFirst(matching, query, (each) => wire(store, each, clock));
    },
  ),

  post(
    path,
    {
      body: z.strictObject({
        provider_config: z.discriminatedUnion('type', [
          z.strictObject({
            type: z.literal('aws'),
            account_id: z.string().regex(/^\d{12}$/, 'should be 12 digits'),
            bucket_name: bucket,
            region: z.string(),
          }),
          z.strictObject({
            type: z.literal('gcp'),
            project_number: z.string().regex(/^\d+$/, 'should be a project number'),
            bucket_name: bucket,
            region: z.string(),
          }),
        ]),
        display_name: z.string().min(1).nullish(),
        user_profile_id: z.string().nullish(),
      }),
    },
    ({ store, body, clock }) => {
      const { provider_config } = body;
      if (!regions.includes(provider_config.region))
        throw badRequest(`provider_config.region: ${provider_config.region} is not available`, 'unsupported_region');
      refuseUnknownProfile(store, body.user_profile_id ?? null);
      const known = store
        .in(externalStorages)
        .find(({ provider_config: other }) => other.bucket_name === provider_config.bucket_name);
      if (known) throw conflict('This bucket is registered already.', 'storage_already_registered');
      const storage = store.in(externalStorages).add({
        id: store.newId('estrg_01', 22),
        display_name: body.display_name ?? null,
        provider_config,
        user_profile_id: body.user_profile_id ?? null,
        created_at: clock.iso(),
        updated_at: clock.iso(),
        verified_at: null,
        was_attached: false,
        removal_started: false,
      });
      return wire(store, storage, clock);
    },
  ),

  get(`${path}/{external_storage_id}`, {}, ({ store, clock, params: { external_storage_id } }) =>
    wire(store, storageOf(store, external_storage_id), clock),
  ),

  post(
    `${path}/{external_storage_id}`,
    { body: z.strictObject({ display_name: z.string().min(1).nullable() }) },
    ({ store, body, clock, params: { external_storage_id } }) => {
      const { id } = storageOf(store, external_storage_id);
      return wire(store, store.in(externalStorages).change(id, { ...body, updated_at: clock.iso() }), clock);
    },
  ),

  post(`${path}/{external_storage_id}/activate`, {}, ({ store, clock, params: { external_storage_id } }) => {
    const storage = storageOf(store, external_storage_id);
    if (storage.verified_at !== null) return wire(store, storage, clock);
    const now = clock.iso();
    return wire(store, store.in(externalStorages).change(storage.id, { verified_at: now, updated_at: now }), clock);
  }),

  del(`${path}/{external_storage_id}`, {}, ({ store, clock, params: { external_storage_id } }) => {
    const storage = storageOf(store, external_storage_id);
    const { type } = statusOf(store, storage, clock);
    if (type === 'active') throw inUse('A workspace has this storage. Detach it first.');
    if (type === 'draining' && !storage.removal_started) {
      store.in(externalStorages).change(storage.id, { removal_started: true, updated_at: clock.iso() });
      throw inUse('Its removal has started. Delete it again later to finish.');
    }
    store.in(externalStorages).remove(storage.id);
    return { id: storage.id, type: 'external_storage_deleted' };
  }),
];

function inUse(message: string) {
  return badRequest(message, 'external_storage_in_use');
}

function statusOf(store: Store, storage: ExternalStorage, clock: Clock) {
  const { id, verified_at, was_attached, removal_started } = storage;
  if (verified_at === null) return { type: 'pending_configuration' };
  const first = Date.parse(verified_at);
  const checks = Math.floor((clock.now() - first) / hourMs);
  const checked = { healthy: true, last_checked_at: isoMicroseconds(first + checks * hourMs) };
  if (attachedStorages(store).has(id)) return { type: 'active', ...checked };
  return was_attached ? { type: 'draining', ...checked, removal_started } : { type: 'available', ...checked };
}

function wire(store: Store, storage: ExternalStorage, clock: Clock) {
  const { verified_at, was_attached: _attached, removal_started: _removal, ...shown } = storage;
  return {
    type: 'external_storage',
    ...shown,
    setup_template_version: verified_at !== null && shown.provider_config.type === 'aws' ? '2026-10-01' : null,
    status: statusOf(store, storage, clock),
  };
}
