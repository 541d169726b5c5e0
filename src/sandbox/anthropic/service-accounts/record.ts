import { collection, type Store } from '../../engine/store.ts';
import { badRequest, present } from '../refuse.ts';

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

export function serviceAccountOf(store: Store, id: string): ServiceAccount {
  return present(store.in(serviceAccounts).get(id), 'Service account', id);
}

/** A service account that can be changed; an archived one is refused. */
export function liveServiceAccount(store: Store, id: string): ServiceAccount {
  const account = serviceAccountOf(store, id);
  if (account.archived_at !== null) throw badRequest(`Service account ${id} is archived.`);
  return account;
}
