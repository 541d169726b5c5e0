import type { Call } from '../route.ts';
import { collection, type Store } from '../store.ts';
import { organization } from './organization.ts';
import { badRequest, present } from './refuse.ts';
import { openServiceAccount } from './service-accounts.ts';
import { openWorkspace } from './workspaces.ts';

/** A service account in a workspace, seen from either side. */
export interface ServiceAccountMembership {
  readonly service_account_id: string;
  readonly workspace_id: string;
  readonly workspace_role: string;
  readonly created_by_actor_id: string | null;
}

export const serviceAccountMemberships = collection<ServiceAccountMembership>(
  'service_account_memberships',
  ({ service_account_id, workspace_id }) => `${service_account_id} ${workspace_id}`,
);

export const assignableWorkspaceRoles = [
  'workspace_user',
  'workspace_developer',
  'workspace_restricted_developer',
  'workspace_admin',
] as const;

export function addMembership(call: Call, serviceAccountId: string, workspaceId: string, role: string) {
  const { store } = call;
  openServiceAccount(store, serviceAccountId);
  openWorkspace(store, workspaceId);
  if (membershipOf(store, serviceAccountId, workspaceId)) {
    throw badRequest('The service account is a member of this workspace already.');
  }
  return wireMembership(
    store.in(serviceAccountMemberships).add({
      service_account_id: serviceAccountId,
      workspace_id: workspaceId,
      workspace_role: role,
      created_by_actor_id: call.caller.id,
    }),
  );
}

export function removeMembership(store: Store, serviceAccountId: string, workspaceId: string) {
  if (implicitMembership(store, serviceAccountId).workspace_id === workspaceId) {
    throw badRequest('The membership in the default workspace cannot be removed.');
  }
  present(membershipOf(store, serviceAccountId, workspaceId), 'Membership', `${serviceAccountId} in ${workspaceId}`);
  store.in(serviceAccountMemberships).remove(`${serviceAccountId} ${workspaceId}`);
  return {
    service_account_id: serviceAccountId,
    workspace_id: workspaceId,
    type: 'service_account_workspace_member_deleted',
  };
}

export function membershipOf(
  store: Store,
  serviceAccountId: string,
  workspaceId: string,
): ServiceAccountMembership | undefined {
  const implicit = implicitMembership(store, serviceAccountId);
  if (implicit.workspace_id === workspaceId) return implicit;
  return store.in(serviceAccountMemberships).get(`${serviceAccountId} ${workspaceId}`);
}

/** Every account is a user of the default workspace, without anybody having added it. */
export function implicitMembership(store: Store, serviceAccountId: string): ServiceAccountMembership {
  return {
    service_account_id: serviceAccountId,
    workspace_id: store.read(organization).default_workspace_id ?? '',
    workspace_role: 'workspace_user',
    created_by_actor_id: null,
  };
}

export function wireMembership(membership: ServiceAccountMembership) {
  return { type: 'service_account_workspace_member', ...membership, implicit: membership.created_by_actor_id === null };
}
