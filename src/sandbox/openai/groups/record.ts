import { collection, type Store } from '../../engine/store.ts';
import { badRequest, present } from '../refuse.ts';

export interface Group {
  readonly id: string;
  readonly name: string;
  readonly created_at: number;
  /** Controlled by the identity provider: neither name nor members can be changed here. */
  readonly is_scim_managed: boolean;
  readonly group_type: 'group' | 'tenant_group';
}

export const groups = collection<Group>('groups');

export function groupOf(store: Store, id: string): Group {
  return present(store.in(groups).get(id), 'group', id);
}

export function editableGroup(store: Store, id: string): Group {
  const group = groupOf(store, id);
  if (group.is_scim_managed) throw badRequest('This group is managed by your identity provider.');
  return group;
}
