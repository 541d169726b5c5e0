import { z } from 'zod';
import { del, get, post, type Route } from '../../engine/route.ts';
import { audit } from '../audit.ts';
import { ordered, orderField, pageById, pagingFields } from '../paging.ts';
import { badRequest } from '../refuse.ts';
import { identityRules } from './federation-rules.ts';
import { fields, type IdentityProvider, identityProviderOf, identityProviders } from './record.ts';

const path = '/organization/workload_identity_providers';

export const identityProviderRoutes: readonly Route[] = [
  get(
    path,
    { query: z.strictObject({ ...pagingFields({ most: 100, usual: 20 }), ...orderField('desc') }) },
    ({ store, query }) => {
      const page = pageById(ordered(store.in(identityProviders).all(), query.order), query);
      return { ...page, data: page.data.map(wire) };
    },
  ),
  post(
    path,
    {
      body: z.strictObject({
        type: z.literal('oidc'),
        name: fields.name,
        issuer: fields.issuer,
        audience: fields.audience,
        description: z.string().optional(),
        enabled: fields.enabled.default(true),
        attribute_transformations: fields.attribute_transformations.default([]),
        verification: fields.verification.default({ type: 'discovery', discovery_url: null }),
      }),
    },
    (call) => {
      const { store, body, clock } = call;
      const now = clock.seconds();
      const made = { id: store.newId('wip_', 24), created_at: now, updated_at: now };
      const provider = store.in(identityProviders).add({ ...body, ...made, description: body.description ?? null });
      audit(call, 'workload_identity_provider.created', { id: provider.id, data: { name: provider.name } });
      return wire(provider);
    },
  ),
  get(`${path}/{workload_identity_provider_id}`, {}, ({ store, params }) =>
    wire(identityProviderOf(store, params.workload_identity_provider_id)),
  ),
  post(
    `${path}/{workload_identity_provider_id}`,
    {
      body: z.strictObject({
        name: fields.name.optional(),
        issuer: fields.issuer.optional(),
        audience: fields.audience.optional(),
        description: z.string().nullish(),
        enabled: fields.enabled.optional(),
        attribute_transformations: fields.attribute_transformations.optional(),
        verification: fields.verification.optional(),
      }),
    },
    (call) => {
      const { store, body, clock } = call;
      const { id } = identityProviderOf(store, call.params.workload_identity_provider_id);
      const asked = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
      const changed = store.in(identityProviders).change(id, { ...asked, updated_at: clock.seconds() });
      audit(call, 'workload_identity_provider.updated', { id, changes_requested: asked });
      return wire(changed);
    },
  ),
  del(`${path}/{workload_identity_provider_id}`, {}, (call) => {
    const { store } = call;
    const { id, name } = identityProviderOf(store, call.params.workload_identity_provider_id);
    if (store.in(identityRules).find((rule) => rule.workload_identity_provider_id === id)) {
      throw badRequest('The provider still has federation rules; delete them first.');
    }
    store.in(identityProviders).remove(id);
    audit(call, 'workload_identity_provider.deleted', { id, name });
    return { object: 'organization.workload_identity_provider.deleted', id, deleted: true };
  }),
];

function wire(provider: IdentityProvider) {
  return { object: 'organization.workload_identity_provider', ...provider };
}
