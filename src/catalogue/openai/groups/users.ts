import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, id, pageSize } from '../../fields.ts';

export const listGroupUsers = defineOperation({
  id: 'openai.groups.users.list',
  summary: 'List members of a group',
  http: 'GET /organization/groups/{group_id}/users',
  risk: 'read',
  pages: 'next',
  input: () =>
    z.object({
      group_id: id('group_', 'the group'),
      order: z.enum(['asc', 'desc']).describe('Order of the list; desc when omitted').exactOptional(),
      after: cursor('Value of next of the page before'),
      limit: pageSize({ least: 0, most: 1000, usual: 100 }),
    }),
  call: ({ openai }, { group_id, ...rest }) => openai.admin.organization.groups.users.list(group_id, rest),
});

export const getGroupUser = defineOperation({
  id: 'openai.groups.users.get',
  summary: 'Read one member of a group',
  http: 'GET /organization/groups/{group_id}/users/{user_id}',
  risk: 'read',
  input: () => z.object({ group_id: id('group_', 'the group'), user_id: id(['user-', 'user_'], 'the person') }),
  call: ({ openai }, { user_id, ...rest }) => openai.admin.organization.groups.users.retrieve(user_id, rest),
});

export const createGroupUser = defineOperation({
  id: 'openai.groups.users.create',
  summary: 'Add a user to a group',
  http: 'POST /organization/groups/{group_id}/users',
  risk: 'access',
  target: (input) => `user ${input.user_id} of group ${input.group_id}`,
  input: () => z.object({ group_id: id('group_', 'the group'), user_id: id(['user-', 'user_'], 'the person') }),
  call: ({ openai }, { group_id, ...rest }) => openai.admin.organization.groups.users.create(group_id, rest),
  after: (input) => ({ id: 'openai.groups.users.get', input: { group_id: input.group_id, user_id: input.user_id } }),
  undo: ({ input }) => ({
    id: 'openai.groups.users.delete',
    input: { group_id: input.group_id, user_id: input.user_id },
  }),
});

export const deleteGroupUser = defineOperation({
  id: 'openai.groups.users.delete',
  summary: 'Remove a user from a group',
  http: 'DELETE /organization/groups/{group_id}/users/{user_id}',
  risk: 'destructive',
  target: ({ group_id, user_id }) => `user ${user_id} of group ${group_id}`,
  input: () => z.object({ group_id: id('group_', 'the group'), user_id: id(['user-', 'user_'], 'the person') }),
  call: ({ openai }, { user_id, ...rest }) => openai.admin.organization.groups.users.delete(user_id, rest),
  before: ({ group_id, user_id }) => ({ id: 'openai.groups.users.get', input: { group_id, user_id } }),
  undo: ({ input }) => ({ id: 'openai.groups.users.create', input }),
});
