import { z } from 'zod';
import { del, get, post, type Route } from '../../route.ts';
import { oauthOnly } from '../guards.ts';
import { cursorPagingFields, pageByCursor } from '../paging.ts';
import { badRequest, present } from '../refuse.ts';
import {
  addMembership,
  assignableWorkspaceRoles,
  membershipOf,
  removeMembership,
  serviceAccountMemberships,
  wireMembership,
} from '../service-account-memberships.ts';
import { openWorkspace, workspaceOf } from '../workspaces.ts';

const path = '/v1/organizations/workspaces/{workspace_id}/service_accounts';
const guards = [oauthOnly];

export const workspaceServiceAccountRoutes: readonly Route[] = [
  get(
    path,
    { guards, query: z.strictObject(cursorPagingFields({ most: 1000, usual: 20 })) },
    ({ store, query, params: { workspace_id } }) => {
      workspaceOf(store, workspace_id);
      const found = store.in(serviceAccountMemberships).where((each) => each.workspace_id === workspace_id);
      const page = pageByCursor(found, query);
      return { ...page, data: page.data.map(wireMembership) };
    },
  ),
  post(
    path,
    {
      guards,
      body: z.strictObject({ service_account_id: z.string(), workspace_role: z.enum(assignableWorkspaceRoles) }),
    },
    (call) => addMembership(call, call.body.service_account_id, call.params.workspace_id, call.body.workspace_role),
  ),
  get(`${path}/{service_account_id}`, { guards }, ({ store, params: { workspace_id, service_account_id } }) => {
    workspaceOf(store, workspace_id);
    return wireMembership(
      present(membershipOf(store, service_account_id, workspace_id), 'Membership', service_account_id),
    );
  }),
  post(
    `${path}/{service_account_id}`,
    { guards, body: z.strictObject({ workspace_role: z.enum(assignableWorkspaceRoles) }) },
    ({ store, body, params: { workspace_id, service_account_id } }) => {
      openWorkspace(store, workspace_id);
      const membership = present(
        membershipOf(store, service_account_id, workspace_id),
        'Membership',
        service_account_id,
      );
      if (membership.created_by_actor_id === null) throw badRequest('The implicit membership cannot be changed.');
      return wireMembership(store.in(serviceAccountMemberships).change(`${service_account_id} ${workspace_id}`, body));
    },
  ),
  del(`${path}/{service_account_id}`, { guards }, ({ store, params: { workspace_id, service_account_id } }) =>
    removeMembership(store, service_account_id, workspace_id),
  ),
];
