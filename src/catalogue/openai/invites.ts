import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, id, pageSize } from '../fields.ts';

const inviteId = () => id('invite-', 'an invite');

export const listInvites = defineOperation({
  id: 'openai.invites.list',
  summary: 'List invites to the organization, whatever their status',
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
  http: 'GET /organization/invites/{invite_id}',
  risk: 'read',
  input: () => z.object({ invite_id: inviteId() }),
  call: ({ openai }, { invite_id }) => openai.admin.organization.invites.retrieve(invite_id),
});

export const createInvite = defineOperation({
  id: 'openai.invites.create',
  summary: 'Invite a person to the organization',
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
  grants: ({ role }) => (role === 'owner' ? 'the role of owner' : undefined),
});

export const deleteInvite = defineOperation({
  id: 'openai.invites.delete',
  summary: 'Withdraw an invite that was not accepted',
  http: 'DELETE /organization/invites/{invite_id}',
  risk: 'destructive',
  target: ({ invite_id }) => `invite ${invite_id}`,
  input: () => z.object({ invite_id: inviteId() }),
  call: ({ openai }, { invite_id }) => openai.admin.organization.invites.delete(invite_id),
  before: ({ invite_id }) => ({ id: 'openai.invites.get', input: { invite_id } }),
  irreversible: 'The invitation link is dead; a new invite sends a new one.',
});
