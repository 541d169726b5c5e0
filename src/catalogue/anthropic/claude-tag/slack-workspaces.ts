import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, pageSize, plainId } from '../../fields.ts';
import { restored } from '../../restore.ts';

export const listClaudeTagSlackWorkspaces = defineOperation({
  id: 'anthropic.claude_tag.slack_workspaces.list',
  summary: 'List Claude Tag settings of Slack workspaces',
  http: 'GET /v1/organizations/claude_tag/slack_workspaces',
  risk: 'read',
  planes: ['enterprise'],
  beta: 'experimental-claude-tag-2026-10-21',
  pages: 'page',
  input: () =>
    z.object({
      include_inherited: z.boolean().describe('Memberships that come from the organization role too').exactOptional(),
      slack_workspace_id: z.string().describe('Id of the Slack workspace').exactOptional(),
      limit: pageSize({ most: 1000, usual: 20 }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.claudeTag.slackWorkspaces.list(input),
});

export const getClaudeTagSlackWorkspace = defineOperation({
  id: 'anthropic.claude_tag.slack_workspaces.get',
  summary: 'Read the Claude Tag settings of a Slack workspace',
  http: 'GET /v1/organizations/claude_tag/slack_workspaces/{id}',
  risk: 'read',
  planes: ['enterprise'],
  beta: 'experimental-claude-tag-2026-10-21',
  input: () =>
    z.object({
      id: plainId('the settings'),
      include_inherited: z.boolean().describe('Memberships that come from the organization role too').exactOptional(),
    }),
  call: ({ anthropic }, { id, ...rest }) => anthropic.beta.organization.claudeTag.slackWorkspaces.retrieve(id, rest),
});

export const updateClaudeTagSlackWorkspace = defineOperation({
  id: 'anthropic.claude_tag.slack_workspaces.update',
  summary: 'Change the Claude Tag settings of a Slack workspace',
  http: 'POST /v1/organizations/claude_tag/slack_workspaces/{id}',
  risk: 'write',
  planes: ['enterprise'],
  beta: 'experimental-claude-tag-2026-10-21',
  target: ({ id }) => `slack workspace ${id}`,
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
  call: ({ anthropic }, { id, ...rest }) => anthropic.beta.organization.claudeTag.slackWorkspaces.update(id, rest),
  before: ({ id }) => ({ id: 'anthropic.claude_tag.slack_workspaces.get', input: { id } }),
  undo: ({ input, before }) => ({
    id: 'anthropic.claude_tag.slack_workspaces.update',
    input: restored(before, input, ['id']),
  }),
});
