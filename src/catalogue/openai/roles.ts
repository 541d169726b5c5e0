import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, id, pageSize } from '../fields.ts';
import { restored } from '../restore.ts';
import { builtIn } from './refused.ts';
import { commandsOrganization } from './role-names.ts';

/** Everyday words for what stands in this file. */
const everyday = 'role roles custom job profile rights permissions define own kinds organization look only read-only';

export const listRoles = defineOperation({
  id: 'openai.roles.list',
  summary: 'List built-in and custom organization roles',
  words: [everyday],
  asks: 'which roles can be given at OpenAI; do we have a role for auditors; what do our custom roles allow',
  http: 'GET /organization/roles',
  risk: 'read',
  pages: 'next',
  input: () =>
    z.object({
      order: z.enum(['asc', 'desc']).describe('Order of the list; asc when omitted').exactOptional(),
      after: cursor('Value of next of the page before'),
      limit: pageSize({ least: 0, most: 1000, usual: 1000 }),
    }),
  call: ({ openai }, input) => openai.admin.organization.roles.list(input),
});

export const getRole = defineOperation({
  id: 'openai.roles.get',
  summary: 'Read one organization role',
  words: [everyday],
  http: 'GET /organization/roles/{role_id}',
  risk: 'read',
  input: () => z.object({ role_id: id(['role-', 'role_'], 'the role') }),
  call: ({ openai }, { role_id }) => openai.admin.organization.roles.retrieve(role_id),
});

export const createRole = defineOperation({
  id: 'openai.roles.create',
  summary: 'Create a custom organization role',
  words: [everyday],
  asks: 'define a role that can only look; a new role for support people; make a custom set of rights',
  http: 'POST /organization/roles',
  risk: 'access',
  target: (input) => `role ${input.role_name}`,
  input: () =>
    z.object({
      permissions: z.array(z.string()).describe('Permission ids that the role grants, such as api.usage.read'),
      role_name: z.string().describe('Name of the role, unique in its scope'),
      description: z.string().nullable().describe('What it is for, for people').exactOptional(),
    }),
  call: ({ openai }, input) => openai.admin.organization.roles.create(input),
  after: (_input, result) => ({ id: 'openai.roles.get', input: { role_id: result.id } }),
  undo: ({ result }) => ({ id: 'openai.roles.delete', input: { role_id: result.id } }),
  grants: ({ input: { permissions } }) => commandsOrganization(permissions),
});

export const updateRole = defineOperation({
  id: 'openai.roles.update',
  summary: 'Change an organization role',
  words: [everyday],
  asks: 'a role should allow more; change which permissions a custom role has; rename a role',
  http: 'POST /organization/roles/{role_id}',
  risk: 'access',
  target: ({ role_id }) => `role ${role_id}`,
  input: () =>
    z.object({
      role_id: id(['role-', 'role_'], 'the role'),
      description: z.string().nullable().describe('What it is for, for people').exactOptional(),
      permissions: z
        .array(z.string())
        .nullable()
        .describe('Permission ids that the role grants, such as api.usage.read')
        .exactOptional(),
      role_name: z.string().nullable().describe('Name of the role, unique in its scope').exactOptional(),
    }),
  call: ({ openai }, { role_id, ...rest }) => openai.admin.organization.roles.update(role_id, rest),
  before: ({ role_id }) => ({ id: 'openai.roles.get', input: { role_id } }),
  undo: ({ input, before }) => ({
    id: 'openai.roles.update',
    input: restored({ ...before, role_name: before.name }, input, ['role_id']),
  }),
  grants: ({ input: { permissions } }) => commandsOrganization(permissions),
  refusedWhen: ({ before }) => builtIn(before),
});

export const deleteRole = defineOperation({
  id: 'openai.roles.delete',
  summary: 'Delete a custom organization role',
  words: [everyday],
  asks: 'get rid of a custom role nobody uses',
  http: 'DELETE /organization/roles/{role_id}',
  risk: 'destructive',
  target: ({ role_id }) => `role ${role_id}`,
  input: () => z.object({ role_id: id(['role-', 'role_'], 'the role') }),
  call: ({ openai }, { role_id }) => openai.admin.organization.roles.delete(role_id),
  before: ({ role_id }) => ({ id: 'openai.roles.get', input: { role_id } }),
  irreversible: 'Whoever holds the role loses it; a new role has a new id and must be assigned again.',
  refusedWhen: ({ before }) => builtIn(before),
});
