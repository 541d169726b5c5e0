import { z } from 'zod';
import { defineOperation } from '../../../define.ts';
import { cursor, id, pageSize } from '../../../fields.ts';
import { ofArchivedProject, projectOf } from '../../refused.ts';

/** Everyday words for what stands in this file. */
const everyday = 'project group team role roles rights permissions assign give take';

export const listProjectGroupRoles = defineOperation({
  id: 'openai.projects.groups.roles.list',
  summary: 'List project roles of a group',
  words: [everyday],
  asks: 'what may a team do inside a project',
  http: 'GET /projects/{project_id}/groups/{group_id}/roles',
  risk: 'read',
  pages: 'next',
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
      group_id: id('group_', 'the group'),
      order: z.enum(['asc', 'desc']).describe('Order of the list').exactOptional(),
      after: cursor('Value of next of the page before'),
      limit: pageSize({ least: 0, most: 1000, usual: 1000 }),
    }),
  call: ({ openai }, { group_id, ...rest }) => openai.admin.organization.projects.groups.roles.list(group_id, rest),
});

export const getProjectGroupRole = defineOperation({
  id: 'openai.projects.groups.roles.get',
  summary: 'Check one project role of a group',
  words: [everyday],
  http: 'GET /projects/{project_id}/groups/{group_id}/roles/{role_id}',
  risk: 'read',
  moves: ['updated_at'],
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
      group_id: id('group_', 'the group'),
      role_id: id(['role-', 'role_'], 'the role'),
    }),
  call: ({ openai }, { role_id, ...rest }) => openai.admin.organization.projects.groups.roles.retrieve(role_id, rest),
});

export const createProjectGroupRole = defineOperation({
  id: 'openai.projects.groups.roles.create',
  summary: 'Assign a project role to a group',
  words: [everyday],
  asks: 'give a team a role inside a project',
  http: 'POST /projects/{project_id}/groups/{group_id}/roles',
  risk: 'access',
  target: (input) => `role ${input.role_id} of group ${input.group_id} of project ${input.project_id}`,
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
      group_id: id('group_', 'the group'),
      role_id: id(['role-', 'role_'], 'the role'),
    }),
  call: ({ openai }, { group_id, ...rest }) => openai.admin.organization.projects.groups.roles.create(group_id, rest),
  after: (input) => ({
    id: 'openai.projects.groups.roles.get',
    input: { project_id: input.project_id, group_id: input.group_id, role_id: input.role_id },
  }),
  undo: ({ input }) => ({
    id: 'openai.projects.groups.roles.delete',
    input: { project_id: input.project_id, group_id: input.group_id, role_id: input.role_id },
  }),
  within: projectOf,
  refusedWhen: ofArchivedProject,
});

export const deleteProjectGroupRole = defineOperation({
  id: 'openai.projects.groups.roles.delete',
  summary: 'Take a project role from a group',
  words: [everyday],
  asks: 'take a role inside a project from a team',
  http: 'DELETE /projects/{project_id}/groups/{group_id}/roles/{role_id}',
  risk: 'destructive',
  target: ({ project_id, group_id, role_id }) => `role ${role_id} of group ${group_id} of project ${project_id}`,
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
      group_id: id('group_', 'the group'),
      role_id: id(['role-', 'role_'], 'the role'),
    }),
  call: ({ openai }, { role_id, ...rest }) => openai.admin.organization.projects.groups.roles.delete(role_id, rest),
  before: ({ project_id, group_id, role_id }) => ({
    id: 'openai.projects.groups.roles.get',
    input: { project_id, group_id, role_id },
  }),
  undo: ({ input }) => ({ id: 'openai.projects.groups.roles.create', input }),
  within: projectOf,
  refusedWhen: ofArchivedProject,
});
