import { collection, type Store } from '../../engine/store.ts';
import type { Traces } from '../actor.ts';
import { badRequest, present } from '../refuse.ts';

export interface ServiceAccount extends Traces {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly organization_role: 'admin' | 'developer';
}

export const serviceAccounts = collection<ServiceAccount>('service_accounts');

export function serviceAccountOf(store: Store, id: string): ServiceAccount {
  return present(store.in(serviceAccounts).get(id), 'Service account', id);
}

/** A service account that can be changed; an archived one is refused. */
export function liveServiceAccount(store: Store, id: string): ServiceAccount {
  const account = serviceAccountOf(store, id);
  if (account.archived_at !== null) throw badRequest(`Service account ${id} is archived.`);
  return account;
}
