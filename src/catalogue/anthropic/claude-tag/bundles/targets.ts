import { z } from 'zod';
import { defineOperation } from '../../../define.ts';
import { cursor, pageSize, plainId } from '../../../fields.ts';

export const listClaudeTagBundleTargets = defineOperation({
  id: 'anthropic.claude_tag.bundles.targets.list',
  summary: 'List places a Claude Tag bundle is attached to',
  http: 'GET /v1/organizations/claude_tag/bundles/{bundle_id}/targets',
  risk: 'read',
  planes: ['enterprise'],
  beta: 'experimental-claude-tag-2026-10-21',
  pages: 'page',
  input: () =>
    z.object({
      bundle_id: plainId('the bundle'),
      limit: pageSize({ most: 1000, usual: 20 }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, { bundle_id, ...rest }) =>
    anthropic.beta.organization.claudeTag.bundles.targets.list(bundle_id, rest),
});

export const getClaudeTagBundleTarget = defineOperation({
  id: 'anthropic.claude_tag.bundles.targets.get',
  summary: 'Read the attachment of a Claude Tag bundle',
  http: 'GET /v1/organizations/claude_tag/bundles/{bundle_id}/targets/{target_id}',
  risk: 'read',
  planes: ['enterprise'],
  beta: 'experimental-claude-tag-2026-10-21',
  input: () => z.object({ bundle_id: plainId('the bundle'), target_id: plainId('the attachment') }),
  call: ({ anthropic }, { target_id, ...rest }) =>
    anthropic.beta.organization.claudeTag.bundles.targets.retrieve(target_id, rest),
});

export const createClaudeTagBundleTarget = defineOperation({
  id: 'anthropic.claude_tag.bundles.targets.create',
  summary: 'Create the attachment of a Claude Tag bundle',
  http: 'POST /v1/organizations/claude_tag/bundles/{bundle_id}/targets',
  risk: 'write',
  planes: ['enterprise'],
  beta: 'experimental-claude-tag-2026-10-21',
  target: ({ bundle_id }) => `target of bundle ${bundle_id}`,
  input: () =>
    z.object({
      bundle_id: plainId('the bundle'),
      target: z
        .union([
          z.object({
            slack_channel_id: z.string().describe('Id of the Slack channel'),
            type: z.literal('slack_channel'),
          }),
          z.object({
            slack_workspace_id: z.string().describe('Id of the Slack workspace'),
            type: z.literal('slack_workspace'),
          }),
        ])
        .describe('Service account that tokens act as'),
    }),
  call: ({ anthropic }, { bundle_id, ...rest }) =>
    anthropic.beta.organization.claudeTag.bundles.targets.create(bundle_id, rest),
  after: (input, result) => ({
    id: 'anthropic.claude_tag.bundles.targets.get',
    input: { bundle_id: input.bundle_id, target_id: result.id },
  }),
  undo: ({ input, result }) => ({
    id: 'anthropic.claude_tag.bundles.targets.delete',
    input: { bundle_id: input.bundle_id, target_id: result.id },
  }),
});

export const deleteClaudeTagBundleTarget = defineOperation({
  id: 'anthropic.claude_tag.bundles.targets.delete',
  summary: 'Delete the attachment of a Claude Tag bundle',
  http: 'DELETE /v1/organizations/claude_tag/bundles/{bundle_id}/targets/{target_id}',
  risk: 'destructive',
  planes: ['enterprise'],
  beta: 'experimental-claude-tag-2026-10-21',
  target: ({ bundle_id, target_id }) => `target ${target_id} of bundle ${bundle_id}`,
  input: () => z.object({ bundle_id: plainId('the bundle'), target_id: plainId('the attachment') }),
  call: ({ anthropic }, { target_id, ...rest }) =>
    anthropic.beta.organization.claudeTag.bundles.targets.delete(target_id, rest),
  before: ({ bundle_id, target_id }) => ({
    id: 'anthropic.claude_tag.bundles.targets.get',
    input: { bundle_id, target_id },
  }),
  irreversible: 'What is deleted cannot be brought back; a new one has a new id.',
});
