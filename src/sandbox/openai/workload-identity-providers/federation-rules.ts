import { z } from 'zod';
import { del, get, post, type Route } from '../../engine/route.ts';
import { collection, type Store } from '../../engine/store.ts';
import { audit } from '../audit.ts';
import { ordered, orderField, pageById, pagingFields } from '../paging.ts';
import { serviceAccountOf } from '../projects/service-accounts/record.ts';
import { present } from '../refuse.ts';
import { identityProviderOf } from './record.ts';

const matchers = z.record(z.string(), z.union([z.string(), z.boolean(), z.number()]));
const permissions = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('service_account_default') }),
  z.strictObject({ type: z.literal('restricted'), scopes: z.array(z.string()).min(1) }),
]);

/** Which tokens of a provider act as which service account. */
export interface IdentityRule {
  readonly id: string;
  readonly workload_identity_provider_id: string;
  readonly project_id: string;
  readonly service_account_id: string;
  readonly name: string | null;
  readonly description: string | null;
  readonly enabled: boolean;
  readonly attribute_matchers: z.output<typeof matchers>;
  readonly permissions: z.output<typeof permissions>;
  readonly created_at: number;
  readonly updated_at: number;
}

export const identityRules = collection<IdentityRule>('identity_rules');

const path = '/organization/workload_identity_providers/{workload_identity_provider_id}/federation_rules';

export const identityRuleRoutes: readonly Route[] = [
  get(
    path,
    {
      query: z.strictObject({
        ...pagingFields({ most: 100, usual: 20 }),
        ...orderField('desc'),
        service_account_id: z.string().optional(),
      }),
    },
    ({ store, query, params }) => {
      const provider = identityProviderOf(store, params.workload_identity_provider_id);
      const found = store
        .in(identityRules)
        .where(
          (rule) =>
            rule.workload_identity_provider_id === provider.id &&
            (query.service_account_id === undefined || rule.service_account_id === query.service_account_id),
        );
      const page = pageById(ordered(found, query.order), query);
      return { ...page, data: page.data.map(wire) };
    },
  ),
  post(
    path,
    {
      body: z.strictObject({
        project_id: z.string().min(1),
        service_account_id: z.string().min(1),
        attribute_matchers: matchers,
        name: z.string().min(1).optional(),
        description: z.string().optional(),
        enabled: z.boolean().default(true),
        permissions: permissions.default({ type: 'service_account_default' }),
      }),
    },
    (call) => {
      const { store, body, clock } = call;
      const provider = identityProviderOf(store, call.params.workload_identity_provider_id);
      serviceAccountOf(store, body.project_id, body.service_account_id);
      const now = clock.seconds();
      const rule = store.in(identityRules).add({
        ...body,
        id: store.newId('wifr_', 24),
        workload_identity_provider_id: provider.id,
        name: body.name ?? null,
        description: body.description ?? null,
        created_at: now,
        updated_at: now,
      });
      audit(call, 'workload_identity_provider_mapping.created', {
        id: rule.id,
        identity_provider_id: provider.id,
        data: { service_account_id: rule.service_account_id, project_id: rule.project_id },
      });
      return wire(rule);
    },
  ),
  get(`${path}/{workload_identity_federation_rule_id}`, {}, ({ store, params }) =>
    wire(ruleOf(store, params.workload_identity_provider_id, params.workload_identity_federation_rule_id)),
  ),
  post(
    `${path}/{workload_identity_federation_rule_id}`,
    {
      body: z.strictObject({
        attribute_matchers: matchers.optional(),
        name: z.string().min(1).nullish(),
        description: z.string().nullish(),
        enabled: z.boolean().optional(),
        permissions: permissions.optional(),
      }),
    },
    (call) => {
      const { store, body, clock, params } = call;
      const rule = ruleOf(store, params.workload_identity_provider_id, params.workload_identity_federation_rule_id);
      const asked = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
      const changed = store.in(identityRules).change(rule.id, { ...asked, updated_at: clock.seconds() });
      audit(call, 'workload_identity_provider_mapping.updated', {
        id: rule.id,
        identity_provider_id: rule.workload_identity_provider_id,
        changes_requested: asked,
      });
      return wire(changed);
    },
  ),
  del(`${path}/{workload_identity_federation_rule_id}`, {}, (call) => {
    const { store, params } = call;
    const rule = ruleOf(store, params.workload_identity_provider_id, params.workload_identity_federation_rule_id);
    store.in(identityRules).remove(rule.id);
    audit(call, 'workload_identity_provider_mapping.deleted', {
      id: rule.id,
      identity_provider_id: rule.workload_identity_provider_id,
      project_id: rule.project_id,
      service_account_id: rule.service_account_id,
    });
    return { object: 'organization.workload_identity_federation_rule.deleted', id: rule.id, deleted: true };
  }),
];

function ruleOf(store: Store, providerId: string, id: string): IdentityRule {
  identityProviderOf(store, providerId);
  const rule = store.in(identityRules).get(id);
  return present(rule?.workload_identity_provider_id === providerId ? rule : undefined, 'federation rule', id);
}

function wire(rule: IdentityRule) {
  return { object: 'organization.workload_identity_federation_rule', ...rule };
}
