import { z } from 'zod';
import { stopDemand } from '../../demand/demand.ts';
import { flag } from '../../engine/parameters.ts';
import { get, post, type Route } from '../../engine/route.ts';
import type { Store } from '../../engine/store.ts';
import { actorOf } from '../actor.ts';
import { apiKeys } from '../api-keys.ts';
import { refuseLiveRules } from '../federation/rules/record.ts';
import { cursorPagingFields, pageByCursor } from '../paging.ts';
import { refuseTakenSlug, slug } from '../slugs.ts';
import { liveServiceAccount, type ServiceAccount, serviceAccountOf, serviceAccounts } from './record.ts';

const path = '/v1/organizations/service_accounts';
const organizationRole = z.enum(['admin', 'developer']);

export const serviceAccountRoutes: readonly Route[] = [
  get(
    path,
    {
      query: z.strictObject({
        ...cursorPagingFields({ most: 1000, usual: 20 }),
        include_archived: flag().default(false),
      }),
    },
    ({ store, query }) => {
      const matching = store
        .in(serviceAccounts)
        .where((account) => query.include_archived || account.archived_at === null);
      const page = pageByCursor([...matching].reverse(), query);
      return { ...page, data: page.data.map(wire) };
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
      const { store, body, clock } = call;
      refuseTakenSlug(store.in(serviceAccounts), body.name);
      const account = store.in(serviceAccounts).add({
        id: store.newId('svac_01', 22),
        name: body.name,
        description: body.description ?? null,
        organization_role: body.organization_role,
        created_at: clock.iso(),
        created_by_actor_id: actorOf(call),
        updated_at: clock.iso(),
        updated_by_actor_id: actorOf(call),
        archived_at: null,
        archived_by_actor_id: null,
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
      const { store, body, clock } = call;
      const { id } = liveServiceAccount(store, call.params.service_account_id);
      const changed = store.in(serviceAccounts).change(id, {
        ...(body.description !== undefined && { description: body.description ?? '' }),
        ...(body.organization_role && { organization_role: body.organization_role }),
        updated_at: clock.iso(),
        updated_by_actor_id: actorOf(call),
      });
      return wire(changed);
    },
  ),

  post(`${path}/{service_account_id}/archive`, {}, (call) => {
    const { store, clock } = call;
    const account = serviceAccountOf(store, call.params.service_account_id);
    if (account.archived_at !== null) return wire(account);
    refuseLiveRules(store, 'service account', (rule) => rule.target.service_account_id === account.id);
    endKeys(store, account.id);
    stopDemand(store, clock.now(), ({ dimensions }) => dimensions['service_account_id'] === account.id);
    const archived = { archived_at: clock.iso(), archived_by_actor_id: actorOf(call) };
    return wire(store.in(serviceAccounts).change(account.id, archived));
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
