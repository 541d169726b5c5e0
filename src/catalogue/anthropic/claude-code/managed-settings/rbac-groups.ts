import { z } from 'zod';
import { defineOperation } from '../../../define.ts';
import { cursor, id, pageSize } from '../../../fields.ts';
import { restored } from '../../../restore.ts';

export const listClaudeCodeManagedSettingRbacGroups = defineOperation({
  id: 'anthropic.claude_code.managed_settings.rbac_groups.list',
  summary: 'List managed Claude Code settings of RBAC groups',
  http: 'GET /v1/organizations/claude_code/managed_settings/rbac_groups',
  risk: 'read',
  planes: ['enterprise'],
  beta: 'ce-claude-code-managed-settings-2026-10-06',
  pages: 'page',
  input: () =>
    z.object({
      limit: pageSize({ most: 1000, usual: 20 }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.claudeCode.managedSettings.rbacGroups.list(input),
});

export const getClaudeCodeManagedSettingRbacGroup = defineOperation({
  id: 'anthropic.claude_code.managed_settings.rbac_groups.get',
  summary: 'Read the managed Claude Code settings of an RBAC group',
  http: 'GET /v1/organizations/claude_code/managed_settings/rbac_groups/{rbac_group_id}',
  risk: 'read',
  planes: ['enterprise'],
  beta: 'ce-claude-code-managed-settings-2026-10-06',
  input: () => z.object({ rbac_group_id: id('rbac_group_', 'the RBAC group') }),
  call: ({ anthropic }, { rbac_group_id }) =>
    anthropic.beta.organization.claudeCode.managedSettings.rbacGroups.retrieve(rbac_group_id),
});

export const setClaudeCodeManagedSettingRbacGroup = defineOperation({
  id: 'anthropic.claude_code.managed_settings.rbac_groups.set',
  summary: 'Create or replace the managed Claude Code settings of an RBAC group',
  http: 'POST /v1/organizations/claude_code/managed_settings/rbac_groups/{rbac_group_id}',
  risk: 'access',
  planes: ['enterprise'],
  beta: 'ce-claude-code-managed-settings-2026-10-06',
  target: ({ rbac_group_id }) => `rbac group ${rbac_group_id}`,
  input: () =>
    z.object({
      rbac_group_id: id('rbac_group_', 'the RBAC group'),
      settings: z.record(z.string(), z.unknown()).describe('The whole settings document; replaces what was there'),
    }),
  call: ({ anthropic }, { rbac_group_id, ...rest }) =>
    anthropic.beta.organization.claudeCode.managedSettings.rbacGroups.set(rbac_group_id, rest),
  before: ({ rbac_group_id }) => ({
    id: 'anthropic.claude_code.managed_settings.rbac_groups.get',
    input: { rbac_group_id },
  }),
  undo: ({ input, before }) => ({
    id: 'anthropic.claude_code.managed_settings.rbac_groups.set',
    input: restored(before, input, ['rbac_group_id']),
  }),
});

export const deleteClaudeCodeManagedSettingRbacGroup = defineOperation({
  id: 'anthropic.claude_code.managed_settings.rbac_groups.delete',
  summary: 'Delete the managed Claude Code settings of an RBAC group',
  http: 'DELETE /v1/organizations/claude_code/managed_settings/rbac_groups/{rbac_group_id}',
  risk: 'destructive',
  planes: ['enterprise'],
  beta: 'ce-claude-code-managed-settings-2026-10-06',
  target: ({ rbac_group_id }) => `rbac group ${rbac_group_id}`,
  input: () => z.object({ rbac_group_id: id('rbac_group_', 'the RBAC group') }),
  call: ({ anthropic }, { rbac_group_id }) =>
    anthropic.beta.organization.claudeCode.managedSettings.rbacGroups.delete(rbac_group_id),
  before: ({ rbac_group_id }) => ({
    id: 'anthropic.claude_code.managed_settings.rbac_groups.get',
    input: { rbac_group_id },
  }),
  irreversible: 'What is deleted cannot be brought back; a new one has a new id.',
});
