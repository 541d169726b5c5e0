import { z } from 'zod';
import { get, type Route } from '../../engine/route.ts';
import { cursorPagingFields, pageByCursor } from '../paging.ts';
import { roleOf } from './record.ts';

export const rbacRolePermissionRoutes: readonly Route[] = [
  get(
    '/v1/organizations/rbac_roles/{rbac_role_id}/permissions',
    { query: z.strictObject(cursorPagingFields()) },
    ({ store, query, params: { rbac_role_id } }) => {
      const page = pageByCursor(roleOf(store, rbac_role_id).permissions, query);
      return { ...page, data: page.data.map((permission) => ({ type: 'rbac_role_permission', ...permission })) };
    },
  ),
];
