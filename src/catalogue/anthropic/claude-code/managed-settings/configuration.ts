import { z } from 'zod';
import { defineOperation } from '../../../define.ts';
import { restored } from '../../../restore.ts';

export const getClaudeCodeManagedSettingConfiguration = defineOperation({
  id: 'anthropic.claude_code.managed_settings.configuration.get',
  summary: 'Read mode and group order of managed Claude Code settings',
  http: 'GET /v1/organizations/claude_code/managed_settings/configuration',
  risk: 'read',
  planes: ['enterprise'],
  beta: 'ce-claude-code-managed-settings-2026-10-06',
  input: () => z.object({}),
  call: ({ anthropic }) => anthropic.beta.organization.claudeCode.managedSettings.configuration.retrieve(),
});

export const updateClaudeCodeManagedSettingConfiguration = defineOperation({
  id: 'anthropic.claude_code.managed_settings.configuration.update',
  summary: 'Change mode and group order of managed Claude Code settings',
  http: 'POST /v1/organizations/claude_code/managed_settings/configuration',
  risk: 'access',
  planes: ['enterprise'],
  beta: 'ce-claude-code-managed-settings-2026-10-06',
  target: () => 'claude code managed settings configuration of the organization',
  input: () =>
    z.object({
      mode: z
        .union([z.object({ type: z.literal('organization') }), z.object({ type: z.literal('rbac_groups') })])
        .describe('How the list is meant')
        .exactOptional(),
      rbac_group_order: z
        .array(z.string())
        .describe('Groups in order of precedence; the first that a person belongs to wins')
        .exactOptional(),
      rbac_group_order_version: z
        .string()
        .describe('Version of the order that was read; refused when it changed since')
        .exactOptional(),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.claudeCode.managedSettings.configuration.update(input),
  before: () => ({ id: 'anthropic.claude_code.managed_settings.configuration.get', input: {} }),
  undo: ({ input, before }) => ({
    id: 'anthropic.claude_code.managed_settings.configuration.update',
    input: restored(before, input),
  }),
});
