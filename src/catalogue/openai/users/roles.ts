import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, id, pageSize } from '../../fields.ts';
import { isOwnerRole, powerOfRole } from '../role-names.ts';

/** Everyday words for what stands in this file. */
const everyday =
  'role roles rights permissions privilege assigned assign give grant person someone may do allowed custom organization owner';

export const listUserRoles = defineOperation({
  id: 'openai.users.roles.list',
  summary: 'List organization roles of a user',
  words: [everyday],
  asks: 'what is a person actually allowed to do; all rights of one colleague; which roles does this person have; what may she do in the organization; what rights were given to him',
  http: 'GET /organization/users/{user_id}/roles',
  risk: 'read',
  pages: 'next',
  input: () =>
    z.object({
      user_id: id(['user-', 'user_'], 'the person'),
      order: z.enum(['asc', 'desc']).describe('Order of the list').exactOptional(),
      after: cursor('Value of next of the page before'),
      limit: pageSize({ least: 0, most: 1000, usual: 1000 }),
    }),
  call: ({ openai }, { user_id, ...rest }) => openai.admin.organization.users.roles.list(user_id, rest),
});

export const getUserRole = defineOperation({
  id: 'openai.users.roles.get',
  summary: 'Check one organization role of a user',
  words: [everyday],
  http: 'GET /organization/users/{user_id}/roles/{role_id}',
  risk: 'read',
  moves: ['updated_at'],
  input: () => z.object({ user_id: id(['user-', 'user_'], 'the person'), role_id: id(['role-', 'role_'], 'the role') }),
  call: ({ openai }, { role_id, ...rest }) => openai.admin.organization.users.roles.retrieve(role_id, rest),
});

export const createUserRole = defineOperation({
  id: 'openai.users.roles.create',
  summary: 'Assign an organization role to a user',
  words: [everyday],
  asks: 'give this person a custom role in the whole organization; grant rights to someone',
  http: 'POST /organization/users/{user_id}/roles',
  risk: 'access',
  target: (input) => `role ${input.role_id} of user ${input.user_id}`,
  input: () => z.object({ user_id: id(['user-', 'user_'], 'the person'), role_id: id(['role-', 'role_'], 'the role') }),
  call: ({ openai }, { user_id, ...rest }) => openai.admin.organization.users.roles.create(user_id, rest),
  after: (input) => ({ id: 'openai.users.roles.get', input: { user_id: input.user_id, role_id: input.role_id } }),
  undo: ({ input }) => ({ id: 'openai.users.roles.delete', input: { user_id: input.user_id, role_id: input.role_id } }),
  grants: ({ input: { role_id } }) => (isOwnerRole(role_id) ? 'the role of owner' : undefined),
  grantsThrough: ({ input: { role_id } }) => [powerOfRole(role_id)],
});

export const deleteUserRole = defineOperation({
  id: 'openai.users.roles.delete',
  summary: 'Take an organization role from a user',
  words: [everyday],
  asks: 'take a custom role away from a person; strip somebody of rights',
  http: 'DELETE /organization/users/{user_id}/roles/{role_id}',
  risk: 'destructive',
  target: ({ user_id, role_id }) => `role ${role_id} of user ${user_id}`,
  input: () => z.object({ user_id: id(['user-', 'user_'], 'the person'), role_id: id(['role-', 'role_'], 'the role') }),
  call: ({ openai }, { role_id, ...rest }) => openai.admin.organization.users.roles.delete(role_id, rest),
  before: ({ user_id, role_id }) => ({ id: 'openai.users.roles.get', input: { user_id, role_id } }),
  undo: ({ input }) => ({ id: 'openai.users.roles.create', input }),
});
