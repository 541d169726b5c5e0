import { z } from 'zod';
import { del, get, post, type Route } from '../../engine/route.ts';
import { collection, type Store } from '../../engine/store.ts';
import { idPagingFields, pageById } from '../paging.ts';
import { badRequest, present } from '../refuse.ts';
import { users } from '../users/record.ts';
import { isDefault, openWorkspace, workspaceOf } from './record.ts';

/** Roles that are given; a service account can have no other. */
export const assignableWorkspaceRoles = [
  'workspace_user',
  'workspace_developer',
  'workspace_restricted_developer',
  'workspace_admin',
] as const;
const workspaceRoles = [...assignableWorkspaceRoles, 'workspace_billing'] as const;
export type WorkspaceRole = (typeof workspaceRoles)[number];

export interface WorkspaceMember {
  readonly user_id: string;
  readonly workspace_id: string;
  readonly workspace_role: WorkspaceRole;
}

export const workspaceMembers = collection<WorkspaceMember>(
  'workspace_members',
  ({ workspace_id, user_id }) => `${workspace_id} ${user_id}`,
);

const path = '/v1/organizations/workspaces/{workspace_id}/members';
export const workspaceMemberRoutes: readonly Route[] = [
  get(path, { query: z.strictObject(idPagingFields()) }, ({ store, query, params: { workspace_id } }) => {
    const workspace = workspaceOf(store, workspace_id);
    if (isDefault(store, workspace)) throw badRequest('The default workspace has no list of members.');
    const members = store.in(workspaceMembers).where((member) => member.workspace_id === workspace_id);
    const page = pageById([...members].reverse(), query, (member) => member.user_id);
    return { ...page, data: page.data.map(wire) };
  }),

  post(
    path,
    { body: z.strictObject({ user_id: z.string(), workspace_role: z.enum(workspaceRoles) }) },
    ({ store, body, params: { workspace_id } }) => {
      const workspace = openWorkspace(store, workspace_id);
      if (isDefault(store, workspace)) throw badRequest('Members cannot be added to the default workspace.');
      if (!store.in(users).has(body.user_id))
        throw badRequest(`user_id: ${body.user_id} is not a member of the organization`);
      refuseBilling(body.workspace_role);
      if (store.in(workspaceMembers).has(`${workspace_id} ${body.user_id}`)) {
        throw badRequest(`User ${body.user_id} is already a member of this workspace.`);
      }
      return wire(store.in(workspaceMembers).add({ ...body, workspace_id }));
    },
  ),

  get(`${path}/{user_id}`, {}, ({ store, params: { workspace_id, user_id } }) =>
    wire(memberOf(store, workspace_id, user_id)),
  ),

  post(
    `${path}/{user_id}`,
    { body: z.strictObject({ workspace_role: z.enum(workspaceRoles) }) },
    ({ store, body, params: { workspace_id, user_id } }) => {
      openWorkspace(store, workspace_id);
      memberOf(store, workspace_id, user_id);
      refuseBilling(body.workspace_role);
      return wire(store.in(workspaceMembers).change(`${workspace_id} ${user_id}`, body));
    },
  ),

  del(`${path}/{user_id}`, {}, ({ store, params: { workspace_id, user_id } }) => {
    openWorkspace(store, workspace_id);
    memberOf(store, workspace_id, user_id);
    store.in(workspaceMembers).remove(`${workspace_id} ${user_id}`);
    return { user_id, workspace_id, type: 'workspace_member_deleted' };
  }),
];

function memberOf(store: Store, workspaceId: string, userId: string): WorkspaceMember {
  workspaceOf(store, workspaceId);
  return present(store.in(workspaceMembers).get(`${workspaceId} ${userId}`), 'Workspace member', userId);
}

/** Inherited from the organisation's billing role, never given. */
function refuseBilling(role: WorkspaceRole): void {
  if (role === 'workspace_billing') throw badRequest('workspace_role: workspace_billing cannot be assigned');
}

function wire(member: WorkspaceMember) {
  return { type: 'workspace_member', ...member };
}
