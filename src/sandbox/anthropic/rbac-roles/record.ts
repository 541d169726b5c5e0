import { collection, type Store } from '../../engine/store.ts';
import { present } from '../refuse.ts';

/** A set of permissions that groups give to their members. Made and changed in the provider's own pages. */
export interface RbacRole {
  readonly id: string;
  readonly display_name: string;
  readonly source: { readonly type: 'built_in' | 'custom' };
  readonly created_at: string;
  readonly updated_at: string;
  readonly permissions: readonly RbacPermission[];
  /** Whether it makes an owner of whoever holds it. */
  readonly grants_owner_access: boolean;
}

export interface RbacPermission {
  readonly action: string;
  readonly resource:
    | { readonly type: 'organization'; readonly organization_id: string }
    | { readonly type: 'all_connectors' }
    | { readonly type: 'connector'; readonly connector_id: string }
    | { readonly type: 'connector_tool'; readonly connector_id: string; readonly tool_name: string };
}

export const rbacRoles = collection<RbacRole>('rbac_roles');

export function roleOf(store: Store, id: string): RbacRole {
  return present(store.in(rbacRoles).get(id), 'RBAC role', id, 'rbac_role_not_found');
}
