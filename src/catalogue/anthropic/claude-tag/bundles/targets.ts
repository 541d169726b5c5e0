import { z } from 'zod';
import { defineOperation } from '../../../define.ts';
import { cursor, id, pageSize } from '../../../fields.ts';

/** Everyday words for what stands in this file. */
const everyday = 'claude tag slack bundle attach attached detach channel give where which channels';

const beta = 'experimental-claude-tag-2026-10-21';

const bundleId = () => id('capp_', 'the bundle');
const targetId = () => id('btgt_', 'the attachment');

export const listClaudeTagBundleTargets = defineOperation({
  id: 'anthropic.claude_tag.bundles.targets.list',
  summary: 'List the Slack channels and workspaces that a bundle is attached to, newest first',
  words: [everyday],
  asks: 'where is a Slack bundle used',
  http: 'GET /v1/organizations/claude_tag/bundles/{bundle_id}/targets',
  risk: 'read',
  planes: ['enterprise'],
  beta,
  pages: 'page',
  input: () =>
    z.object({
      bundle_id: bundleId(),
      limit: pageSize({ most: 1000, usual: 20, what: 'attachments' }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, { bundle_id, ...query }) =>
    anthropic.beta.organization.claudeTag.bundles.targets.list(bundle_id, query),
});

export const getClaudeTagBundleTarget = defineOperation({
  id: 'anthropic.claude_tag.bundles.targets.get',
  summary: 'Read where one attachment of a bundle is',
  words: [everyday],
  http: 'GET /v1/organizations/claude_tag/bundles/{bundle_id}/targets/{target_id}',
  risk: 'read',
  planes: ['enterprise'],
  beta,
  input: () => z.object({ bundle_id: bundleId(), target_id: targetId() }),
  call: ({ anthropic }, { target_id, ...params }) =>
    anthropic.beta.organization.claudeTag.bundles.targets.retrieve(target_id, params),
});

export const createClaudeTagBundleTarget = defineOperation({
  id: 'anthropic.claude_tag.bundles.targets.create',
  summary: 'Attach a bundle to a Slack channel, or to a Slack workspace with every channel in it',
  words: [everyday],
  asks: 'give a channel a skill bundle; Claude should have these tools in a channel',
  http: 'POST /v1/organizations/claude_tag/bundles/{bundle_id}/targets',
  risk: 'access',
  planes: ['enterprise'],
  beta,
  target: ({ bundle_id, target }) =>
    `bundle ${bundle_id} in ${target.type === 'slack_channel' ? target.slack_channel_id : target.slack_workspace_id}`,
  input: () =>
    z.object({
      bundle_id: bundleId(),
      target: z
        .discriminatedUnion('type', [
          z.object({ type: z.literal('slack_channel'), slack_channel_id: id('slch_', 'the channel that is set up') }),
          z.object({
            type: z.literal('slack_workspace'),
            slack_workspace_id: id('slws_', 'the workspace that is set up'),
          }),
        ])
        .describe("Where it can be used from now on, by Claude Tag's own id, not Slack's"),
    }),
  call: ({ anthropic }, { bundle_id, ...body }) =>
    anthropic.beta.organization.claudeTag.bundles.targets.create(bundle_id, body),
  before: ({ bundle_id }) => ({
    id: 'anthropic.claude_tag.bundles.targets.list',
    input: { bundle_id, limit: 1000 },
  }),
  after: ({ bundle_id }, attachment) => ({
    id: 'anthropic.claude_tag.bundles.targets.get',
    input: { bundle_id, target_id: attachment.id },
  }),
  undo: ({ input: { bundle_id }, result, before }) => {
    const mayHaveBeenAttached =
      Boolean(before.next_page) || before.data.some((attachment: { id: string }) => attachment.id === result.id);
    if (mayHaveBeenAttached) return undefined;
    return {
      id: 'anthropic.claude_tag.bundles.targets.delete',
      input: { bundle_id, target_id: result.id },
    };
  },
});

export const deleteClaudeTagBundleTarget = defineOperation({
  id: 'anthropic.claude_tag.bundles.targets.delete',
  summary: 'Detach a bundle from a Slack channel or workspace',
  words: [everyday],
  asks: 'take a bundle away from a channel',
  http: 'DELETE /v1/organizations/claude_tag/bundles/{bundle_id}/targets/{target_id}',
  risk: 'destructive',
  planes: ['enterprise'],
  beta,
  target: ({ bundle_id, target_id }) => `attachment ${target_id} of bundle ${bundle_id}`,
  input: () => z.object({ bundle_id: bundleId(), target_id: targetId() }),
  call: ({ anthropic }, { target_id, ...params }) =>
    anthropic.beta.organization.claudeTag.bundles.targets.delete(target_id, params),
  before: ({ bundle_id, target_id }) => ({
    id: 'anthropic.claude_tag.bundles.targets.get',
    input: { bundle_id, target_id },
  }),
  undo: ({ input: { bundle_id }, before: { type, slack_channel_id, slack_workspace_id } }) => ({
    id: 'anthropic.claude_tag.bundles.targets.create',
    input: {
      bundle_id,
      target: type === 'slack_channel' ? { type, slack_channel_id } : { type, slack_workspace_id },
    },
  }),
});
