import { collection, type Store } from '../../engine/store.ts';
import { rbacRoles } from '../rbac-roles/record.ts';
import { badRequest, present } from '../refuse.ts';

export interface RbacGroup {
  readonly id: string;
  readonly name: string;
  /** `scim` for groups that the identity provider keeps. */
  readonly source_type: 'direct' | 'scim';
  readonly role_ids: readonly string[];
  readonly created_at: string;
  readonly updated_at: string;
}

export const rbacGroups = collection<RbacGroup>('rbac_groups');

export function groupOf(store: Store, id: string): RbacGroup {
  return present(store.in(rbacGroups).get(id), 'RBAC group', id, 'rbac_group_not_found');
}

/** A group that the identity provider does not keep. */
export function editableGroup(store: Store, id: string): RbacGroup {
  const group = groupOf(store, id);
  if (group.source_type === 'scim') {
    throw badRequest('This RBAC group is provisioned by the identity provider and cannot be changed through the API.');
  }
  return group;
}

/** Who becomes or stops being an owner is decided in the provider's own pages. */
export function refuseOwnerGroup(store: Store, group: RbacGroup): void {
  if (!group.role_ids.some((id) => store.in(rbacRoles).get(id)?.grants_owner_access)) return;
  throw badRequest('A role of this RBAC group grants owner access.', 'rbac_group_grants_owner_access');
}
