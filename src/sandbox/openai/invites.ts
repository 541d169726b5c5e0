import { z } from 'zod';
import type { Clock } from '../engine/clock.ts';
import { del, get, post, type Route } from '../engine/route.ts';
import { collection, type Store } from '../engine/store.ts';
import { audit, auditOf } from './audit.ts';
import { organization } from './organization.ts';
import { pageById, pagingFields } from './paging.ts';
import { activeProject, projects } from './projects/record.ts';
import { projectUsers } from './projects/users/record.ts';
import { badRequest, present } from './refuse.ts';
import { type User, users } from './users/record.ts';

export interface Invite {
  readonly id: string;
  readonly email: string;
  readonly role: 'owner' | 'reader';
  readonly created_at: number;
  readonly expires_at: number;
  readonly accepted_at: number | null;
  readonly projects: readonly { readonly id: string; readonly role: 'member' | 'owner' }[];
}

export const invites = collection<Invite>('invites');

/** The provider does not publish how long an invite lives. */
export const inviteLifetime = 7 * 86_400;

export const inviteRoutes: readonly Route[] = [
  get(
    '/organization/invites',
    { query: z.strictObject(pagingFields({ most: 100, usual: 20 })) },
    ({ store, query, clock }) => {
      const page = pageById(store.in(invites).all(), query);
      return { ...page, data: page.data.map((invite) => wire(invite, clock.seconds())) };
    },
  ),

  post(
    '/organization/invites',
    {
      body: z.strictObject({
        email: z.email(),
        role: z.enum(['owner', 'reader']),
        projects: z.array(z.strictObject({ id: z.string(), role: z.enum(['member', 'owner']) })).optional(),
      }),
    },
    (call) => {
      const { store, body, clock } = call;
      const now = clock.seconds();
      refuseKnown(store, body.email, now);
      for (const { id } of body.projects ?? []) activeProject(store, id);
      const invite = store.in(invites).add({
        id: store.newId('invite-', 24),
        email: body.email,
        role: body.role,
        created_at: now,
        expires_at: now + inviteLifetime,
        accepted_at: null,
        projects: body.projects ?? [{ id: store.read(organization).default_project_id, role: 'member' }],
      });
      audit(call, 'invite.sent', { id: invite.id, data: { email: invite.email, role: invite.role } });
      return wire(invite, now);
    },
  ),

  get('/organization/invites/{invite_id}', {}, ({ store, params: { invite_id }, clock }) =>
    wire(present(store.in(invites).get(invite_id), 'invite', invite_id), clock.seconds()),
  ),

  del('/organization/invites/{invite_id}', {}, (call) => {
    const { store, clock } = call;
    const { invite_id } = call.params;
    const invite = present(store.in(invites).get(invite_id), 'invite', invite_id);
    if (statusOf(invite, clock.seconds()) === 'accepted') throw badRequest('An accepted invite cannot be deleted.');
    store.in(invites).remove(invite_id);
    audit(call, 'invite.deleted', { id: invite_id });
    return { object: 'organization.invite.deleted', id: invite_id, deleted: true };
  }),
];

/** What happens when the person follows the link: they become a member, and join those projects that still stand. */
export function acceptInvite(store: Store, clock: Clock, inviteId: string): User {
  const invite = present(store.in(invites).get(inviteId), 'invite', inviteId);
  const now = clock.seconds();
  if (statusOf(invite, now) !== 'pending') throw badRequest('Only a pending invite can be accepted.');
  store.in(invites).change(inviteId, { accepted_at: now });
  const user = store.in(users).add({
    id: store.newId('user-', 24),
    name: invite.email.split('@')[0] ?? invite.email,
    email: invite.email,
    role: invite.role,
    added_at: now,
    technical_level: null,
    developer_persona: null,
    api_key_last_used_at: null,
  });
  auditOf(store, user, { type: 'invite.accepted', at: now, details: { id: invite.id } });
  auditOf(store, user, { type: 'user.added', at: now, details: { id: user.id, data: { role: user.role } } });
  for (const { id, role } of invite.projects) {
    const project = store.in(projects).get(id);
    if (project?.status !== 'active') continue;
    store.in(projectUsers).add({ project_id: id, user_id: user.id, role, added_at: now });
    auditOf(store, user, { type: 'user.added', at: now, details: { id: user.id, data: { role } }, project });
  }
  return user;
}

function refuseKnown(store: Store, email: string, now: number): void {
  const isSame = (other: { readonly email: string }) => other.email.toLowerCase() === email.toLowerCase();
  if (store.in(users).find(isSame)) {
    throw badRequest(`${email} is already a member of the organization.`, { param: 'email' });
  }
  if (store.in(invites).find((invite) => isSame(invite) && statusOf(invite, now) === 'pending')) {
    throw badRequest(`An invite for ${email} is already pending.`, { param: 'email' });
  }
}

function statusOf(invite: Pick<Invite, 'accepted_at' | 'expires_at'>, now: number): 'accepted' | 'expired' | 'pending' {
  if (invite.accepted_at !== null) return 'accepted';
  return invite.expires_at <= now ? 'expired' : 'pending';
}

function wire(invite: Invite, now: number) {
  return { object: 'organization.invite', ...invite, status: statusOf(invite, now) };
}
