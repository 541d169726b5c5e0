import { collection, type Store } from '../../../engine/store.ts';
import { present } from '../../refuse.ts';
import { activeProject } from '../record.ts';

export interface ServiceAccount {
  readonly id: string;
  readonly project_id: string;
  readonly name: string;
  readonly role: 'owner' | 'member' | 'none';
  readonly created_at: number;
}

export const serviceAccounts = collection<ServiceAccount>('service_accounts');

export function serviceAccountOf(store: Store, projectId: string, id: string): ServiceAccount {
  activeProject(store, projectId);
  const account = store.in(serviceAccounts).get(id);
  return present(account?.project_id === projectId ? account : undefined, 'service account', id);
}
