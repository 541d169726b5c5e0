import { z } from 'zod';
import { del, get, post, type Route } from '../../route.ts';
import { oauthOnly } from '../guards.ts';
import { cursorPagingFields, pageByCursor } from '../paging.ts';
import {
  addMembership,
  assignableWorkspaceRoles,
  implicitMembership,
  removeMembership,
  serviceAccountMemberships,
  wireMembership,
} from '../service-account-memberships.ts';
import { openServiceAccount } from '../service-accounts.ts';

const path = '/v1/organizations/service_accounts/{service_account_id}/workspaces';
const guards = [oauthOnly];

export const serviceAccountWorkspaceRoutes: readonly Route[] = [
  get(
    path,
    { guards, query: z.strictObject(cursorPagingFields({ most: 1000, usual: 20 })) },
    ({ store, query, params: { service_account_id } }) => {
      openServiceAccount(store, service_account_id);
      const added = store.in(serviceAccountMemberships).where((each) => each.service_account_id === service_account_id);
      const page = pageByCursor([implicitMembership(store, service_account_id), ...added], query);
      return { ...page, data: page.data.map(wireMembership) };
    },
  ),
  post(
    path,
    { guards, body: z.strictObject({ workspace_id: z.string(), workspace_role: z.enum(assignableWorkspaceRoles) }) },
    (call) => addMembership(call, call.params.service_account_id, call.body.workspace_id, call.body.workspace_role),
  ),
  del(`${path}/{workspace_id}`, { guards }, ({ store, params: { service_account_id, workspace_id } }) =>
    removeMembership(store, service_account_id, workspace_id),
  ),
];
