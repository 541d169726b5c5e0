import { z } from 'zod';
import { stopDemand } from '../../demand/demand.ts';
import { flag } from '../../engine/parameters.ts';
import { get, post, type Route } from '../../engine/route.ts';
import type { Store } from '../../engine/store.ts';
import { archived, changed, made } from '../actor.ts';
import { apiKeys } from '../api-keys.ts';
import { refuseLiveRules } from '../federation/rules/record.ts';
import { cursorPagingFields, newestFirst } from '../paging.ts';
import { refuseTakenSlug, slug } from '../slugs.ts';
import { liveServiceAccount, type ServiceAccount, serviceAccountOf, serviceAccounts } from './record.ts';

const path = '/v1/organizations/service_accounts';
const organizationRole = z.enum(['admin', 'developer']);

export const serviceAccountRoutes: readonly Route[] = [
  get(
    path,
    {
      query: z.strictObject({
        ...cursorPagingFields(),
        include_archived: flag().default(false),
      }),
    },
    ({ store, query }) => {
      const matching = store
        .in(serviceAccounts)
        .where((account) => query.include_archived || account.archived_at === null);
      return newestFirst(matching, query, wire);
    },
  ),

  post(
    path,
    {
      body: z.strictObject({
        name: slug,
        description: z.string().nullish(),
        organization_role: organizationRole.default('developer'),
      }),
    },
    (call) => {
      const { store, body } = call;
      refuseTakenSlug(store.in(serviceAccounts), body.name);
      const account = store.in(serviceAccounts).add({
        id: store.newId('svac_01', 22),
        name: body.name,
        description: body.description ?? null,
        organization_role: body.organization_role,
        ...made(call),
      });
      return wire(account);
    },
  ),

  get(`${path}/{service_account_id}`, {}, ({ store, params: { service_account_id } }) =>
    wire(serviceAccountOf(store, service_account_id)),
  ),

  post(
    `${path}/{service_account_id}`,
    {
      body: z.strictObject({ description: z.string().nullish(), organization_role: organizationRole.nullish() }),
    },
    (call) => {
      const { store, body } = call;
      const { id } = liveServiceAccount(store, call.params.service_account_id);
      const after = store.in(serviceAccounts).change(id, {
        ...(body.description !== undefined && { description: body.description ?? '' }),
        ...(body.organization_role && { organization_role: body.organization_role }),
        ...changed(call),
      });
      return wire(after);
    },
  ),

  post(`${path}/{service_account_id}/archive`, {}, (call) => {
    const { store, clock } = call;
    const account = serviceAccountOf(store, call.params.service_account_id);
    if (account.archived_at !== null) return wire(account);
    refuseLiveRules(store, 'service account', (rule) => rule.target.service_account_id === account.id);
    endKeys(store, account.id);
    stopDemand(store, clock.now(), ({ dimensions }) => dimensions['service_account_id'] === account.id);
    return wire(store.in(serviceAccounts).change(account.id, archived(call)));
  }),
];

/** Keys that act as the account end with it. */
function endKeys(store: Store, id: string): void {
  for (const key of store.in(apiKeys).all()) {
    if (key.principal?.type !== 'service_account_actor' || key.principal.service_account_id !== id) continue;
    store.in(apiKeys).change(key.id, { status: 'archived' });
  }
}

function wire(account: ServiceAccount) {
  return { type: 'service_account', ...account };
}
