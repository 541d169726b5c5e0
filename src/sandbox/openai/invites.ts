import { z } from 'zod';
import { del, get, post, type Route } from '../route.ts';
import { collection } from '../store.ts';
import { audit } from './audit.ts';
import { pageById, pagingFields } from './paging.ts';
import { badRequest, present } from './refuse.ts';

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
const lifetimeSeconds = 7 * 86_400;

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
      const open = store
        .in(invites)
        .find(({ email, ...invite }) => email === body.email && statusOf(invite, now) === 'pending');
      if (open) throw badRequest(`An invite for ${body.email} is already pending.`, { param: 'email' });
      const invite = store.in(invites).add({
        id: store.newId('invite-', 24),
        email: body.email,
        role: body.role,
        created_at: now,
        expires_at: now + lifetimeSeconds,
        accepted_at: null,
        projects: body.projects ?? [],
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

function statusOf(invite: Pick<Invite, 'accepted_at' | 'expires_at'>, now: number): 'accepted' | 'expired' | 'pending' {
  if (invite.accepted_at !== null) return 'accepted';
  return invite.expires_at <= now ? 'expired' : 'pending';
}

function wire(invite: Invite, now: number) {
  return { object: 'organization.invite', ...invite, status: statusOf(invite, now) };
}
