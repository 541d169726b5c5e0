import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, id, pageSize } from '../fields.ts';
import { restored } from '../restore.ts';

export const listUsers = defineOperation({
  id: 'openai.users.list',
  summary: 'List organization members',
  http: 'GET /organization/users',
  risk: 'read',
  pages: 'after',
  input: () =>
    z.object({
      emails: z.array(z.string()).describe('Only people with these addresses').exactOptional(),
      after: cursor('Cursor: id or next value of the page before'),
      limit: pageSize({ most: 100, usual: 20 }),
    }),
  call: ({ openai }, input) => openai.admin.organization.users.list(input),
});

export const getUser = defineOperation({
  id: 'openai.users.get',
  summary: 'Read one member',
  http: 'GET /organization/users/{user_id}',
  risk: 'read',
  input: () => z.object({ user_id: id(['user-', 'user_'], 'the person') }),
  call: ({ openai }, { user_id }) => openai.admin.organization.users.retrieve(user_id),
});

export const updateUser = defineOperation({
  id: 'openai.users.update',
  summary: 'Change role or profile metadata of a member',
  http: 'POST /organization/users/{user_id}',
  risk: 'access',
  target: ({ user_id }) => `user ${user_id}`,
  input: () =>
    z.object({
      user_id: id(['user-', 'user_'], 'the person'),
      developer_persona: z.string().nullable().describe('What the person does, as free text').exactOptional(),
      role: z.string().nullable().describe('Role to give').exactOptional(),
      role_id: z.string().nullable().describe('Id of the role').exactOptional(),
      technical_level: z.string().nullable().describe('Technical level of the person, as free text').exactOptional(),
    }),
  call: ({ openai }, { user_id, ...rest }) => openai.admin.organization.users.update(user_id, rest),
  before: ({ user_id }) => ({ id: 'openai.users.get', input: { user_id } }),
  undo: ({ input, before }) => ({ id: 'openai.users.update', input: restored(before, input, ['user_id']) }),
});

export const deleteUser = defineOperation({
  id: 'openai.users.delete',
  summary: 'Remove a member from the organization',
  http: 'DELETE /organization/users/{user_id}',
  risk: 'destructive',
  target: ({ user_id }) => `user ${user_id}`,
  input: () => z.object({ user_id: id(['user-', 'user_'], 'the person') }),
  call: ({ openai }, { user_id }) => openai.admin.organization.users.delete(user_id),
  before: ({ user_id }) => ({ id: 'openai.users.get', input: { user_id } }),
  irreversible: 'What is deleted cannot be brought back; a new one has a new id.',
});
