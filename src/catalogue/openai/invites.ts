import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, id, pageSize } from '../fields.ts';
import { memberAlready } from '../member-already.ts';

/** Everyday words for what stands in this file. */
const everyday =
  'invite invitation mail link pending unanswered accepted expired waiting answered sign-up onboard newcomer new hire colleague join bring board start';

const inviteId = () => id('invite-', 'an invite');

export const listInvites = defineOperation({
  id: 'openai.invites.list',
  summary: 'List invites to the organization, whatever their status',
  words: [everyday],
  asks: 'who has not accepted yet; open invitations to OpenAI; did the mail go out; pending joiners',
  http: 'GET /organization/invites',
  risk: 'read',
  pages: 'after',
  input: () =>
    z.object({
      limit: pageSize({ most: 100, usual: 20 }),
      after: cursor('Id of the last invite of the page before'),
    }),
  call: ({ openai }, input) => openai.admin.organization.invites.list(input),
});

export const getInvite = defineOperation({
  id: 'openai.invites.get',
  summary: 'Read one invite',
  words: [everyday],
  http: 'GET /organization/invites/{invite_id}',
  risk: 'read',
  input: () => z.object({ invite_id: inviteId() }),
  call: ({ openai }, { invite_id }) => openai.admin.organization.invites.retrieve(invite_id),
});

export const createInvite = defineOperation({
  id: 'openai.invites.create',
  summary: 'Invite a person to the organization',
  words: [everyday],
  asks: 'invite someone to OpenAI; new starter on Monday needs access; bring a colleague on board; let a freelancer join our platform account; send a sign-up mail',
  http: 'POST /organization/invites',
  risk: 'access',
  target: ({ email }) => email,
  input: () =>
    z.object({
      email: z.email().describe('Address the invitation is sent to'),
      role: z.enum(['owner', 'reader']).describe('Organization role'),
      projects: z
        .array(
          z.object({
            id: id('proj_', 'a project'),
            role: z.enum(['member', 'owner']).describe('Role in that project'),
          }),
        )
        .describe('Projects the person joins on acceptance; the default project when omitted, none when empty')
        .exactOptional(),
    }),
  call: ({ openai }, input) => openai.admin.organization.invites.create(input),
  after: (_input, invite) => ({ id: 'openai.invites.get', input: { invite_id: invite.id } }),
  undo: ({ result }) => ({ id: 'openai.invites.delete', input: { invite_id: result.id } }),
  grants: ({ input: { role } }) => (role === 'owner' ? 'the role of owner' : undefined),
  // Addresses are kept in lower case as a rule, whatever case somebody writes.
  within: ({ input: { email } }) => ({
    id: 'openai.users.list',
    input: { emails: [...new Set([email, email.toLowerCase()])] },
  }),
  refusedWhen: ({ input, within }) => memberAlready(input.email, within),
});

export const deleteInvite = defineOperation({
  id: 'openai.invites.delete',
  summary: 'Withdraw an invite that was not accepted',
  words: [everyday],
  asks: 'mistyped the email, pull it back before a stranger joins; take back an invitation to OpenAI; we invited the wrong address; withdraw the sign-up mail; candidate declined, cancel the invite; typo in the address',
  http: 'DELETE /organization/invites/{invite_id}',
  risk: 'destructive',
  target: ({ invite_id }) => `invite ${invite_id}`,
  input: () => z.object({ invite_id: inviteId() }),
  call: ({ openai }, { invite_id }) => openai.admin.organization.invites.delete(invite_id),
  before: ({ invite_id }) => ({ id: 'openai.invites.get', input: { invite_id } }),
  irreversible: 'The invitation link is dead; a new invite sends a new one.',
  refusedWhen: ({ before }) =>
    before?.status === 'accepted'
      ? { reason: 'The invite was accepted: the person is a member, and is removed as one.' }
      : undefined,
});
