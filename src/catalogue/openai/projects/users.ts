import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, id, pageSize } from '../../fields.ts';
import { restored } from '../../restore.ts';
import { archivedProject, isDefaultProject, ofArchivedProject, projectOf } from '../refused.ts';

/** Everyday words for what stands in this file. */
const everyday =
  'project people person member members who works in belongs access add someone put into take out kick out owner inside';

export const listProjectUsers = defineOperation({
  id: 'openai.projects.users.list',
  summary: 'List project members',
  words: [everyday],
  asks: 'who works in this project; people with access to a project',
  http: 'GET /organization/projects/{project_id}/users',
  risk: 'read',
  pages: 'after',
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
      after: cursor('Id of the last item of the page before'),
      limit: pageSize({ most: 100, usual: 20 }),
    }),
  call: ({ openai }, { project_id, ...rest }) => openai.admin.organization.projects.users.list(project_id, rest),
});

export const getProjectUser = defineOperation({
  id: 'openai.projects.users.get',
  summary: 'Read one project member',
  words: [everyday],
  http: 'GET /organization/projects/{project_id}/users/{user_id}',
  risk: 'read',
  input: () => z.object({ project_id: id('proj_', 'the project'), user_id: id(['user-', 'user_'], 'the person') }),
  call: ({ openai }, { user_id, ...rest }) => openai.admin.organization.projects.users.retrieve(user_id, rest),
});

export const createProjectUser = defineOperation({
  id: 'openai.projects.users.create',
  summary: 'Add an organization member to a project',
  words: [everyday],
  asks: 'let someone work in a project; give her access to the checkout project; he joins the project',
  http: 'POST /organization/projects/{project_id}/users',
  risk: 'access',
  target: ({ user_id, email, project_id }) => `user ${user_id ?? email} of project ${project_id}`,
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
      role: z.string().describe('Project role: owner or member'),
      email: z.email().nullable().describe('Address of the person; needed without user_id').exactOptional(),
      user_id: id(['user-', 'user_'], 'the person; needed without email').nullable().exactOptional(),
    }),
  call: ({ openai }, { project_id, ...rest }) => openai.admin.organization.projects.users.create(project_id, rest),
  after: ({ project_id }, member) => ({ id: 'openai.projects.users.get', input: { project_id, user_id: member.id } }),
  undo: ({ input: { project_id }, result }) => ({
    id: 'openai.projects.users.delete',
    input: { project_id, user_id: result.id },
  }),
  within: projectOf,
  refusedWhen: ({ within }) =>
    archivedProject(within) ??
    (isDefaultProject(within)
      ? { reason: 'Members come to the default project through an invite to the organization that names no project.' }
      : undefined),
});

export const updateProjectUser = defineOperation({
  id: 'openai.projects.users.update',
  summary: "Change a member's project role",
  words: [everyday],
  asks: 'make somebody owner of a project; change the role in a project; only a member of the project from now on',
  http: 'POST /organization/projects/{project_id}/users/{user_id}',
  risk: 'access',
  target: ({ project_id, user_id }) => `user ${user_id} of project ${project_id}`,
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
      user_id: id(['user-', 'user_'], 'the person'),
      role: z.string().nullable().describe('Project role: owner or member').exactOptional(),
    }),
  call: ({ openai }, { user_id, ...rest }) => openai.admin.organization.projects.users.update(user_id, rest),
  before: ({ project_id, user_id }) => ({ id: 'openai.projects.users.get', input: { project_id, user_id } }),
  undo: ({ input, before }) => ({
    id: 'openai.projects.users.update',
    input: restored(before, input, ['project_id', 'user_id']),
  }),
  within: projectOf,
  refusedWhen: ofArchivedProject,
});

export const deleteProjectUser = defineOperation({
  id: 'openai.projects.users.delete',
  summary: 'Remove a member from a project',
  words: [everyday],
  asks: 'moved to another team, take her off the project; throw someone out of a project; she no longer works on that product; take a project away from a person',
  http: 'DELETE /organization/projects/{project_id}/users/{user_id}',
  risk: 'destructive',
  target: ({ project_id, user_id }) => `user ${user_id} of project ${project_id}`,
  input: () => z.object({ project_id: id('proj_', 'the project'), user_id: id(['user-', 'user_'], 'the person') }),
  call: ({ openai }, { user_id, ...rest }) => openai.admin.organization.projects.users.delete(user_id, rest),
  before: ({ project_id, user_id }) => ({ id: 'openai.projects.users.get', input: { project_id, user_id } }),
  undo: ({ input: { project_id, user_id }, before }) => ({
    id: 'openai.projects.users.create',
    input: { project_id, user_id, role: before.role },
  }),
  within: projectOf,
  refusedWhen: ofArchivedProject,
});
