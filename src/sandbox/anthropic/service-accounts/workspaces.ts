import { z } from 'zod';
import { del, get, post, type Route } from '../../engine/route.ts';
import type { Store } from '../../engine/store.ts';
import { actorOf } from '../actor.ts';
import { organization } from '../organization/record.ts';
import { cursorAt, cursorPagingFields, offsetIn } from '../paging.ts';
import { badRequest } from '../refuse.ts';
import { assignableWorkspaceRoles } from '../workspaces/members.ts';
import { workspaceOf, workspaces } from '../workspaces/record.ts';
import {
  addServiceAccount,
  membershipIn,
  removeServiceAccount,
  serviceAccountMembers,
  wireMember,
} from '../workspaces/service-accounts.ts';
import { serviceAccountOf } from './record.ts';

/** The memberships of `workspaces/service-accounts.ts`, from the account's side. */

const path = '/v1/organizations/service_accounts/{service_account_id}/workspaces';
export const serviceAccountWorkspaceRoutes: readonly Route[] = [
  get(path, { query: z.strictObject(cursorPagingFields()) }, ({ store, query, params: { service_account_id } }) => {
    const account = serviceAccountOf(store, service_account_id);
    const memberships = account.archived_at === null ? membershipsOf(store, service_account_id) : [];
    if (query.page === undefined) return firstPage(memberships, query);
    const start = offsetIn(query.page, query);
    if (start >= memberships.length) throw badRequest('page: this cursor matches no membership any more');
    const end = start + query.limit;
    return { data: memberships.slice(start, end), next_page: end < memberships.length ? cursorAt(end, query) : null };
  }),

  post(
    path,
    { body: z.strictObject({ workspace_id: z.string(), workspace_role: z.enum(assignableWorkspaceRoles) }) },
    ({ caller, store, body, params: { service_account_id } }) => {
      serviceAccountOf(store, service_account_id);
      if (!store.in(workspaces).has(body.workspace_id)) {
        throw badRequest(`workspace_id: ${body.workspace_id} is not a workspace of the organization`);
      }
      return wireMember(addServiceAccount(store, { ...body, service_account_id }, actorOf({ caller, store })));
    },
  ),

  del(`${path}/{workspace_id}`, {}, ({ store, params: { service_account_id, workspace_id } }) =>
    removeServiceAccount(store, workspace_id, service_account_id),
  ),
];

type Membership = NonNullable<ReturnType<typeof membershipIn>>;

/** The implicit membership first, where there is one, then the others, newest first. */
function membershipsOf(store: Store, accountId: string): readonly Membership[] {
  const made = [...store.in(serviceAccountMembers).where(({ service_account_id }) => service_account_id === accountId)];
  const { default_workspace_id: defaultId } = store.read(organization);
  const usual = defaultId === null ? undefined : membershipIn(store, workspaceOf(store, defaultId), accountId);
  return [...(usual?.implicit ? [usual] : []), ...made.reverse().map(wireMember)];
}

/** The implicit membership does not count by itself: a first page of one holds a second, from which the next goes on. */
function firstPage(memberships: readonly Membership[], query: { readonly limit: number }) {
  const end = memberships[0]?.implicit ? Math.max(2, query.limit) : query.limit;
  return { data: memberships.slice(0, end), next_page: end < memberships.length ? cursorAt(end, query) : null };
}
