import { z } from 'zod';
import { stopDemand } from '../../demand/demand.ts';
import { listOf } from '../../engine/parameters.ts';
import { del, get, post, type Route } from '../../engine/route.ts';
import type { Store } from '../../engine/store.ts';
import { apiKeys } from '../api-keys.ts';
import { beta } from '../guards.ts';
import { organization } from '../organization/record.ts';
import { idPagingFields, pageById } from '../paging.ts';
import { rbacMembers } from '../rbac-groups/members.ts';
import { badRequest, forbidden, present } from '../refuse.ts';
import { dropLimitsOf } from '../spend-limits/record.ts';
import { workspaceMembers } from '../workspaces/members.ts';
import { assignableRoles } from './assignable-roles.ts';
import { type Role, roles, sameAddress, type User, users } from './record.ts';

/** Roles that a person gets and loses in the provider's own pages only. */
const protectedRoles: readonly Role[] = ['admin', 'owner', 'primary_owner', 'membership_admin'];

export const userRoutes: readonly Route[] = [
  get(
    '/v1/organizations/users',
    {
      query: z.strictObject({
        ...idPagingFields(),
        email: z.string().optional(),
        roles: listOf(z.enum(roles)).optional(),
      }),
    },
    ({ store, query }) => {
      const matching = store
        .in(users)
        .where(
          (user) =>
            (query.email === undefined || sameAddress(user.email, query.email)) &&
            (query.roles === undefined || query.roles.includes(user.role)),
        );
      const page = pageById([...matching].reverse(), query, (user) => user.id);
      return { ...page, data: page.data.map(wire) };
    },
  ),

  get('/v1/organizations/users/{user_id}', {}, ({ store, params: { user_id } }) =>
    wire(present(store.in(users).get(user_id), 'User', user_id)),
  ),

  post(
    '/v1/organizations/users/{user_id}',
    { body: z.strictObject({ role: z.enum(roles) }) },
    ({ store, params: { user_id }, body }) => {
      const user = present(store.in(users).get(user_id), 'User', user_id);
      const { plane } = store.read(organization);
      if (!assignableRoles[plane].includes(body.role))
        throw badRequest(`role: ${body.role} cannot be set through the API`);
      if (protectedRoles.includes(user.role)) {
        throw badRequest(`The role of a member with the role ${user.role} cannot be changed through the API.`);
      }
      return wire(store.in(users).change(user_id, { role: body.role }));
    },
  ),

  post(
    '/v1/organizations/users/{user_id}/sign_out',
    { guards: [beta('admin-user-sign-out-2026-10-08', 400)] },
    ({ store, params: { user_id } }) => {
      const user = present(store.in(users).get(user_id), 'User', user_id);
      if (user.role === 'primary_owner') {
        throw badRequest('The primary owner cannot be signed out.', 'cannot_sign_out_primary_owner');
      }
      const reason = cannotSignOut[user.role];
      if (reason) throw forbidden(`A member with the role ${user.role} cannot be signed out.`, reason);
      return wire(user);
    },
  ),

  del('/v1/organizations/users/{user_id}', {}, ({ store, params: { user_id }, clock }) => {
    const user = present(store.in(users).get(user_id), 'User', user_id);
    if (store.in(users).size === 1) {
      throw badRequest('The last member of an organization cannot be removed.', 'cannot_remove_last_member');
    }
    if (protectedRoles.includes(user.role)) {
      throw badRequest(`A member with the role ${user.role} cannot be removed through the API.`);
    }
    store.in(users).remove(user_id);
    store.in(workspaceMembers).removeWhere((member) => member.user_id === user_id);
    store.in(rbacMembers).removeWhere((member) => member.user_id === user_id);
    dropLimitsOf(store, user_id);
    endPersonalKeys(store, user_id, clock.now());
    return { id: user_id, type: 'user_deleted' };
  }),
];

/** Keys of a workspace go on; keys that act as the person end with the membership. */
function endPersonalKeys(store: Store, userId: string, now: number): void {
  for (const key of store.in(apiKeys).all()) {
    if (key.principal?.type !== 'user_actor' || key.principal.user_id !== userId) continue;
    store.in(apiKeys).change(key.id, { status: 'archived' });
    stopDemand(store, now, (stream) => stream.dimensions['api_key_id'] === key.id);
  }
}

const cannotSignOut: Readonly<Partial<Record<Role, string>>> = {
  owner: 'cannot_sign_out_owner',
  managed: 'cannot_sign_out_managed_member',
  membership_admin: 'cannot_sign_out_membership_admin',
  admin: 'cannot_sign_out_privileged_member',
};

function wire(user: User) {
  return { type: 'user', ...user };
}
