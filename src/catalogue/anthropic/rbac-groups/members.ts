import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, id, pageSize } from '../../fields.ts';
import { keptElsewhere } from '../refused.ts';

/** Everyday words for what stands in this file. */
const everyday =
  'group team department people member members who belongs put into take out join add person someone enterprise';

export const listRbacGroupMembers = defineOperation({
  id: 'anthropic.rbac_groups.members.list',
  summary: 'List members of an RBAC group',
  words: [everyday],
  asks: 'everyone sitting in a team; who is in the team; who belongs to this Claude group; members of a team',
  http: 'GET /v1/organizations/rbac_groups/{rbac_group_id}/members',
  risk: 'read',
  planes: ['enterprise'],
  pages: 'page',
  input: () =>
    z.object({
      rbac_group_id: id('rbac_group_', 'the RBAC group'),
      limit: pageSize({ most: 1000, usual: 20 }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, { rbac_group_id, ...rest }) =>
    anthropic.organization.rbacGroups.members.list(rbac_group_id, rest),
});

export const addRbacGroupMember = defineOperation({
  id: 'anthropic.rbac_groups.members.add',
  summary: 'Add a member of an RBAC group',
  words: [everyday],
  asks: 'put new folks together with the others so they inherit the same permissions; put a person into a Claude group; add her to the team; joins the team',
  http: 'POST /v1/organizations/rbac_groups/{rbac_group_id}/members',
  risk: 'access',
  planes: ['enterprise'],
  target: (input) => `member ${input.user_id} of rbac group ${input.rbac_group_id}`,
  input: () => z.object({ rbac_group_id: id('rbac_group_', 'the RBAC group'), user_id: id('user_', 'the person') }),
  call: ({ anthropic }, { rbac_group_id, ...rest }) =>
    anthropic.organization.rbacGroups.members.add(rbac_group_id, rest),
  after: ({ rbac_group_id }) => ({ id: 'anthropic.rbac_groups.members.list', input: { rbac_group_id } }),
  undo: ({ input }) => ({
    id: 'anthropic.rbac_groups.members.remove',
    input: { rbac_group_id: input.rbac_group_id, user_id: input.user_id },
  }),
  within: ({ input: { rbac_group_id } }) => ({ id: 'anthropic.rbac_groups.get', input: { rbac_group_id } }),
  refusedWhen: ({ within }) => keptElsewhere(within),
});

export const removeRbacGroupMember = defineOperation({
  id: 'anthropic.rbac_groups.members.remove',
  summary: 'Remove a member of an RBAC group',
  words: [everyday],
  asks: 'take a person out of a Claude group; she changed teams; no longer part of the team',
  http: 'DELETE /v1/organizations/rbac_groups/{rbac_group_id}/members/{user_id}',
  risk: 'destructive',
  planes: ['enterprise'],
  target: ({ rbac_group_id, user_id }) => `member ${user_id} of rbac group ${rbac_group_id}`,
  input: () => z.object({ rbac_group_id: id('rbac_group_', 'the RBAC group'), user_id: id('user_', 'the person') }),
  call: ({ anthropic }, { user_id, ...rest }) => anthropic.organization.rbacGroups.members.remove(user_id, rest),
  before: ({ rbac_group_id }) => ({ id: 'anthropic.rbac_groups.members.list', input: { rbac_group_id } }),
  irreversible: 'Access ends at once; giving it again is a new change.',
  within: ({ input: { rbac_group_id } }) => ({ id: 'anthropic.rbac_groups.get', input: { rbac_group_id } }),
  refusedWhen: ({ within }) => keptElsewhere(within),
});
