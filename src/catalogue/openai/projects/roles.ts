import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, id, pageSize } from '../../fields.ts';
import { restored } from '../../restore.ts';
import { archivedProject, builtIn, ofArchivedProject, projectOf } from '../refused.ts';

/** Everyday words for what stands in this file. */
const everyday = 'role roles custom job profile rights permissions define own kinds in a project look only';

export const listProjectRoles = defineOperation({
  id: 'openai.projects.roles.list',
  summary: 'List built-in and custom project roles',
  words: [everyday],
  asks: 'which roles exist inside a project',
  http: 'GET /projects/{project_id}/roles',
  risk: 'read',
  pages: 'next',
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
      order: z.enum(['asc', 'desc']).describe('Order of the list; asc when omitted').exactOptional(),
      after: cursor('Value of next of the page before'),
      limit: pageSize({ least: 0, most: 1000, usual: 1000 }),
    }),
  call: ({ openai }, { project_id, ...rest }) => openai.admin.organization.projects.roles.list(project_id, rest),
});

export const getProjectRole = defineOperation({
  id: 'openai.projects.roles.get',
  summary: 'Read one project role',
  words: [everyday],
  http: 'GET /projects/{project_id}/roles/{role_id}',
  risk: 'read',
  input: () => z.object({ project_id: id('proj_', 'the project'), role_id: id(['role-', 'role_'], 'the role') }),
  call: ({ openai }, { role_id, ...rest }) => openai.admin.organization.projects.roles.retrieve(role_id, rest),
});

export const createProjectRole = defineOperation({
  id: 'openai.projects.roles.create',
  summary: 'Create a custom project role',
  words: [everyday],
  asks: 'define a role for one project only',
  http: 'POST /projects/{project_id}/roles',
  risk: 'access',
  target: ({ project_id, role_name }) => `role ${role_name} of project ${project_id}`,
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
      permissions: z.array(z.string()).describe('Permission ids that the role grants, such as api.usage.read'),
      role_name: z.string().describe('Name of the role, unique in its scope'),
      description: z.string().nullable().describe('What it is for, for people').exactOptional(),
    }),
  call: ({ openai }, { project_id, ...rest }) => openai.admin.organization.projects.roles.create(project_id, rest),
  after: (input, result) => ({
    id: 'openai.projects.roles.get',
    input: { project_id: input.project_id, role_id: result.id },
  }),
  undo: ({ input, result }) => ({
    id: 'openai.projects.roles.delete',
    input: { project_id: input.project_id, role_id: result.id },
  }),
  within: projectOf,
  refusedWhen: ofArchivedProject,
});

export const updateProjectRole = defineOperation({
  id: 'openai.projects.roles.update',
  summary: 'Change a project role',
  words: [everyday],
  asks: 'change what a project role allows',
  http: 'POST /projects/{project_id}/roles/{role_id}',
  risk: 'access',
  target: ({ project_id, role_id }) => `role ${role_id} of project ${project_id}`,
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
      role_id: id(['role-', 'role_'], 'the role'),
      description: z.string().nullable().describe('What it is for, for people').exactOptional(),
      permissions: z
        .array(z.string())
        .nullable()
        .describe('Permission ids that the role grants, such as api.usage.read')
        .exactOptional(),
      role_name: z.string().nullable().describe('Name of the role, unique in its scope').exactOptional(),
    }),
  call: ({ openai }, { role_id, ...rest }) => openai.admin.organization.projects.roles.update(role_id, rest),
  before: ({ project_id, role_id }) => ({ id: 'openai.projects.roles.get', input: { project_id, role_id } }),
  undo: ({ input, before }) => ({
    id: 'openai.projects.roles.update',
    input: restored({ ...before, role_name: before.name }, input, ['project_id', 'role_id']),
  }),
  within: projectOf,
  refusedWhen: ({ before, within }) => archivedProject(within) ?? builtIn(before),
});

export const deleteProjectRole = defineOperation({
  id: 'openai.projects.roles.delete',
  summary: 'Delete a custom project role',
  words: [everyday],
  asks: 'get rid of a project role',
  http: 'DELETE /projects/{project_id}/roles/{role_id}',
  risk: 'destructive',
  target: ({ project_id, role_id }) => `role ${role_id} of project ${project_id}`,
  input: () => z.object({ project_id: id('proj_', 'the project'), role_id: id(['role-', 'role_'], 'the role') }),
  call: ({ openai }, { role_id, ...rest }) => openai.admin.organization.projects.roles.delete(role_id, rest),
  before: ({ project_id, role_id }) => ({ id: 'openai.projects.roles.get', input: { project_id, role_id } }),
  irreversible: 'Whoever holds the role loses it; a new role has a new id and must be assigned again.',
  within: projectOf,
  refusedWhen: ({ before, within }) => archivedProject(within) ?? builtIn(before),
});
