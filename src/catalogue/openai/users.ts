import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, id, pageSize } from '../fields.ts';
import { moment } from '../listing.ts';
import { restored } from '../restore.ts';
import { isOwnerRole, powerOfRole } from './role-names.ts';

/** Everyday words for what stands in this file. */
const everyday =
  'person people member colleague employee teammate somebody someone everybody staff account seat login join company organization owner reader role email address leaver left quit resign gone fired offboard promote demote who';

const ownerRole = { role: 'owner', holders: { id: 'openai.users.list', input: { limit: 100 } } } as const;

function shutOut(person: string) {
  return { person, keys: { id: 'openai.admin_api_keys.list', input: { limit: 100 } } };
}

export const listUsers = defineOperation({
  id: 'openai.users.list',
  summary: 'List organization members',
  words: [everyday],
  asks: 'access review, full roster of everybody who can log in; who is in our OpenAI organization; is this address already a member; find a colleague by mail; which people are owners; how many seats are taken; do we know this person; staff list; headcount on OpenAI',
  http: 'GET /organization/users',
  risk: 'read',
  pages: 'after',
  input: () =>
    z.object({
      emails: z.array(z.string()).describe('Only people with these addresses').exactOptional(),
      after: cursor('Id of the last item of the page before'),
      limit: pageSize({ most: 100, usual: 20 }),
    }),
  call: ({ openai }, input) => openai.admin.organization.users.list(input),
  lists: {
    of: 'people',
    item: ({ id, name, email, role, added_at }) => ({
      id,
      name: name ?? undefined,
      email: email ?? undefined,
      role: role ?? undefined,
      isOwner: role === null || role === undefined ? undefined : role === ownerRole.role,
      joinedAt: moment(added_at),
    }),
  },
});

export const getUser = defineOperation({
  id: 'openai.users.get',
  summary: 'Read one member',
  words: [everyday],
  http: 'GET /organization/users/{user_id}',
  risk: 'read',
  moves: ['api_key_last_used_at'],
  input: () => z.object({ user_id: id(['user-', 'user_'], 'the person') }),
  call: ({ openai }, { user_id }) => openai.admin.organization.users.retrieve(user_id),
});

export const updateUser = defineOperation({
  id: 'openai.users.update',
  summary: 'Change role or profile metadata of a member',
  words: [everyday, 'role promote demote make owner reader boss charge job change whole organization'],
  asks: 'make her an owner; promote a colleague to run the organization; take the owner role from him; demote to reader; change what somebody may do in the whole organization; put someone in charge',
  http: 'POST /organization/users/{user_id}',
  risk: 'access',
  target: ({ user_id }) => `user ${user_id}`,
  input: () =>
    z.object({
      user_id: id(['user-', 'user_'], 'the person'),
      developer_persona: z.string().nullable().describe('What the person does, as free text').exactOptional(),
      role: z.enum(['owner', 'reader']).nullable().describe('Organization role').exactOptional(),
      role_id: id(['role-', 'role_'], 'the organization role to give instead of a named one')
        .nullable()
        .exactOptional(),
      technical_level: z.string().nullable().describe('Technical level of the person, as free text').exactOptional(),
    }),
  call: ({ openai }, { user_id, ...rest }) => openai.admin.organization.users.update(user_id, rest),
  before: ({ user_id }) => ({ id: 'openai.users.get', input: { user_id } }),
  undo: ({ input: { role_id, ...input }, before }) => {
    const changesRole = role_id !== undefined || input.role !== undefined;
    if (changesRole && before.role !== 'owner' && before.role !== 'reader') return undefined;
    const changed = changesRole ? { ...input, role: before.role } : input;
    return {
      id: 'openai.users.update',
      input: restored({ developer_persona: null, technical_level: null, ...before }, changed, ['user_id']),
    };
  },
  grants: ({ input: { role, role_id } }) =>
    role === 'owner' || isOwnerRole(role_id) ? 'the role of owner' : undefined,
  grantsThrough: ({ input: { role_id } }) => (role_id ? [powerOfRole(role_id)] : []),
  shutsOut: ({ user_id, role, role_id }) => (role || role_id ? shutOut(user_id) : undefined),
  takes: ({ input: { role, role_id }, before }) => {
    const changesRole = role !== undefined || role_id !== undefined;
    const staysOwner = role === 'owner' || isOwnerRole(role_id);
    return before?.role === 'owner' && changesRole && !staysOwner ? ownerRole : undefined;
  },
});

export const deleteUser = defineOperation({
  id: 'openai.users.delete',
  summary: 'Remove a member from the organization',
  words: [
    everyday,
    'remove kick out left company quit resigned fired leaves gone offboard last day take away access lose account seat',
  ],
  asks: 'somebody left, cut off their OpenAI access; kick a person out of the organization; offboard an employee from ChatGPT platform; revoke a former colleague; their last day was Friday; contractor finished, lock them out',
  http: 'DELETE /organization/users/{user_id}',
  risk: 'destructive',
  target: ({ user_id }) => `user ${user_id}`,
  input: () => z.object({ user_id: id(['user-', 'user_'], 'the person') }),
  call: ({ openai }, { user_id }) => openai.admin.organization.users.delete(user_id),
  before: ({ user_id }) => ({ id: 'openai.users.get', input: { user_id } }),
  irreversible: 'The person can be invited again, but projects, roles and groups they had are not given back.',
  impact: ({ user_id }) => [{ read: { id: 'openai.users.roles.list', input: { user_id } }, says: 'roles are lost' }],
  takes: ({ before }) => (before?.role === 'owner' ? ownerRole : undefined),
  shutsOut: ({ user_id }) => shutOut(user_id),
});
