import { z } from 'zod';
import { del, get, post, type Route } from '../engine/route.ts';
import { collection, type Store } from '../engine/store.ts';
import { audit } from './audit.ts';
import { ordered, orderField, pageById, pagingFields } from './paging.ts';
import { inheritRetention } from './projects/data-retention.ts';
import { activeProject, type Project, projectOf } from './projects/record.ts';
import { present } from './refuse.ts';

const text = () => z.string().min(1);

const providerSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('aws'), bucket: text(), role_arn: text() }),
  z.strictObject({
    type: z.literal('azure'),
    account_name: text(),
    container: text(),
    resource_group: text(),
    subscription_id: text(),
    tenant_id: text(),
  }),
  z.strictObject({
    type: z.literal('gcp'),
    bucket: text(),
    workload_identity_pool_id: text(),
    workload_identity_project_number: text(),
    workload_identity_provider_id: text(),
  }),
  z.strictObject({ type: z.literal('oci'), bucket: text(), region: text(), tenancy_ocid: text() }),
]);
type Provider = z.output<typeof providerSchema>;

/** Storage of the customer's own, as registered for a project. */
interface ExternalStorage {
  readonly id: string;
  readonly project_id: string;
  readonly provider: Provider;
  readonly geography: string;
  readonly status: 'pending' | 'validated';
  readonly created_at: number;
}

const externalStorages = collection<ExternalStorage>('external_storages');

export const externalStorageRoutes: readonly Route[] = [
  get(
    '/organization/external_storage',
    {
      query: z.strictObject({
        ...pagingFields({ most: 100, usual: 20 }),
        ...orderField('desc'),
        project_id: z.string().optional(),
      }),
    },
    ({ store, query }) => {
      const found = store
        .in(externalStorages)
        .where((storage) => query.project_id === undefined || storage.project_id === query.project_id);
      const page = pageById(ordered(found, query.order), query);
      return { ...page, data: page.data.map(wire) };
    },
  ),
  post(
    '/organization/external_storage',
    { body: z.strictObject({ project_id: z.string(), provider: providerSchema }) },
    (call) => {
      const { store, body, clock } = call;
      const project = activeProject(store, body.project_id);
      const storage = store.in(externalStorages).add({
        ...body,
        id: store.newId('extstorage_', 24),
        geography: geographyOf(project),
        status: 'pending',
        created_at: clock.seconds(),
      });
      const data = { geography: storage.geography, provider: storage.provider.type };
      audit(call, 'external_storage.registered', { id: storage.id, data }, project);
      return wire(storage);
    },
  ),
  get('/organization/external_storage/{external_storage_id}', {}, ({ store, params }) =>
    wire(storageOf(store, params.external_storage_id)),
  ),
  post('/organization/external_storage/{external_storage_id}/validate', {}, ({ store, params }) => {
    const { id } = storageOf(store, params.external_storage_id);
    return wire(store.in(externalStorages).change(id, { status: 'validated' }));
  }),
  del('/organization/external_storage/{external_storage_id}', {}, (call) => {
    const { store } = call;
    const id = call.params.external_storage_id;
    const storage = store.in(externalStorages).get(id);
    if (storage) {
      store.in(externalStorages).remove(id);
      if (!store.in(externalStorages).find(({ project_id }) => project_id === storage.project_id)) {
        inheritRetention(store, storage.project_id);
      }
      audit(call, 'external_storage.removed', { id }, projectOf(store, storage.project_id));
    }
    return { object: 'organization.external_storage.deleted', id, deleted: true };
  }),
];

/** Where a project's data stands: its residency up to the first part, and the United States when it has none. */
function geographyOf({ residency }: Project): string {
  return residency === 'GLOBAL' ? 'US' : (residency.split('_')[0] ?? 'US');
}

function storageOf(store: Store, id: string): ExternalStorage {
  return present(store.in(externalStorages).get(id), 'external storage', id);
}

function wire({ provider, ...storage }: ExternalStorage) {
  return {
    object: 'organization.external_storage',
    ...storage,
    provider: grown(provider, storage.project_id),
  };
}

/** What the provider finds out by itself about where the storage is. */
function grown(provider: Provider, projectId: string) {
  switch (provider.type) {
    case 'aws':
      return {
        ...provider,
        region: 'us-east-1',
        account_id: /::(\d{12}):/.exec(provider.role_arn)?.[1] ?? '000000000000',
        external_id: projectId,
      };
    case 'azure':
      return { ...provider, region: 'eastus' };
    case 'gcp':
      return {
        ...provider,
        region: 'us-central1',
        audience: audienceOf(provider),
      };
    case 'oci':
      return provider;
  }
}

/** The name of a workload identity provider, as Google Cloud writes it. */
function audienceOf(provider: Provider & { readonly type: 'gcp' }): string {
  const { workload_identity_project_number, workload_identity_pool_id, workload_identity_provider_id } = provider;
  const pool = `projects/${workload_identity_project_number}/locations/global/workloadIdentityPools/${workload_identity_pool_id}`;
  return `//iam.googleapis.com/${pool}/providers/${workload_identity_provider_id}`;
}
