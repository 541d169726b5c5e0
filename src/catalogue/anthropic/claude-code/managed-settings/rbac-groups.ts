import { z } from 'zod';
import { defineOperation } from '../../../define.ts';
import { cursor, id, pageSize } from '../../../fields.ts';

/** Everyday words for what stands in this file. */
const everyday =
  'claude code settings managed configuration policy permission permissions file rules one group team certain developers strict security only them';

const beta = 'ce-claude-code-managed-settings-2026-10-06';

const groupId = () => id('rbac_group_', 'the group');

export const listClaudeCodeManagedSettingRbacGroups = defineOperation({
  id: 'anthropic.claude_code.managed_settings.rbac_groups.list',
  summary: 'List the groups that have managed Claude Code settings, without the settings',
  words: [everyday],
  asks: 'is one team locked down differently from everyone else; which teams have their own Claude Code rules',
  http: 'GET /v1/organizations/claude_code/managed_settings/rbac_groups',
  risk: 'read',
  planes: ['enterprise'],
  beta,
  pages: 'page',
  input: () =>
    z.object({
      limit: pageSize({ most: 1000, usual: 20, what: 'groups' }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.claudeCode.managedSettings.rbacGroups.list(input),
});

export const getClaudeCodeManagedSettingRbacGroup = defineOperation({
  id: 'anthropic.claude_code.managed_settings.rbac_groups.get',
  summary: 'Read the managed Claude Code settings of one group',
  words: [everyday],
  http: 'GET /v1/organizations/claude_code/managed_settings/rbac_groups/{rbac_group_id}',
  risk: 'read',
  planes: ['enterprise'],
  beta,
  moves: ['updated_at'],
  input: () => z.object({ rbac_group_id: groupId() }),
  call: ({ anthropic }, { rbac_group_id }) =>
    anthropic.beta.organization.claudeCode.managedSettings.rbacGroups.retrieve(rbac_group_id),
});

export const setClaudeCodeManagedSettingRbacGroup = defineOperation({
  id: 'anthropic.claude_code.managed_settings.rbac_groups.set',
  summary: 'Create the managed Claude Code settings of a group, last in the order, or replace them',
  words: [everyday],
  asks: 'one team needs stricter Claude Code rules; the backend developers get their own settings file; different permissions for contractors; only this group must run with a policy',
  http: 'POST /v1/organizations/claude_code/managed_settings/rbac_groups/{rbac_group_id}',
  risk: 'access',
  planes: ['enterprise'],
  beta,
  target: ({ rbac_group_id }) => `managed Claude Code settings of group ${rbac_group_id}`,
  input: () =>
    z.object({
      rbac_group_id: groupId(),
      settings: z
        .record(z.string(), z.unknown())
        .describe('The whole settings document, at most 1 MiB, in place of the present one'),
    }),
  call: ({ anthropic }, { rbac_group_id, ...body }) =>
    anthropic.beta.organization.claudeCode.managedSettings.rbacGroups.set(rbac_group_id, body),
  before: ({ rbac_group_id }) => ({
    id: 'anthropic.claude_code.managed_settings.rbac_groups.get',
    input: { rbac_group_id },
  }),
  undo: ({ input: { rbac_group_id }, before }) => {
    if (!before) return { id: 'anthropic.claude_code.managed_settings.rbac_groups.delete', input: { rbac_group_id } };
    const wasUnreadable = before.settings === null;
    if (wasUnreadable) return undefined;
    return {
      id: 'anthropic.claude_code.managed_settings.rbac_groups.set',
      input: { rbac_group_id, settings: before.settings },
    };
  },
});

export const deleteClaudeCodeManagedSettingRbacGroup = defineOperation({
  id: 'anthropic.claude_code.managed_settings.rbac_groups.delete',
  summary: 'Delete the managed Claude Code settings of a group; the group itself stays',
  words: [everyday],
  asks: 'a team should follow the general Claude Code rules again; drop the special settings of a group',
  http: 'DELETE /v1/organizations/claude_code/managed_settings/rbac_groups/{rbac_group_id}',
  risk: 'destructive',
  planes: ['enterprise'],
  beta,
  target: ({ rbac_group_id }) => `managed Claude Code settings of group ${rbac_group_id}`,
  input: () => z.object({ rbac_group_id: groupId() }),
  call: ({ anthropic }, { rbac_group_id }) =>
    anthropic.beta.organization.claudeCode.managedSettings.rbacGroups.delete(rbac_group_id),
  before: ({ rbac_group_id }) => ({
    id: 'anthropic.claude_code.managed_settings.rbac_groups.get',
    input: { rbac_group_id },
  }),
  irreversible: 'The group loses its place: settings that are set again stand last in the order.',
});
