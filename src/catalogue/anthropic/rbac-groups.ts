import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, id, pageSize } from '../fields.ts';
import { restored } from '../restore.ts';
import { keptElsewhere } from './refused.ts';

/** Everyday words for what stands in this file. */
const everyday = 'group groups team department squad crew enterprise';

export const listRbacGroups = defineOperation({
  id: 'anthropic.rbac_groups.list',
  summary: 'List RBAC groups',
  words: [everyday],
  asks: 'which groups exist in Claude Enterprise; teams with custom roles',
  http: 'GET /v1/organizations/rbac_groups',
  risk: 'read',
  planes: ['enterprise'],
  pages: 'page',
  input: () =>
    z.object({
      limit: pageSize({ most: 1000, usual: 20 }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, input) => anthropic.organization.rbacGroups.list(input),
});

export const getRbacGroup = defineOperation({
  id: 'anthropic.rbac_groups.get',
  summary: 'Read an RBAC group',
  words: [everyday],
  http: 'GET /v1/organizations/rbac_groups/{rbac_group_id}',
  risk: 'read',
  planes: ['enterprise'],
  moves: ['updated_at'],
  input: () => z.object({ rbac_group_id: id('rbac_group_', 'the RBAC group') }),
  call: ({ anthropic }, { rbac_group_id }) => anthropic.organization.rbacGroups.retrieve(rbac_group_id),
});

export const createRbacGroup = defineOperation({
  id: 'anthropic.rbac_groups.create',
  summary: 'Create an RBAC group',
  words: [everyday],
  asks: 'a new team called something; new group so permissions can be handed out in bulk; make a group in Claude Enterprise; set up a team',
  http: 'POST /v1/organizations/rbac_groups',
  risk: 'write',
  planes: ['enterprise'],
  target: (input) => `rbac group ${input.name}`,
  input: () => z.object({ name: z.string().describe('Name that people see') }),
  call: ({ anthropic }, input) => anthropic.organization.rbacGroups.create(input),
  after: (_input, result) => ({ id: 'anthropic.rbac_groups.get', input: { rbac_group_id: result.id } }),
  undo: ({ result }) => ({ id: 'anthropic.rbac_groups.delete', input: { rbac_group_id: result.id } }),
});

export const updateRbacGroup = defineOperation({
  id: 'anthropic.rbac_groups.update',
  summary: 'Change an RBAC group',
  words: [everyday],
  asks: 'rename a Claude group; change the roles a group carries',
  http: 'POST /v1/organizations/rbac_groups/{rbac_group_id}',
  risk: 'write',
  planes: ['enterprise'],
  target: ({ rbac_group_id }) => `rbac group ${rbac_group_id}`,
  input: () =>
    z.object({
      rbac_group_id: id('rbac_group_', 'the RBAC group'),
      name: z.string().nullable().describe('Name that people see').exactOptional(),
    }),
  call: ({ anthropic }, { rbac_group_id, ...rest }) => anthropic.organization.rbacGroups.update(rbac_group_id, rest),
  before: ({ rbac_group_id }) => ({ id: 'anthropic.rbac_groups.get', input: { rbac_group_id } }),
  undo: ({ input, before }) => ({
    id: 'anthropic.rbac_groups.update',
    input: restored(before, input, ['rbac_group_id']),
  }),
  refusedWhen: ({ before }) => keptElsewhere(before),
});

export const deleteRbacGroup = defineOperation({
  id: 'anthropic.rbac_groups.delete',
  summary: 'Delete an RBAC group',
  words: [everyday],
  asks: 'dissolve a Claude group; the team no longer exists',
  http: 'DELETE /v1/organizations/rbac_groups/{rbac_group_id}',
  risk: 'destructive',
  planes: ['enterprise'],
  target: ({ rbac_group_id }) => `rbac group ${rbac_group_id}`,
  input: () => z.object({ rbac_group_id: id('rbac_group_', 'the RBAC group') }),
  call: ({ anthropic }, { rbac_group_id }) => anthropic.organization.rbacGroups.delete(rbac_group_id),
  before: ({ rbac_group_id }) => ({ id: 'anthropic.rbac_groups.get', input: { rbac_group_id } }),
  irreversible: 'What is deleted cannot be brought back; a new one has a new id.',
  impact: ({ rbac_group_id }) => [
    {
      read: { id: 'anthropic.rbac_groups.members.list', input: { rbac_group_id } },
      says: 'members lose what the group gave them',
    },
  ],
  refusedWhen: ({ before }) => keptElsewhere(before),
});
