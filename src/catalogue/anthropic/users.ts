import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, id, pageSize } from '../fields.ts';
import { restored } from '../restore.ts';

/** Members with this role command the organisation: admin in the Console, owner and primary owner in Enterprise. */
function commandingRole({ before }: { readonly before: { readonly role?: string } | undefined }) {
  const role = before?.role ?? '';
  if (!['admin', 'owner', 'primary_owner'].includes(role)) return undefined;
  return { role, holders: { id: 'anthropic.users.list', input: { roles: [role], limit: 1000 } } };
}

export const listUsers = defineOperation({
  id: 'anthropic.users.list',
  summary: 'List members of the organization',
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
});

export const getUser = defineOperation({
  id: 'anthropic.users.get',
  summary: 'Read a member of the organization',
  http: 'GET /v1/organizations/users/{user_id}',
  risk: 'read',
  input: () => z.object({ user_id: id('user_', 'the person') }),
  call: ({ anthropic }, { user_id }) => anthropic.organization.users.retrieve(user_id),
});

export const updateUser = defineOperation({
  id: 'anthropic.users.update',
  summary: 'Change a member of the organization',
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
});

export const removeUser = defineOperation({
  id: 'anthropic.users.remove',
  summary: 'Remove a member of the organization',
  http: 'DELETE /v1/organizations/users/{user_id}',
  risk: 'destructive',
  target: ({ user_id }) => `user ${user_id}`,
  input: () => z.object({ user_id: id('user_', 'the person') }),
  call: ({ anthropic }, { user_id }) => anthropic.organization.users.remove(user_id),
  before: ({ user_id }) => ({ id: 'anthropic.users.get', input: { user_id } }),
  irreversible: 'Access ends at once; giving it again is a new change.',
  takes: commandingRole,
  impact: ({ user_id }) => [
    {
      read: { id: 'anthropic.api_keys.list', input: { created_by_user_id: user_id, status: 'active' } },
      says: 'active API keys that this person made stay active',
    },
  ],
});

export const signOutUser = defineOperation({
  id: 'anthropic.users.sign_out',
  summary: 'Sign out everywhere a member of the organization',
  http: 'POST /v1/organizations/users/{user_id}/sign_out',
  risk: 'destructive',
  beta: 'admin-user-sign-out-2026-10-08',
  target: ({ user_id }) => `sessions of user ${user_id}`,
  input: () => z.object({ user_id: id('user_', 'the person') }),
  call: ({ anthropic }, { user_id }) => anthropic.beta.organization.users.signOut(user_id),
  before: ({ user_id }) => ({ id: 'anthropic.users.get', input: { user_id } }),
  irreversible: 'People sign in again by themselves.',
});
