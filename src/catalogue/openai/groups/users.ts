import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, id, pageSize } from '../../fields.ts';
import { groupOf, keptElsewhere } from '../refused.ts';
import { commandsOrganization, isOwnerRole } from '../role-names.ts';

/** Everyday words for what stands in this file. */
const everyday = 'group team department people member members who belongs put into take out join add person someone';

export const listGroupUsers = defineOperation({
  id: 'openai.groups.users.list',
  summary: 'List members of a group',
  words: [everyday],
  asks: 'everyone sitting in a team; who is in the team; who belongs to this group; members of a team',
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
  words: [everyday],
  http: 'GET /organization/groups/{group_id}/users/{user_id}',
  risk: 'read',
  input: () => z.object({ group_id: id('group_', 'the group'), user_id: id(['user-', 'user_'], 'the person') }),
  call: ({ openai }, { user_id, ...rest }) => openai.admin.organization.groups.users.retrieve(user_id, rest),
});

export const createGroupUser = defineOperation({
  id: 'openai.groups.users.create',
  summary: 'Add a user to a group',
  words: [everyday],
  asks: 'put new folks together with the others so they inherit the same permissions; put a person into a group; add her to the team; he moved to the data science team',
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
  grantsThrough: ({ input: { group_id } }) => [
    {
      read: { id: 'openai.groups.roles.list', input: { group_id } },
      given: ({ id: role, permissions }) =>
        isOwnerRole(role) ? 'the role of owner' : commandsOrganization(permissions),
    },
  ],
  within: groupOf,
  refusedWhen: ({ within }) => keptElsewhere(within),
});

export const deleteGroupUser = defineOperation({
  id: 'openai.groups.users.delete',
  summary: 'Remove a user from a group',
  words: [everyday],
  asks: 'take a person out of a group; she changed teams; no longer part of the team',
  http: 'DELETE /organization/groups/{group_id}/users/{user_id}',
  risk: 'destructive',
  target: ({ group_id, user_id }) => `user ${user_id} of group ${group_id}`,
  input: () => z.object({ group_id: id('group_', 'the group'), user_id: id(['user-', 'user_'], 'the person') }),
  call: ({ openai }, { user_id, ...rest }) => openai.admin.organization.groups.users.delete(user_id, rest),
  before: ({ group_id, user_id }) => ({ id: 'openai.groups.users.get', input: { group_id, user_id } }),
  undo: ({ input }) => ({ id: 'openai.groups.users.create', input }),
  within: groupOf,
  refusedWhen: ({ within }) => keptElsewhere(within),
});
