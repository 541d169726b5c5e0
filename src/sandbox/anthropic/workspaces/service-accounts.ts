import { z } from 'zod';
import { del, get, post, type Route } from '../../engine/route.ts';
import { collection, type Store } from '../../engine/store.ts';
import { actorOf } from '../actor.ts';
import { cursorPagingFields, newestFirst } from '../paging.ts';
import { badRequest, present } from '../refuse.ts';
import { liveServiceAccount, serviceAccountOf, serviceAccounts } from '../service-accounts/record.ts';
import { assignableWorkspaceRoles, type WorkspaceRole } from './members.ts';
import { isDefault, openWorkspace, type Workspace } from './record.ts';

/** A membership that somebody made. Each account is also in the default workspace, which is not recorded. */
export interface ServiceAccountMember {
  readonly workspace_id: string;
  readonly service_account_id: string;
  readonly workspace_role: WorkspaceRole;
  readonly created_by_actor_id: string | null;
}

export const serviceAccountMembers = collection<ServiceAccountMember>('service_account_members', (member) =>
  keyOf(member.workspace_id, member.service_account_id),
);

const path = '/v1/organizations/workspaces/{workspace_id}/service_accounts';
const role = z.enum(assignableWorkspaceRoles);

export const workspaceServiceAccountRoutes: readonly Route[] = [
  get(path, { query: z.strictObject(cursorPagingFields()) }, ({ store, query, params: { workspace_id } }) => {
    openWorkspace(store, workspace_id);
    const members = store
      .in(serviceAccountMembers)
      .where(
        (member) =>
          member.workspace_id === workspace_id &&
          serviceAccountOf(store, member.service_account_id).archived_at === null,
      );
    return newestFirst(members, query, wireMember);
  }),

  post(
    path,
    { body: z.strictObject({ service_account_id: z.string(), workspace_role: role }) },
    ({ caller, store, body, params: { workspace_id } }) => {
      const actor = actorOf({ caller, store });
      return wireMember(addServiceAccount(store, { ...body, workspace_id }, actor));
    },
  ),

  get(`${path}/{service_account_id}`, {}, ({ store, params: { workspace_id, service_account_id } }) => {
    const workspace = openWorkspace(store, workspace_id);
    const account = serviceAccountOf(store, service_account_id);
    const isLive = account.archived_at === null;
    const member = isLive ? membershipIn(store, workspace, service_account_id) : undefined;
    return present(member, 'Workspace member', service_account_id);
  }),

  post(
    `${path}/{service_account_id}`,
    { body: z.strictObject({ workspace_role: role }) },
    ({ store, body, params: { workspace_id, service_account_id } }) => {
      const workspace = openWorkspace(store, workspace_id);
      liveServiceAccount(store, service_account_id);
      const key = keyOf(workspace_id, service_account_id);
      if (!store.in(serviceAccountMembers).has(key) && isDefault(store, workspace)) {
        throw badRequest('An implicit membership cannot be updated; add the service account to the workspace.');
      }
      present(store.in(serviceAccountMembers).get(key), 'Workspace member', service_account_id);
      return wireMember(store.in(serviceAccountMembers).change(key, body));
    },
  ),

  del(`${path}/{service_account_id}`, {}, ({ store, params: { workspace_id, service_account_id } }) =>
    removeServiceAccount(store, workspace_id, service_account_id),
  ),
];

/** Makes a membership, or gives the one that is there another role. */
export function addServiceAccount(
  store: Store,
  wanted: Omit<ServiceAccountMember, 'created_by_actor_id'>,
  actor: string | null,
): ServiceAccountMember {
  const { workspace_id, service_account_id, workspace_role } = wanted;
  openWorkspace(store, workspace_id);
  if (!store.in(serviceAccounts).has(service_account_id)) {
    throw badRequest(`service_account_id: ${service_account_id} is not a service account of the organization`);
  }
  liveServiceAccount(store, service_account_id);
  const key = keyOf(workspace_id, service_account_id);
  if (store.in(serviceAccountMembers).has(key)) return store.in(serviceAccountMembers).change(key, { workspace_role });
  return store.in(serviceAccountMembers).add({ ...wanted, created_by_actor_id: actor });
}

/** Ends a membership. It is no error when there is none; the implicit one stays. */
export function removeServiceAccount(store: Store, workspace_id: string, service_account_id: string) {
  openWorkspace(store, workspace_id);
  serviceAccountOf(store, service_account_id);
  store.in(serviceAccountMembers).remove(keyOf(workspace_id, service_account_id));
  return { type: 'service_account_workspace_member_deleted', workspace_id, service_account_id };
}

/** What an account has in a workspace: a membership that somebody made, or the default workspace's implicit one. */
export function membershipIn(store: Store, workspace: Workspace, serviceAccountId: string) {
  const made = store.in(serviceAccountMembers).get(keyOf(workspace.id, serviceAccountId));
  if (made) return wireMember(made);
  return isDefault(store, workspace) ? implicitMember(workspace.id, serviceAccountId) : undefined;
}

function keyOf(workspaceId: string, serviceAccountId: string): string {
  return `${workspaceId} ${serviceAccountId}`;
}

function implicitMember(workspace_id: string, service_account_id: string) {
  const member = { workspace_id, service_account_id, workspace_role: 'workspace_user', created_by_actor_id: null };
  return { type: 'service_account_workspace_member', ...member, implicit: true };
}

export function wireMember(member: ServiceAccountMember) {
  return { type: 'service_account_workspace_member', ...member, implicit: false };
}
