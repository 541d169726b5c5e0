import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, id, pageSize } from '../fields.ts';

/** Everyday words for what stands in this file. */
const everyday = 'role roles job profile rights permissions kinds of roles custom enterprise';

export const listRbacRoles = defineOperation({
  id: 'anthropic.rbac_roles.list',
  summary: 'List RBAC roles',
  words: [everyday],
  asks: 'which roles can be given in Claude Enterprise; kinds of roles',
  http: 'GET /v1/organizations/rbac_roles',
  risk: 'read',
  planes: ['enterprise'],
  pages: 'page',
  input: () =>
    z.object({
      limit: pageSize({ most: 1000, usual: 20 }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, input) => anthropic.organization.rbacRoles.list(input),
});

export const getRbacRole = defineOperation({
  id: 'anthropic.rbac_roles.get',
  summary: 'Read an RBAC role',
  words: [everyday],
  http: 'GET /v1/organizations/rbac_roles/{rbac_role_id}',
  risk: 'read',
  planes: ['enterprise'],
  input: () => z.object({ rbac_role_id: id('rbac_role_', 'the RBAC role') }),
  call: ({ anthropic }, { rbac_role_id }) => anthropic.organization.rbacRoles.retrieve(rbac_role_id),
});
