import { z } from 'zod';
import { stopDemand } from '../demand.ts';
import { flag } from '../parameters.ts';
import { type Call, get, post, type Route } from '../route.ts';
import { collection, type Store } from '../store.ts';
import { apiKeys } from './api-keys.ts';
import { oauthOnly } from './guards.ts';
import { cursorPagingFields, pageByCursor } from './paging.ts';
import { badRequest, conflict, present } from './refuse.ts';
import { slug } from './slug.ts';

export interface ServiceAccount {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly organization_role: 'admin' | 'developer';
  readonly created_at: string;
  readonly created_by_actor_id: string | null;
  readonly updated_at: string;
  readonly updated_by_actor_id: string | null;
  readonly archived_at: string | null;
  readonly archived_by_actor_id: string | null;
}

export const serviceAccounts = collection<ServiceAccount>('service_accounts');

const guards = [oauthOnly];

export const serviceAccountRoutes: readonly Route[] = [
  get(
    '/v1/organizations/service_accounts',
    {
      guards,
      query: z.strictObject({
        ...cursorPagingFields({ most: 1000, usual: 20 }),
        include_archived: flag().default(false),
      }),
    },
    ({ store, query }) => {
      const found = store
        .in(serviceAccounts)
        .where((account) => query.include_archived || account.archived_at === null);
      const page = pageByCursor([...found].reverse(), query);
      return { ...page, data: page.data.map(wire) };
    },
  ),

  post(
    '/v1/organizations/service_accounts',
    {
      guards,
      body: z.strictObject({
        name: slug(),
        description: z.string().nullish(),
        organization_role: z.enum(['admin', 'developer']).default('developer'),
      }),
    },
    (call) => {
      const { store, body } = call;
      if (store.in(serviceAccounts).find((account) => account.name === body.name && account.archived_at === null)) {
        throw conflict(`A service account named ${body.name} exists already.`);
      }
      return wire(
        store.in(serviceAccounts).add({
          id: store.newId('svac_01', 22),
          name: body.name,
          description: body.description ?? null,
          organization_role: body.organization_role,
          archived_at: null,
          archived_by_actor_id: null,
          ...madeNow(call),
        }),
      );
    },
  ),

  get('/v1/organizations/service_accounts/{service_account_id}', { guards }, ({ store, params }) =>
    wire(
      present(store.in(serviceAccounts).get(params.service_account_id), 'Service account', params.service_account_id),
    ),
  ),

  post(
    '/v1/organizations/service_accounts/{service_account_id}',
    {
      guards,
      body: z.strictObject({
        description: z.string().nullish(),
        organization_role: z.enum(['admin', 'developer']).nullish(),
      }),
    },
    (call) => {
      const { store, body } = call;
      const account = openServiceAccount(store, call.params.service_account_id);
      return wire(
        store.in(serviceAccounts).change(account.id, {
          ...(body.description !== undefined && { description: body.description }),
          ...(body.organization_role && { organization_role: body.organization_role }),
          ...changedNow(call),
        }),
      );
    },
  ),

  post('/v1/organizations/service_accounts/{service_account_id}/archive', { guards }, (call) => {
    const { store, clock } = call;
    const account = openServiceAccount(store, call.params.service_account_id);
    for (const key of store.in(apiKeys).all()) {
      if (key.principal?.type !== 'service_account_actor' || key.principal.service_account_id !== account.id) continue;
      store.in(apiKeys).change(key.id, { status: 'archived' });
    }
    stopDemand(store, clock.now(), (stream) => stream.dimensions['service_account_id'] === account.id);
    return wire(
      store.in(serviceAccounts).change(account.id, {
        archived_at: clock.iso(),
        archived_by_actor_id: call.caller.id,
        ...changedNow(call),
      }),
    );
  }),
];

/** A service account that can be changed; an archived one is refused. */
export function openServiceAccount(store: Store, id: string): ServiceAccount {
  const account = present(store.in(serviceAccounts).get(id), 'Service account', id);
  if (account.archived_at !== null) throw badRequest(`Service account ${id} is archived.`);
  return account;
}

/** Who made a thing and when; who changed it last is the same at first. */
export function madeNow(call: Pick<Call, 'clock' | 'caller'>) {
  return { created_at: call.clock.iso(), created_by_actor_id: call.caller.id, ...changedNow(call) };
}

export function changedNow({ clock, caller }: Pick<Call, 'clock' | 'caller'>) {
  return { updated_at: clock.iso(), updated_by_actor_id: caller.id };
}

function wire(account: ServiceAccount) {
  return { type: 'service_account', ...account };
}
