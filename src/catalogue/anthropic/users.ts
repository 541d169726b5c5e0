import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, id, pageSize } from '../fields.ts';
import { moment } from '../listing.ts';
import { restored } from '../restore.ts';
import { foreignRole, protectedMember } from './refused.ts';

/** Everyday words for what stands in this file. */
const everyday =
  'person people member colleague employee teammate somebody someone everybody staff account seat login join company organization admin owner role email address leaver left quit resign gone fired offboard promote demote developer billing who';

/** Members with such a role command the organisation: admin in the Console, the others in Enterprise. */
const commandingRoles: readonly string[] = ['admin', 'owner', 'primary_owner'];

function commandingRole({ before }: { readonly before: { readonly role?: string } | undefined }) {
  const role = before?.role ?? '';
  if (!commandingRoles.includes(role)) return undefined;
  return { role, holders: { id: 'anthropic.users.list', input: { roles: [role], limit: 1000 } } };
}

function shutOut(person: string) {
  return { person, keys: { id: 'anthropic.api_keys.list', input: { created_by_user_id: person, limit: 1000 } } };
}

export const listUsers = defineOperation({
  id: 'anthropic.users.list',
  summary: 'List members of the organization',
  words: [everyday],
  asks: 'access review, full roster of everybody who can log in; who is in our Claude organization; is this address already a member; find a colleague by mail; everyone with the admin role; how many seats are taken; do we know this person; staff list; headcount on Claude',
  http: 'GET /v1/organizations/users',
  risk: 'read',
  pages: 'after_id',
  input: () =>
    z.object({
      email: z.string().describe('E-mail address').exactOptional(),
      roles: z.array(z.string()).describe('Only these roles').exactOptional(),
      limit: pageSize({ most: 1000, usual: 20 }),
      before_id: cursor('Cursor: id of the first item of the page after; not with after_id'),
      after_id: cursor('Cursor: id of the last item of the page before; not with before_id'),
    }),
  call: ({ anthropic }, input) => anthropic.organization.users.list(input),
  lists: {
    of: 'people',
    item: ({ id, name, email, role, added_at }) => ({
      id,
      name,
      email,
      role,
      isOwner: commandingRoles.includes(role),
      joinedAt: moment(added_at),
    }),
  },
});

export const getUser = defineOperation({
  id: 'anthropic.users.get',
  summary: 'Read a member of the organization',
  words: [everyday],
  http: 'GET /v1/organizations/users/{user_id}',
  risk: 'read',
  input: () => z.object({ user_id: id('user_', 'the person') }),
  call: ({ anthropic }, { user_id }) => anthropic.organization.users.retrieve(user_id),
});

export const updateUser = defineOperation({
  id: 'anthropic.users.update',
  summary: 'Change a member of the organization',
  words: [everyday, 'role promote demote make billing developer user managed job change'],
  asks: 'make her a developer; he should only see billing; change what somebody may do in the Console; downgrade a colleague to plain user',
  http: 'POST /v1/organizations/users/{user_id}',
  risk: 'access',
  target: ({ user_id }) => `user ${user_id}`,
  input: () =>
    z.object({
      user_id: id('user_', 'the person'),
      role: z.enum(['billing', 'claude_code_user', 'developer', 'managed', 'user']).describe('Role to give'),
    }),
  call: ({ anthropic }, { user_id, ...rest }) => anthropic.organization.users.update(user_id, rest),
  before: ({ user_id }) => ({ id: 'anthropic.users.get', input: { user_id } }),
  undo: ({ input, before }) => ({ id: 'anthropic.users.update', input: restored(before, input, ['user_id']) }),
  takes: commandingRole,
  shutsOut: ({ user_id }) => shutOut(user_id),
  refusedWhen: ({ input: { role }, before }) => protectedMember(before, 'changed') ?? foreignRole(before?.role, role),
});

export const removeUser = defineOperation({
  id: 'anthropic.users.remove',
  summary: 'Remove a member of the organization',
  words: [
    everyday,
    'remove kick out left company quit resigned fired leaves gone offboard last day take away access lose account seat',
  ],
  asks: 'somebody left, cut off their Claude access; kick a person out of the organization; offboard an employee from Anthropic; revoke a former colleague; their last day was Friday; contractor finished, lock them out',
  http: 'DELETE /v1/organizations/users/{user_id}',
  risk: 'destructive',
  target: ({ user_id }) => `user ${user_id}`,
  input: () => z.object({ user_id: id('user_', 'the person') }),
  call: ({ anthropic }, { user_id }) => anthropic.organization.users.remove(user_id),
  before: ({ user_id }) => ({ id: 'anthropic.users.get', input: { user_id } }),
  irreversible: 'Access ends at once; giving it again is a new change.',
  takes: commandingRole,
  shutsOut: ({ user_id }) => shutOut(user_id),
  impact: ({ user_id }) => [
    {
      read: { id: 'anthropic.api_keys.list', input: { created_by_user_id: user_id, status: 'active' } },
      says: 'active API keys that this person made stay active',
    },
  ],
  refusedWhen: ({ before }) => protectedMember(before, 'removed'),
});

export const signOutUser = defineOperation({
  id: 'anthropic.users.sign_out',
  summary: 'Sign out everywhere a member of the organization',
  words: [
    everyday,
    'sign out log out everywhere session sessions stolen lost laptop phone device force re-login kick off devices',
  ],
  asks: 'log this person out of every device; laptop stolen, end all Claude sessions; force somebody to sign in again; throw out open sessions',
  http: 'POST /v1/organizations/users/{user_id}/sign_out',
  risk: 'destructive',
  beta: 'admin-user-sign-out-2026-10-08',
  target: ({ user_id }) => `sessions of user ${user_id}`,
  input: () => z.object({ user_id: id('user_', 'the person') }),
  call: ({ anthropic }, { user_id }) => anthropic.beta.organization.users.signOut(user_id),
  before: ({ user_id }) => ({ id: 'anthropic.users.get', input: { user_id } }),
  irreversible: 'People sign in again by themselves.',
  refusedWhen: ({ before }) =>
    protectedMember(before, 'signed out') ??
    (before?.role === 'managed' ? { reason: 'A managed member cannot be signed out through the API.' } : undefined),
});
