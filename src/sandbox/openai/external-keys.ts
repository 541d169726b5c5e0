import { z } from 'zod';
import { del, get, post, type Route } from '../engine/route.ts';
import { collection, type Store } from '../engine/store.ts';
import { audit } from './audit.ts';
import { organization } from './organization.ts';
import { ordered, orderField, pageById, pagingFields } from './paging.ts';
import { projects } from './projects/record.ts';
import { badRequest, present } from './refuse.ts';

const text = () => z.string().min(1);
const shared = { name: text(), purpose: z.enum(['ekm', 'psp_decryption']).default('ekm') };

const keySchema = z.discriminatedUnion('type', [
  z.strictObject({
    ...shared,
    type: z.literal('aws'),
    external_id: text(),
    kms_arn: text(),
    role_arn: z.string().regex(/^arn:aws:iam::\d{12}:role\/.+$/, 'should be the ARN of a role'),
  }),
  z.strictObject({
    ...shared,
    type: z.literal('gcp'),
    audience: text(),
    kms_project_id: text(),
    kms_key_location: text(),
    kms_key_ring_name: text(),
    kms_key_name: text(),
    kms_key_version: text().optional(),
    workload_identity_project_number: z.string().regex(/^\d{1,19}$/, 'should be 1 to 19 digits'),
    workload_identity_pool_id: text(),
    workload_identity_provider_id: text(),
  }),
  z.strictObject({
    ...shared,
    type: z.literal('azure'),
    tenant_id: text(),
    vault_uri: z.url(),
    key_name: text(),
    key_version: text().optional(),
  }),
  z.strictObject({
    ...shared,
    type: z.literal('oci'),
    region: text(),
    vault_ocid: text(),
    key_ocid: text(),
    key_version_ocid: text().optional(),
  }),
]);

/** A key that the customer keeps in their own key management, as registered. */
type ExternalKey = z.output<typeof keySchema> & { readonly id: string; readonly created_at: number };

export const externalKeys = collection<ExternalKey>('external_keys');

export const externalKeyRoutes: readonly Route[] = [
  get(
    '/organization/external_keys',
    {
      query: z.strictObject({
        ...pagingFields({ least: 0, most: 100, usual: 20 }),
        ...orderField('desc'),
        purpose: z.enum(['ekm', 'psp_decryption']).optional(),
      }),
    },
    ({ store, query }) => {
      const found = store.in(externalKeys).where((key) => query.purpose === undefined || key.purpose === query.purpose);
      const page = pageById(ordered(found, query.order), query);
      return { ...page, data: page.data.map((key) => wire(store, key)) };
    },
  ),
  post('/organization/external_keys', { body: keySchema }, (call) => {
    const { store, body, clock } = call;
    const key = store.in(externalKeys).add({ ...body, id: store.newId('ekey_', 24), created_at: clock.seconds() });
    audit(call, 'external_key.registered', { id: key.id, data: { name: key.name, type: key.type } });
    return wire(store, key);
  }),
  get('/organization/external_keys/{external_key_id}', {}, ({ store, params: { external_key_id } }) =>
    wire(store, keyOf(store, external_key_id)),
  ),
  post('/organization/external_keys/{external_key_id}/validate', {}, ({ store, params: { external_key_id } }) => {
    keyOf(store, external_key_id);
    return { status: 'valid' };
  }),
  del('/organization/external_keys/{external_key_id}', {}, (call) => {
    const { store } = call;
    const key = keyOf(store, call.params.external_key_id);
    if (projectsWith(store, key.id).length > 0) throw badRequest('The external key is still used by a project.');
    const answer = wire(store, key);
    store.in(externalKeys).remove(key.id);
    audit(call, 'external_key.removed', { id: key.id });
    return answer;
  }),
];

function keyOf(store: Store, id: string): ExternalKey {
  return present(store.in(externalKeys).get(id), 'external key', id);
}

function projectsWith(store: Store, keyId: string): string[] {
  const using = store.in(projects).where((project) => project.external_key_id === keyId);
  return using.map(({ id }) => id);
}

function wire(store: Store, key: ExternalKey) {
  const workspace_id = store.read(organization).id;
  return { object: 'organization.external_key', ...key, workspace_id, api_project_ids: projectsWith(store, key.id) };
}
