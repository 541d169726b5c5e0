import { z } from 'zod';
import { defineOperation } from '../../../define.ts';
import { id } from '../../../fields.ts';

/** Everyday words for what stands in this file. */
const everyday =
  'claude code settings managed configuration policy permission permissions file rules everybody everyone enforce company-wide all developers strict security default';

const beta = 'ce-claude-code-managed-settings-2026-10-06';

export const getClaudeCodeManagedSettingConfiguration = defineOperation({
  id: 'anthropic.claude_code.managed_settings.configuration.get',
  summary: 'Read whether managed Claude Code settings are per organization or group, and the order of groups',
  words: [everyday],
  asks: 'which Claude Code rules apply to all; what do we enforce for developers',
  http: 'GET /v1/organizations/claude_code/managed_settings/configuration',
  risk: 'read',
  planes: ['enterprise'],
  beta,
  input: () => z.object({}),
  call: ({ anthropic }) => anthropic.beta.organization.claudeCode.managedSettings.configuration.retrieve(),
});

export const updateClaudeCodeManagedSettingConfiguration = defineOperation({
  id: 'anthropic.claude_code.managed_settings.configuration.update',
  summary: 'Switch managed Claude Code settings between organization and groups, or reorder the groups',
  words: [everyday],
  asks: 'enforce Claude Code rules for everybody; all developers must use these permissions; forbid a command in Claude Code company-wide; push settings to every machine',
  http: 'POST /v1/organizations/claude_code/managed_settings/configuration',
  risk: 'access',
  planes: ['enterprise'],
  beta,
  target: () => 'mode and group order of managed Claude Code settings',
  input: () =>
    z.object({
      mode: z
        .discriminatedUnion('type', [
          z.object({ type: z.literal('organization') }),
          z.object({ type: z.literal('rbac_groups') }),
        ])
        .describe('organization: the same settings for everyone; rbac_groups: those of the first group a person is in')
        .exactOptional(),
      rbac_group_order: z
        .array(id('rbac_group_', 'a group'))
        .describe('Every group that has settings, once, the one that wins first; with rbac_group_order_version')
        .exactOptional(),
      rbac_group_order_version: z
        .string()
        .describe('Version of the order that was read; refused if the order changed since. With rbac_group_order')
        .exactOptional(),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.claudeCode.managedSettings.configuration.update(input),
  before: () => ({ id: 'anthropic.claude_code.managed_settings.configuration.get', input: {} }),
  undo: ({ input, result, before }) => ({
    id: 'anthropic.claude_code.managed_settings.configuration.update',
    input: {
      ...(input.mode && { mode: before.mode }),
      ...(input.rbac_group_order && {
        rbac_group_order: before.rbac_group_order,
        rbac_group_order_version: result.rbac_group_order_version,
      }),
    },
  }),
});
