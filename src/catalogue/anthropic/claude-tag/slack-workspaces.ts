import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, id, pageSize } from '../../fields.ts';
import { claudeTagSettings, riskOfSettings, settingsToRestore } from './fields.ts';

/** Everyday words for what stands in this file. */
const everyday = 'claude tag slack workspace workspaces connected settings bot default everywhere';

const beta = 'experimental-claude-tag-2026-10-21';

const workspaceId = () => id('slws_', 'the workspace as Claude Tag knows it');
const includeInherited = () =>
  z
    .boolean()
    .describe("true shows what applies in a workspace, the organization's defaults included; else what it stores")
    .exactOptional();

export const listClaudeTagSlackWorkspaces = defineOperation({
  id: 'anthropic.claude_tag.slack_workspaces.list',
  summary: 'List the Slack workspaces that are connected to Claude, with their settings',
  words: [everyday],
  asks: 'which Slack teams are connected to Claude',
  http: 'GET /v1/organizations/claude_tag/slack_workspaces',
  risk: 'read',
  planes: ['enterprise'],
  beta,
  pages: 'page',
  input: () =>
    z.object({
      include_inherited: includeInherited(),
      slack_workspace_id: z
        .string()
        .describe("Slack's own id of one workspace, such as T0123ABCD, to look that one up")
        .exactOptional(),
      limit: pageSize({ most: 1000, usual: 20, what: 'workspaces' }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.claudeTag.slackWorkspaces.list(input),
});

export const getClaudeTagSlackWorkspace = defineOperation({
  id: 'anthropic.claude_tag.slack_workspaces.get',
  summary: 'Read the settings of Claude in one Slack workspace',
  words: [everyday],
  http: 'GET /v1/organizations/claude_tag/slack_workspaces/{id}',
  risk: 'read',
  planes: ['enterprise'],
  beta,
  moves: ['updated_at'],
  input: () => z.object({ id: workspaceId(), include_inherited: includeInherited() }),
  call: ({ anthropic }, { id, ...query }) => anthropic.beta.organization.claudeTag.slackWorkspaces.retrieve(id, query),
});

export const updateClaudeTagSlackWorkspace = defineOperation({
  id: 'anthropic.claude_tag.slack_workspaces.update',
  summary: 'Change the settings of Claude in a Slack workspace',
  words: [everyday],
  asks: 'settings of Claude for the whole Slack; default behaviour of the bot everywhere',
  http: 'POST /v1/organizations/claude_tag/slack_workspaces/{id}',
  risk: 'write',
  raises: ({ settings }) => riskOfSettings(settings),
  planes: ['enterprise'],
  beta,
  target: ({ id }) => `settings of Claude in Slack workspace ${id}`,
  input: () =>
    z.object({
      id: workspaceId(),
      settings: claudeTagSettings('Settings to change; those left out stay, null makes one inherited'),
    }),
  call: ({ anthropic }, { id, ...changes }) =>
    anthropic.beta.organization.claudeTag.slackWorkspaces.update(id, changes),
  before: ({ id }) => ({ id: 'anthropic.claude_tag.slack_workspaces.get', input: { id } }),
  undo: ({ input: { id, settings: changed }, before }) => {
    const settings = settingsToRestore(changed, before.settings);
    return settings && { id: 'anthropic.claude_tag.slack_workspaces.update', input: { id, settings } };
  },
});
