import { z } from 'zod';
import { defineOperation } from '../../../define.ts';
import { restored } from '../../../restore.ts';

export const getClaudeCodeManagedSettingRbacGroupDefault = defineOperation({
  id: 'anthropic.claude_code.managed_settings.rbac_group_default.get',
  summary: 'Read the default managed Claude Code settings',
  http: 'GET /v1/organizations/claude_code/managed_settings/rbac_group_default',
  risk: 'read',
  planes: ['enterprise'],
  beta: 'ce-claude-code-managed-settings-2026-10-06',
  input: () => z.object({}),
  call: ({ anthropic }) => anthropic.beta.organization.claudeCode.managedSettings.rbacGroupDefault.retrieve(),
});

export const updateClaudeCodeManagedSettingRbacGroupDefault = defineOperation({
  id: 'anthropic.claude_code.managed_settings.rbac_group_default.update',
  summary: 'Change the default managed Claude Code settings',
  http: 'POST /v1/organizations/claude_code/managed_settings/rbac_group_default',
  risk: 'access',
  planes: ['enterprise'],
  beta: 'ce-claude-code-managed-settings-2026-10-06',
  target: () => 'claude code managed settings rbac group default of the organization',
  input: () =>
    z.object({
      settings: z
        .record(z.string(), z.unknown())
        .nullable()
        .describe('The whole settings document; replaces what was there'),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.claudeCode.managedSettings.rbacGroupDefault.update(input),
  before: () => ({ id: 'anthropic.claude_code.managed_settings.rbac_group_default.get', input: {} }),
  undo: ({ input, before }) => ({
    id: 'anthropic.claude_code.managed_settings.rbac_group_default.update',
    input: restored(before, input),
  }),
});
