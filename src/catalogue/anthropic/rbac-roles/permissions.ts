import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, id, pageSize } from '../../fields.ts';

export const listRbacRolePermissions = defineOperation({
  id: 'anthropic.rbac_roles.permissions.list',
  summary: 'List permissions of an RBAC role',
  words: ['role permissions rights what may it do allowed contain'],
  asks: 'what can somebody with a certain profile do; what does this role allow; which capabilities come with a role',
  http: 'GET /v1/organizations/rbac_roles/{rbac_role_id}/permissions',
  risk: 'read',
  planes: ['enterprise'],
  pages: 'page',
  input: () =>
    z.object({
      rbac_role_id: id('rbac_role_', 'the RBAC role'),
      limit: pageSize({ most: 1000, usual: 20 }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, { rbac_role_id, ...rest }) =>
    anthropic.organization.rbacRoles.permissions.list(rbac_role_id, rest),
});
