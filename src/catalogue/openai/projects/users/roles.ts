import { z } from 'zod';
import { defineOperation } from '../../../define.ts';
import { cursor, id, pageSize } from '../../../fields.ts';
import { ofArchivedProject, projectOf } from '../../refused.ts';

/** Everyday words for what stands in this file. */
const everyday = 'project person role roles rights permissions assign give grant take';

export const listProjectUserRoles = defineOperation({
  id: 'openai.projects.users.roles.list',
  summary: 'List project roles of a user',
  words: [everyday],
  asks: 'what may this person do inside a project',
  http: 'GET /projects/{project_id}/users/{user_id}/roles',
  risk: 'read',
  pages: 'next',
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
      user_id: id(['user-', 'user_'], 'the person'),
      order: z.enum(['asc', 'desc']).describe('Order of the list').exactOptional(),
      after: cursor('Value of next of the page before'),
      limit: pageSize({ least: 0, most: 1000, usual: 1000 }),
    }),
  call: ({ openai }, { user_id, ...rest }) => openai.admin.organization.projects.users.roles.list(user_id, rest),
});

export const getProjectUserRole = defineOperation({
  id: 'openai.projects.users.roles.get',
  summary: 'Check one project role of a user',
  words: [everyday],
  http: 'GET /projects/{project_id}/users/{user_id}/roles/{role_id}',
  risk: 'read',
  moves: ['updated_at'],
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
      user_id: id(['user-', 'user_'], 'the person'),
      role_id: id(['role-', 'role_'], 'the role'),
    }),
  call: ({ openai }, { role_id, ...rest }) => openai.admin.organization.projects.users.roles.retrieve(role_id, rest),
});

export const createProjectUserRole = defineOperation({
  id: 'openai.projects.users.roles.create',
  summary: 'Assign a project role to a user',
  words: [everyday],
  asks: 'give a person a role inside a project',
  http: 'POST /projects/{project_id}/users/{user_id}/roles',
  risk: 'access',
  target: (input) => `role ${input.role_id} of user ${input.user_id} of project ${input.project_id}`,
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
      user_id: id(['user-', 'user_'], 'the person'),
      role_id: id(['role-', 'role_'], 'the role'),
    }),
  call: ({ openai }, { user_id, ...rest }) => openai.admin.organization.projects.users.roles.create(user_id, rest),
  after: (input) => ({
    id: 'openai.projects.users.roles.get',
    input: { project_id: input.project_id, user_id: input.user_id, role_id: input.role_id },
  }),
  undo: ({ input }) => ({
    id: 'openai.projects.users.roles.delete',
    input: { project_id: input.project_id, user_id: input.user_id, role_id: input.role_id },
  }),
  within: projectOf,
  refusedWhen: ofArchivedProject,
});

export const deleteProjectUserRole = defineOperation({
  id: 'openai.projects.users.roles.delete',
  summary: 'Take a project role from a user',
  words: [everyday],
  asks: 'take a role inside a project from a person',
  http: 'DELETE /projects/{project_id}/users/{user_id}/roles/{role_id}',
  risk: 'destructive',
  target: ({ project_id, user_id, role_id }) => `role ${role_id} of user ${user_id} of project ${project_id}`,
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
      user_id: id(['user-', 'user_'], 'the person'),
      role_id: id(['role-', 'role_'], 'the role'),
    }),
  call: ({ openai }, { role_id, ...rest }) => openai.admin.organization.projects.users.roles.delete(role_id, rest),
  before: ({ project_id, user_id, role_id }) => ({
    id: 'openai.projects.users.roles.get',
    input: { project_id, user_id, role_id },
  }),
  undo: ({ input }) => ({ id: 'openai.projects.users.roles.create', input }),
  within: projectOf,
  refusedWhen: ofArchivedProject,
});
