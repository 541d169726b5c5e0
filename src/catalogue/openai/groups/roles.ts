import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, id, pageSize } from '../../fields.ts';
import { isOwnerRole, powerOfRole } from '../role-names.ts';

/** Everyday words for what stands in this file. */
const everyday = 'group team role roles rights permissions may do allowed across organization assign give';

export const listGroupRoles = defineOperation({
  id: 'openai.groups.roles.list',
  summary: 'List organization roles of a group',
  words: [everyday],
  asks: 'what may this group do; which roles does a team have across the organization',
  http: 'GET /organization/groups/{group_id}/roles',
  risk: 'read',
  pages: 'next',
  input: () =>
    z.object({
      group_id: id('group_', 'the group'),
      order: z.enum(['asc', 'desc']).describe('Order of the list').exactOptional(),
      after: cursor('Value of next of the page before'),
      limit: pageSize({ least: 0, most: 1000, usual: 1000 }),
    }),
  call: ({ openai }, { group_id, ...rest }) => openai.admin.organization.groups.roles.list(group_id, rest),
});

export const getGroupRole = defineOperation({
  id: 'openai.groups.roles.get',
  summary: 'Check one organization role of a group',
  words: [everyday],
  http: 'GET /organization/groups/{group_id}/roles/{role_id}',
  risk: 'read',
  moves: ['updated_at'],
  input: () => z.object({ group_id: id('group_', 'the group'), role_id: id(['role-', 'role_'], 'the role') }),
  call: ({ openai }, { role_id, ...rest }) => openai.admin.organization.groups.roles.retrieve(role_id, rest),
});

export const createGroupRole = defineOperation({
  id: 'openai.groups.roles.create',
  summary: 'Assign an organization role to a group',
  words: [everyday],
  asks: 'let a whole group do something; give a role to a team',
  http: 'POST /organization/groups/{group_id}/roles',
  risk: 'access',
  target: (input) => `role ${input.role_id} of group ${input.group_id}`,
  input: () => z.object({ group_id: id('group_', 'the group'), role_id: id(['role-', 'role_'], 'the role') }),
  call: ({ openai }, { group_id, ...rest }) => openai.admin.organization.groups.roles.create(group_id, rest),
  after: (input) => ({ id: 'openai.groups.roles.get', input: { group_id: input.group_id, role_id: input.role_id } }),
  undo: ({ input }) => ({
    id: 'openai.groups.roles.delete',
    input: { group_id: input.group_id, role_id: input.role_id },
  }),
  grants: ({ input: { role_id } }) => (isOwnerRole(role_id) ? 'the role of owner' : undefined),
  grantsThrough: ({ input: { role_id } }) => [powerOfRole(role_id)],
});

export const deleteGroupRole = defineOperation({
  id: 'openai.groups.roles.delete',
  summary: 'Take an organization role from a group',
  words: [everyday],
  asks: 'take a role away from a group; a team should no longer have those rights',
  http: 'DELETE /organization/groups/{group_id}/roles/{role_id}',
  risk: 'destructive',
  target: ({ group_id, role_id }) => `role ${role_id} of group ${group_id}`,
  input: () => z.object({ group_id: id('group_', 'the group'), role_id: id(['role-', 'role_'], 'the role') }),
  call: ({ openai }, { role_id, ...rest }) => openai.admin.organization.groups.roles.delete(role_id, rest),
  before: ({ group_id, role_id }) => ({ id: 'openai.groups.roles.get', input: { group_id, role_id } }),
  undo: ({ input }) => ({ id: 'openai.groups.roles.create', input }),
});
