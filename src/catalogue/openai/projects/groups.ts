import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, id, pageSize } from '../../fields.ts';
import { ofArchivedProject, projectOf } from '../refused.ts';

/** Everyday words for what stands in this file. */
const everyday = 'project group team department access whole add put into take out give';

export const listProjectGroups = defineOperation({
  id: 'openai.projects.groups.list',
  summary: 'List groups with access to a project',
  words: [everyday],
  asks: 'which teams can use this project',
  http: 'GET /organization/projects/{project_id}/groups',
  risk: 'read',
  pages: 'next',
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
      order: z.enum(['asc', 'desc']).describe('Order of the list; asc when omitted').exactOptional(),
      after: cursor('Value of next of the page before'),
      limit: pageSize({ least: 0, most: 100, usual: 20 }),
    }),
  call: ({ openai }, { project_id, ...rest }) => openai.admin.organization.projects.groups.list(project_id, rest),
});

export const getProjectGroup = defineOperation({
  id: 'openai.projects.groups.get',
  summary: "Read a group's access to a project",
  words: [everyday],
  http: 'GET /organization/projects/{project_id}/groups/{group_id}',
  risk: 'read',
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
      group_id: id('group_', 'the group'),
      group_type: z.enum(['group', 'tenant_group']).describe('Kind of group; group when omitted').exactOptional(),
    }),
  call: ({ openai }, { group_id, ...rest }) => openai.admin.organization.projects.groups.retrieve(group_id, rest),
});

export const createProjectGroup = defineOperation({
  id: 'openai.projects.groups.create',
  summary: 'Give a group access to a project',
  words: [everyday],
  asks: 'let a whole team into a project; open the project to a group; give a department access to a project',
  http: 'POST /organization/projects/{project_id}/groups',
  risk: 'access',
  target: (input) => `group ${input.group_id} of project ${input.project_id}`,
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
      group_id: id('group_', 'the group'),
      role: id(['role-', 'role_'], 'the project role, such as role-api-project-member'),
    }),
  call: ({ openai }, { project_id, ...rest }) => openai.admin.organization.projects.groups.create(project_id, rest),
  after: (input) => ({
    id: 'openai.projects.groups.get',
    input: { project_id: input.project_id, group_id: input.group_id },
  }),
  undo: ({ input }) => ({
    id: 'openai.projects.groups.delete',
    input: { project_id: input.project_id, group_id: input.group_id },
  }),
  within: projectOf,
  refusedWhen: ofArchivedProject,
});

export const deleteProjectGroup = defineOperation({
  id: 'openai.projects.groups.delete',
  summary: 'Take project access from a group',
  words: [everyday],
  asks: 'keep a team out of a project; a department should no longer reach a project',
  http: 'DELETE /organization/projects/{project_id}/groups/{group_id}',
  risk: 'destructive',
  target: ({ project_id, group_id }) => `group ${group_id} of project ${project_id}`,
  input: () => z.object({ project_id: id('proj_', 'the project'), group_id: id('group_', 'the group') }),
  call: ({ openai }, { group_id, ...rest }) => openai.admin.organization.projects.groups.delete(group_id, rest),
  before: ({ project_id, group_id }) => ({ id: 'openai.projects.groups.get', input: { project_id, group_id } }),
  irreversible: 'The project role that the group had is not shown; access must be given anew, with a role to choose.',
  within: projectOf,
  refusedWhen: ofArchivedProject,
});
