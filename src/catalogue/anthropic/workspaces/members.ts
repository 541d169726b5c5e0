import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, id, pageSize } from '../../fields.ts';
import { archivedWorkspace, defaultWorkspace, workspaceOf } from '../refused.ts';

/** Everyday words for what stands in this file. */
const everyday =
  'workspace people person member members who works in belongs access say admin developer role inside team put into take out add someone final say';

const workspaceId = () => id('wrkspc_', 'the workspace');
const userId = () => id('user_', 'the person');
const assignableRoles = [
  'workspace_user',
  'workspace_developer',
  'workspace_restricted_developer',
  'workspace_admin',
] as const;

export const listWorkspaceMembers = defineOperation({
  id: 'anthropic.workspaces.members.list',
  summary: 'List the people of a workspace with their workspace roles',
  words: [everyday],
  asks: 'who can use this workspace; people in the team space; everybody who works there',
  http: 'GET /v1/organizations/workspaces/{workspace_id}/members',
  risk: 'read',
  planes: ['console'],
  pages: 'after_id',
  input: () =>
    z.object({
      workspace_id: workspaceId(),
      limit: pageSize({ most: 1000, usual: 20 }),
      after_id: cursor('User id of the last member of the page before; not together with before_id'),
      before_id: cursor('User id of the first member of the page after; not together with after_id'),
    }),
  call: ({ anthropic }, { workspace_id, ...query }) =>
    anthropic.organization.workspaces.members.list(workspace_id, query),
});

export const getWorkspaceMember = defineOperation({
  id: 'anthropic.workspaces.members.get',
  summary: "Read one person's role in a workspace",
  words: [everyday],
  http: 'GET /v1/organizations/workspaces/{workspace_id}/members/{user_id}',
  risk: 'read',
  planes: ['console'],
  input: () => z.object({ workspace_id: workspaceId(), user_id: userId() }),
  call: ({ anthropic }, { user_id, ...params }) => anthropic.organization.workspaces.members.retrieve(user_id, params),
});

export const addWorkspaceMember = defineOperation({
  id: 'anthropic.workspaces.members.add',
  summary: 'Add a member of the organization to a workspace',
  words: [everyday],
  asks: 'let someone into a workspace; give her access to the team space; he needs the research workspace too',
  http: 'POST /v1/organizations/workspaces/{workspace_id}/members',
  risk: 'access',
  planes: ['console'],
  target: ({ user_id, workspace_id }) => `${user_id} in workspace ${workspace_id}`,
  input: () =>
    z.object({
      workspace_id: workspaceId(),
      user_id: userId(),
      workspace_role: z.enum(assignableRoles).describe('Role in the workspace; billing is inherited, never assigned'),
    }),
  call: ({ anthropic }, { workspace_id, ...body }) => anthropic.organization.workspaces.members.add(workspace_id, body),
  after: ({ workspace_id, user_id }) => ({
    id: 'anthropic.workspaces.members.get',
    input: { workspace_id, user_id },
  }),
  undo: ({ input: { workspace_id, user_id } }) => ({
    id: 'anthropic.workspaces.members.remove',
    input: { workspace_id, user_id },
  }),
  within: workspaceOf,
  refusedWhen: ({ within }) =>
    archivedWorkspace({ within }) ??
    defaultWorkspace(within, 'The default workspace has no list of members: everybody in the organization is in it.'),
});

export const updateWorkspaceMember = defineOperation({
  id: 'anthropic.workspaces.members.update',
  summary: "Change a person's role in a workspace",
  words: [everyday],
  asks: 'make somebody admin of a workspace; give him the final say there; change the role in a workspace; restrict her to developer in that workspace',
  http: 'POST /v1/organizations/workspaces/{workspace_id}/members/{user_id}',
  risk: 'access',
  planes: ['console'],
  target: ({ user_id, workspace_id }) => `role of ${user_id} in workspace ${workspace_id}`,
  input: () =>
    z.object({
      workspace_id: workspaceId(),
      user_id: userId(),
      workspace_role: z
        .enum([...assignableRoles, 'workspace_billing'])
        .describe('New role; workspace_billing is inherited from the organization role and usually refused here'),
    }),
  call: ({ anthropic }, { user_id, ...params }) => anthropic.organization.workspaces.members.update(user_id, params),
  before: ({ workspace_id, user_id }) => ({
    id: 'anthropic.workspaces.members.get',
    input: { workspace_id, user_id },
  }),
  undo: ({ input: { workspace_id, user_id }, before }) => ({
    id: 'anthropic.workspaces.members.update',
    input: { workspace_id, user_id, workspace_role: before.workspace_role },
  }),
  within: workspaceOf,
  refusedWhen: ({ within }) =>
    archivedWorkspace({ within }) ??
    defaultWorkspace(within, 'The default workspace has no list of members: everybody in the organization is in it.'),
});

export const removeWorkspaceMember = defineOperation({
  id: 'anthropic.workspaces.members.remove',
  summary: 'Remove a person from a workspace; they stay in the organization',
  words: [everyday],
  asks: 'moved to another team, take her off the space; throw someone out of a workspace; she no longer works on that product; take away a workspace from a person',
  http: 'DELETE /v1/organizations/workspaces/{workspace_id}/members/{user_id}',
  risk: 'destructive',
  planes: ['console'],
  target: ({ user_id, workspace_id }) => `${user_id} in workspace ${workspace_id}`,
  input: () => z.object({ workspace_id: workspaceId(), user_id: userId() }),
  call: ({ anthropic }, { user_id, ...params }) => anthropic.organization.workspaces.members.remove(user_id, params),
  before: ({ workspace_id, user_id }) => ({
    id: 'anthropic.workspaces.members.get',
    input: { workspace_id, user_id },
  }),
  undo: ({ input: { workspace_id, user_id }, before }) => ({
    id: 'anthropic.workspaces.members.add',
    input: { workspace_id, user_id, workspace_role: before.workspace_role },
  }),
  within: workspaceOf,
  refusedWhen: ({ within }) =>
    archivedWorkspace({ within }) ??
    defaultWorkspace(within, 'The default workspace has no list of members: everybody in the organization is in it.'),
});
