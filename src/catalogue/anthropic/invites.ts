import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, id, pageSize } from '../fields.ts';
import { memberAlready } from '../member-already.ts';

/** Everyday words for what stands in this file. */
const everyday =
  'invite invitation mail link pending unanswered accepted expired waiting answered sign-up onboard newcomer new hire colleague join bring board start';

export const listInvites = defineOperation({
  id: 'anthropic.invites.list',
  summary: 'List invites',
  words: [everyday],
  asks: 'who has not accepted yet; open invitations to Claude; did the mail go out; pending joiners',
  http: 'GET /v1/organizations/invites',
  risk: 'read',
  pages: 'after_id',
  input: () =>
    z.object({
      email: z.string().describe('E-mail address').exactOptional(),
      roles: z.array(z.string()).describe('Only these roles').exactOptional(),
      statuses: z
        .array(z.enum(['expired', 'accepted', 'pending']))
        .describe('Only these statuses')
        .exactOptional(),
      limit: pageSize({ most: 1000, usual: 20 }),
      before_id: cursor('Cursor: id of the first item of the page after; not with after_id'),
      after_id: cursor('Cursor: id of the last item of the page before; not with before_id'),
    }),
  call: ({ anthropic }, input) => anthropic.organization.invites.list(input),
});

export const getInvite = defineOperation({
  id: 'anthropic.invites.get',
  summary: 'Read an invite',
  words: [everyday],
  http: 'GET /v1/organizations/invites/{invite_id}',
  risk: 'read',
  input: () => z.object({ invite_id: id('invite_', 'the invite') }),
  call: ({ anthropic }, { invite_id }) => anthropic.organization.invites.retrieve(invite_id),
});

export const createInvite = defineOperation({
  id: 'anthropic.invites.create',
  summary: 'Create an invite',
  words: [everyday],
  asks: 'invite someone to Claude; new starter on Monday needs access to Anthropic; bring a colleague on board; let a freelancer join our Console; send a sign-up mail',
  http: 'POST /v1/organizations/invites',
  risk: 'access',
  target: (input) => `invite ${input.email}`,
  input: () =>
    z.object({
      email: z.email().describe('E-mail address'),
      role: z.enum(['billing', 'claude_code_user', 'developer', 'managed', 'user']).describe('Role to give'),
      rbac_group_ids: z.array(z.string()).describe('RBAC groups (Enterprise)').exactOptional(),
    }),
  call: ({ anthropic }, input) => anthropic.organization.invites.create(input),
  after: (_input, result) => ({ id: 'anthropic.invites.get', input: { invite_id: result.id } }),
  undo: ({ result }) => ({ id: 'anthropic.invites.delete', input: { invite_id: result.id } }),
  within: ({ input: { email } }) => ({ id: 'anthropic.users.list', input: { email: email.toLowerCase() } }),
  refusedWhen: ({ input, within }) => memberAlready(input.email, within),
});

export const deleteInvite = defineOperation({
  id: 'anthropic.invites.delete',
  summary: 'Delete an invite',
  words: [everyday],
  asks: 'mistyped the email, pull it back before a stranger joins; take back an invitation to Claude; we invited the wrong address; withdraw the sign-up mail; candidate declined, cancel the invite',
  http: 'DELETE /v1/organizations/invites/{invite_id}',
  risk: 'destructive',
  target: ({ invite_id }) => `invite ${invite_id}`,
  input: () => z.object({ invite_id: id('invite_', 'the invite') }),
  call: ({ anthropic }, { invite_id }) => anthropic.organization.invites.delete(invite_id),
  before: ({ invite_id }) => ({ id: 'anthropic.invites.get', input: { invite_id } }),
  irreversible: 'What is deleted cannot be brought back; a new one has a new id.',
  refusedWhen: ({ before }) =>
    before && before.status !== 'pending'
      ? { reason: `Only an invite that is pending can be withdrawn, and this one is ${before.status}.` }
      : undefined,
});
