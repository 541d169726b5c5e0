import { z } from 'zod';
import { get, type Route } from '../../engine/route.ts';
import { cursorPagingFields, pageByCursor } from '../paging.ts';
import { type RbacRole, rbacRoles, roleOf } from './record.ts';

export const rbacRoleRoutes: readonly Route[] = [
  get('/v1/organizations/rbac_roles', { query: z.strictObject(cursorPagingFields()) }, ({ store, query }) => {
    const page = pageByCursor(store.in(rbacRoles).all(), query);
    return { ...page, data: page.data.map(wire) };
  }),

  get('/v1/organizations/rbac_roles/{rbac_role_id}', {}, ({ store, params: { rbac_role_id } }) =>
    wire(roleOf(store, rbac_role_id)),
  ),
];

function wire({ permissions: _permissions, grants_owner_access: _grants, ...role }: RbacRole) {
  return { type: 'rbac_role', ...role };
}
