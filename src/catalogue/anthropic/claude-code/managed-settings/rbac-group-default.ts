import { z } from 'zod';
import { defineOperation } from '../../../define.ts';

/** Everyday words for what stands in this file. */
const everyday = 'claude code settings managed default group everybody else without a group people fallback rest';

const beta = 'ce-claude-code-managed-settings-2026-10-06';

export const getClaudeCodeManagedSettingRbacGroupDefault = defineOperation({
  id: 'anthropic.claude_code.managed_settings.rbac_group_default.get',
  summary: 'Read the managed Claude Code settings of people in no group that has settings',
  words: [everyday],
  asks: 'policy of developers who are in none of our teams; which Claude Code rules do people without a group get',
  http: 'GET /v1/organizations/claude_code/managed_settings/rbac_group_default',
  risk: 'read',
  planes: ['enterprise'],
  beta,
  moves: ['updated_at'],
  input: () => z.object({}),
  call: ({ anthropic }) => anthropic.beta.organization.claudeCode.managedSettings.rbacGroupDefault.retrieve(),
});

export const updateClaudeCodeManagedSettingRbacGroupDefault = defineOperation({
  id: 'anthropic.claude_code.managed_settings.rbac_group_default.update',
  summary: 'Replace or clear the managed Claude Code settings of people in no group that has settings',
  words: [everyday],
  asks: 'rules for everybody who is in no group',
  http: 'POST /v1/organizations/claude_code/managed_settings/rbac_group_default',
  risk: 'access',
  planes: ['enterprise'],
  beta,
  target: () => 'default managed Claude Code settings',
  input: () =>
    z.object({
      settings: z
        .record(z.string(), z.unknown())
        .nullable()
        .describe('The whole settings document, at most 1 MiB, in place of the present one; null clears it'),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.claudeCode.managedSettings.rbacGroupDefault.update(input),
  before: () => ({ id: 'anthropic.claude_code.managed_settings.rbac_group_default.get', input: {} }),
  undo: ({ before: { settings, updated_at } }) => {
    const wasUnreadable = settings === null && updated_at !== null;
    if (wasUnreadable) return undefined;
    return { id: 'anthropic.claude_code.managed_settings.rbac_group_default.update', input: { settings } };
  },
});
