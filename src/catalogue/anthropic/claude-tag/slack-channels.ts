import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, pageSize, plainId } from '../../fields.ts';
import { restored } from '../../restore.ts';

export const listClaudeTagSlackChannels = defineOperation({
  id: 'anthropic.claude_tag.slack_channels.list',
  summary: 'List Claude Tag settings of Slack channels',
  http: 'GET /v1/organizations/claude_tag/slack_channels',
  risk: 'read',
  planes: ['enterprise'],
  beta: 'experimental-claude-tag-2026-10-21',
  pages: 'page',
  input: () =>
    z.object({
      slack_workspace_id: z.string().describe('Id of the Slack workspace'),
      include_inherited: z.boolean().describe('Memberships that come from the organization role too').exactOptional(),
      slack_channel_id: z.string().describe('Id of the Slack channel').exactOptional(),
      limit: pageSize({ most: 1000, usual: 20 }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.claudeTag.slackChannels.list(input),
});

export const getClaudeTagSlackChannel = defineOperation({
  id: 'anthropic.claude_tag.slack_channels.get',
  summary: 'Read the Claude Tag settings of a Slack channel',
  http: 'GET /v1/organizations/claude_tag/slack_channels/{id}',
  risk: 'read',
  planes: ['enterprise'],
  beta: 'experimental-claude-tag-2026-10-21',
  input: () =>
    z.object({
      id: plainId('the settings'),
      include_inherited: z.boolean().describe('Memberships that come from the organization role too').exactOptional(),
    }),
  call: ({ anthropic }, { id, ...rest }) => anthropic.beta.organization.claudeTag.slackChannels.retrieve(id, rest),
});

export const createClaudeTagSlackChannel = defineOperation({
  id: 'anthropic.claude_tag.slack_channels.create',
  summary: 'Create the Claude Tag settings of a Slack channel',
  http: 'POST /v1/organizations/claude_tag/slack_channels',
  risk: 'write',
  planes: ['enterprise'],
  beta: 'experimental-claude-tag-2026-10-21',
  target: () => 'claude tag slack channels of the organization',
  input: () =>
    z.object({
      slack: z
        .object({
          channel_id: z.string().describe('Id of the Slack channel'),
          workspace_id: z.string().describe('Id of the workspace'),
        })
        .describe('Slack channel or workspace'),
      settings: z
        .object({
          enabled: z.boolean().nullable().describe('Whether it is in force').exactOptional(),
          environment_id: z.string().nullable().describe('Id of the environment').exactOptional(),
          guest_policy: z
            .union([
              z.object({ type: z.literal('allow') }),
              z.object({ type: z.literal('restrict') }),
              z.object({ type: z.literal('channel_only') }),
            ])
            .nullable()
            .describe('What guests may do')
            .exactOptional(),
          instructions: z.string().nullable().describe('Instructions for Claude in this place').exactOptional(),
          model: z.string().nullable().describe('Only the group that this model belongs to').exactOptional(),
          reply_mode: z
            .union([
              z.object({ type: z.literal('automatic') }),
              z.object({ type: z.literal('mention_only') }),
              z.object({ type: z.literal('always_awake') }),
              z.object({ type: z.literal('thread') }),
            ])
            .nullable()
            .describe('When Claude replies')
            .exactOptional(),
        })
        .describe('The whole settings document; replaces what was there')
        .exactOptional(),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.claudeTag.slackChannels.create(input),
  after: (_input, result) => ({ id: 'anthropic.claude_tag.slack_channels.get', input: { id: result.id } }),
  undo: ({ result }) => ({ id: 'anthropic.claude_tag.slack_channels.delete', input: { id: result.id } }),
});

export const updateClaudeTagSlackChannel = defineOperation({
  id: 'anthropic.claude_tag.slack_channels.update',
  summary: 'Change the Claude Tag settings of a Slack channel',
  http: 'POST /v1/organizations/claude_tag/slack_channels/{id}',
  risk: 'write',
  planes: ['enterprise'],
  beta: 'experimental-claude-tag-2026-10-21',
  target: ({ id }) => `slack channel ${id}`,
  input: () =>
    z.object({
      id: plainId('the settings'),
      settings: z
        .object({
          enabled: z.boolean().nullable().describe('Whether it is in force').exactOptional(),
          environment_id: z.string().nullable().describe('Id of the environment').exactOptional(),
          guest_policy: z
            .union([
              z.object({ type: z.literal('allow') }),
              z.object({ type: z.literal('restrict') }),
              z.object({ type: z.literal('channel_only') }),
            ])
            .nullable()
            .describe('What guests may do')
            .exactOptional(),
          instructions: z.string().nullable().describe('Instructions for Claude in this place').exactOptional(),
          model: z.string().nullable().describe('Only the group that this model belongs to').exactOptional(),
          reply_mode: z
            .union([
              z.object({ type: z.literal('automatic') }),
              z.object({ type: z.literal('mention_only') }),
              z.object({ type: z.literal('always_awake') }),
              z.object({ type: z.literal('thread') }),
            ])
            .nullable()
            .describe('When Claude replies')
            .exactOptional(),
        })
        .describe('The whole settings document; replaces what was there'),
    }),
  call: ({ anthropic }, { id, ...rest }) => anthropic.beta.organization.claudeTag.slackChannels.update(id, rest),
  before: ({ id }) => ({ id: 'anthropic.claude_tag.slack_channels.get', input: { id } }),
  undo: ({ input, before }) => ({
    id: 'anthropic.claude_tag.slack_channels.update',
    input: restored(before, input, ['id']),
  }),
});

export const deleteClaudeTagSlackChannel = defineOperation({
  id: 'anthropic.claude_tag.slack_channels.delete',
  summary: 'Delete the Claude Tag settings of a Slack channel',
  http: 'DELETE /v1/organizations/claude_tag/slack_channels/{id}',
  risk: 'destructive',
  planes: ['enterprise'],
  beta: 'experimental-claude-tag-2026-10-21',
  target: ({ id }) => `slack channel ${id}`,
  input: () => z.object({ id: plainId('the settings') }),
  call: ({ anthropic }, { id }) => anthropic.beta.organization.claudeTag.slackChannels.delete(id),
  before: ({ id }) => ({ id: 'anthropic.claude_tag.slack_channels.get', input: { id } }),
  irreversible: 'What is deleted cannot be brought back; a new one has a new id.',
});
