import { z } from 'zod';
import type { Clock } from '../engine/clock.ts';
import { isoMicroseconds } from '../engine/clock.ts';
import { listOf } from '../engine/parameters.ts';
import { del, get, post, type Route } from '../engine/route.ts';
import { collection, type Store } from '../engine/store.ts';
import { organization } from './organization/record.ts';
import { idPagingFields, pageById } from './paging.ts';
import { rbacMembers } from './rbac-groups/members.ts';
import { groupOf, rbacGroups, refuseOwnerGroup } from './rbac-groups/record.ts';
import { badRequest, present } from './refuse.ts';
import { assignableRoles } from './users/assignable-roles.ts';
import { type Role, roles, sameAddress, type User, users } from './users/record.ts';

export interface Invite {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly invited_at: string;
  readonly expires_at: string;
  readonly accepted_at: string | null;
  readonly rbac_group_ids: readonly string[];
}

export const invites = collection<Invite>('invites');

export const inviteLifetimeMs = 21 * 86_400_000;

export const inviteRoutes: readonly Route[] = [
  get(
    '/v1/organizations/invites',
    {
      query: z.strictObject({
        ...idPagingFields(),
        email: z.string().optional(),
        roles: listOf(z.enum(roles)).optional(),
        statuses: listOf(z.enum(['pending', 'accepted', 'expired'])).optional(),
      }),
    },
    ({ store, query, clock }) => {
      const matching = store
        .in(invites)
        .where(
          (invite) =>
            (query.email === undefined || sameAddress(invite.email, query.email)) &&
            (query.roles === undefined || query.roles.includes(invite.role)) &&
            (query.statuses === undefined || query.statuses.includes(statusOf(invite, clock))),
        );
      const page = pageById([...matching].reverse(), query, (invite) => invite.id);
      return { ...page, data: page.data.map((invite) => wire(invite, clock)) };
    },
  ),

  post(
    '/v1/organizations/invites',
    {
      body: z.strictObject({
        email: z.email(),
        role: z.enum(roles),
        rbac_group_ids: z.array(z.string()).optional(),
      }),
    },
    ({ store, body, clock }) => {
      const { plane } = store.read(organization);
      if (!assignableRoles[plane].includes(body.role))
        throw badRequest(`role: ${body.role} cannot be given by an invite`);
      if (plane === 'console' && body.rbac_group_ids?.length) {
        throw badRequest('rbac_group_ids: only Claude Enterprise organizations have RBAC groups');
      }
      for (const id of body.rbac_group_ids ?? []) refuseOwnerGroup(store, groupOf(store, id));
      refuseKnownAddress(store, body.email, clock);
      const now = clock.now();
      const invite = store.in(invites).add({
        id: store.newId('invite_01', 22),
        email: body.email,
        role: body.role,
        invited_at: isoMicroseconds(now),
        expires_at: isoMicroseconds(now + inviteLifetimeMs),
        accepted_at: null,
        rbac_group_ids: body.rbac_group_ids ?? [],
      });
      return wire(invite, clock);
    },
  ),

  get('/v1/organizations/invites/{invite_id}', {}, ({ store, params: { invite_id }, clock }) =>
    wire(present(store.in(invites).get(invite_id), 'Invite', invite_id), clock),
  ),

  del('/v1/organizations/invites/{invite_id}', {}, ({ store, params: { invite_id }, clock }) => {
    const invite = present(store.in(invites).get(invite_id), 'Invite', invite_id);
    const status = statusOf(invite, clock);
    if (status !== 'pending') throw badRequest(`Only a pending invite can be deleted; this one is ${status}.`);
    store.in(invites).remove(invite_id);
    return { id: invite_id, type: 'invite_deleted' };
  }),
];

/** What happens when the person follows the link. */
export function acceptInvite(store: Store, clock: Clock, inviteId: string): User {
  const invite = present(store.in(invites).get(inviteId), 'Invite', inviteId);
  if (statusOf(invite, clock) !== 'pending') throw badRequest('Only a pending invite can be accepted.');
  store.in(invites).change(inviteId, { accepted_at: clock.iso() });
  const user = store.in(users).add({
    id: store.newId('user_01', 22),
    email: invite.email,
    name: invite.email.split('@')[0] ?? invite.email,
    role: invite.role,
    added_at: clock.iso(),
  });
  for (const rbac_group_id of invite.rbac_group_ids) {
    if (!store.in(rbacGroups).has(rbac_group_id)) continue;
    store.in(rbacMembers).add({ rbac_group_id, user_id: user.id, created_at: user.added_at });
  }
  return user;
}

function refuseKnownAddress(store: Store, email: string, clock: Clock): void {
  if (store.in(users).find((user) => sameAddress(user.email, email))) {
    throw badRequest(`${email} is already a member of the organization.`, 'already_member');
  }
  const open = store.in(invites).find((each) => sameAddress(each.email, email) && statusOf(each, clock) === 'pending');
  if (open) throw badRequest(`${email} has a pending invite already.`, 'invite_already_exists');
}

function statusOf(invite: Invite, clock: Clock): 'pending' | 'accepted' | 'expired' {
  if (invite.accepted_at !== null) return 'accepted';
  return Date.parse(invite.expires_at) <= clock.now() ? 'expired' : 'pending';
}

function wire(invite: Invite, clock: Clock) {
  return { type: 'invite', ...invite, status: statusOf(invite, clock) };
}
