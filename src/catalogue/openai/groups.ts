import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, id, pageSize } from '../fields.ts';
import { restored } from '../restore.ts';
import { keptElsewhere } from './refused.ts';

/** Everyday words for what stands in this file. */
const everyday = 'group groups team department squad crew';

export const listGroups = defineOperation({
  id: 'openai.groups.list',
  summary: 'List groups',
  words: [everyday],
  asks: 'which groups do we have; teams set up at OpenAI; is there a group for sales',
  http: 'GET /organization/groups',
  risk: 'read',
  pages: 'next',
  input: () =>
    z.object({
      order: z.enum(['asc', 'desc']).describe('Order of the list; asc when omitted').exactOptional(),
      after: cursor('Value of next of the page before'),
      limit: pageSize({ least: 0, most: 1000, usual: 100 }),
    }),
  call: ({ openai }, input) => openai.admin.organization.groups.list(input),
});

export const getGroup = defineOperation({
  id: 'openai.groups.get',
  summary: 'Read one group',
  words: [everyday],
  http: 'GET /organization/groups/{group_id}',
  risk: 'read',
  input: () => z.object({ group_id: id('group_', 'the group') }),
  call: ({ openai }, { group_id }) => openai.admin.organization.groups.retrieve(group_id),
});

export const createGroup = defineOperation({
  id: 'openai.groups.create',
  summary: 'Create a group',
  words: [everyday],
  asks: 'a new team called something; new group so permissions can be handed out in bulk; make a group for the data team; bundle people of one department; set up a team so rights can be given at once',
  http: 'POST /organization/groups',
  risk: 'write',
  target: (input) => `group ${input.name}`,
  input: () => z.object({ name: z.string().min(1).max(255).describe('Name that people see, at most 255 characters') }),
  call: ({ openai }, input) => openai.admin.organization.groups.create(input),
  after: (_input, result) => ({ id: 'openai.groups.get', input: { group_id: result.id } }),
  undo: ({ result }) => ({ id: 'openai.groups.delete', input: { group_id: result.id } }),
});

export const updateGroup = defineOperation({
  id: 'openai.groups.update',
  summary: 'Change a group',
  words: [everyday],
  asks: 'rename a group; the team has a new name',
  http: 'POST /organization/groups/{group_id}',
  risk: 'write',
  target: ({ group_id }) => `group ${group_id}`,
  input: () =>
    z.object({
      group_id: id('group_', 'the group'),
      name: z.string().min(1).max(255).describe('Name that people see, at most 255 characters'),
    }),
  call: ({ openai }, { group_id, ...rest }) => openai.admin.organization.groups.update(group_id, rest),
  before: ({ group_id }) => ({ id: 'openai.groups.get', input: { group_id } }),
  undo: ({ input, before }) => ({ id: 'openai.groups.update', input: restored(before, input, ['group_id']) }),
  refusedWhen: ({ before }) => keptElsewhere(before),
});

export const deleteGroup = defineOperation({
  id: 'openai.groups.delete',
  summary: 'Delete a group',
  words: [everyday],
  asks: 'dissolve a group; the team no longer exists; get rid of a department group',
  http: 'DELETE /organization/groups/{group_id}',
  risk: 'destructive',
  target: ({ group_id }) => `group ${group_id}`,
  input: () => z.object({ group_id: id('group_', 'the group') }),
  call: ({ openai }, { group_id }) => openai.admin.organization.groups.delete(group_id),
  before: ({ group_id }) => ({ id: 'openai.groups.get', input: { group_id } }),
  irreversible: 'Members, roles and project access of the group are lost; a new group has a new id.',
  impact: ({ group_id }) => [
    { read: { id: 'openai.groups.users.list', input: { group_id } }, says: 'members lose what the group gave them' },
    { read: { id: 'openai.groups.roles.list', input: { group_id } }, says: 'roles of the group end' },
  ],
  refusedWhen: ({ before }) => keptElsewhere(before),
});
