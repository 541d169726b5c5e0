import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, id, pageSize } from '../../fields.ts';
import { claudeTagSettings, riskOfSettings, settingsToRestore } from './fields.ts';

/** Everyday words for what stands in this file. */
const everyday =
  'claude tag slack channel channels bot chat instructions listen answers on off leave join forget memory';

const beta = 'experimental-claude-tag-2026-10-21';

const channelId = () => id('slch_', 'the channel as Claude Tag knows it');
const includeInherited = () =>
  z
    .boolean()
    .describe('true shows what applies in a channel, wider levels included; else only what it stores itself')
    .exactOptional();

export const listClaudeTagSlackChannels = defineOperation({
  id: 'anthropic.claude_tag.slack_channels.list',
  summary: 'List the channels of a Slack workspace that are set up for Claude, newest first',
  words: [everyday],
  asks: 'in which Slack channels is Claude; where does the bot listen',
  http: 'GET /v1/organizations/claude_tag/slack_channels',
  risk: 'read',
  planes: ['enterprise'],
  beta,
  pages: 'page',
  input: () =>
    z.object({
      slack_workspace_id: z.string().describe("Slack's own id of the workspace, such as T0123ABCD"),
      include_inherited: includeInherited(),
      slack_channel_id: z
        .string()
        .describe("Slack's own id of one channel, such as C0456EFGH, to look that one up")
        .exactOptional(),
      limit: pageSize({ most: 1000, usual: 20, what: 'channels' }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.claudeTag.slackChannels.list(input),
});

export const getClaudeTagSlackChannel = defineOperation({
  id: 'anthropic.claude_tag.slack_channels.get',
  summary: 'Read the settings of Claude in one Slack channel',
  words: [everyday],
  http: 'GET /v1/organizations/claude_tag/slack_channels/{id}',
  risk: 'read',
  planes: ['enterprise'],
  beta,
  moves: ['updated_at'],
  input: () => z.object({ id: channelId(), include_inherited: includeInherited() }),
  call: ({ anthropic }, { id, ...query }) => anthropic.beta.organization.claudeTag.slackChannels.retrieve(id, query),
});

export const createClaudeTagSlackChannel = defineOperation({
  id: 'anthropic.claude_tag.slack_channels.create',
  summary: 'Set a Slack channel up for Claude; one that is set up already only takes the settings',
  words: [everyday],
  asks: 'bring Claude into a Slack channel; let the bot join #support',
  http: 'POST /v1/organizations/claude_tag/slack_channels',
  risk: 'access',
  planes: ['enterprise'],
  beta,
  target: ({ slack: { channel_id, workspace_id } }) => `Claude in Slack channel ${channel_id} of ${workspace_id}`,
  input: () =>
    z.object({
      slack: z
        .object({
          channel_id: z.string().describe("Slack's own id of the channel, such as C0456EFGH"),
          workspace_id: z.string().describe("Slack's own id of its workspace, such as T0123ABCD"),
        })
        .describe('The channel to set up'),
      settings: claudeTagSettings('Settings to store on the channel; those left out are inherited').exactOptional(),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.claudeTag.slackChannels.create(input),
  after: (_input, channel) => ({ id: 'anthropic.claude_tag.slack_channels.get', input: { id: channel.id } }),
  irreversible:
    'Only a removal takes a channel away again, and it deletes all that Claude said, learnt and made there.',
});

export const updateClaudeTagSlackChannel = defineOperation({
  id: 'anthropic.claude_tag.slack_channels.update',
  summary: 'Change the settings of Claude in a Slack channel',
  words: [everyday],
  asks: 'Claude should be quiet in a channel; switch the bot off in #general; other instructions for a channel; brief answers there',
  http: 'POST /v1/organizations/claude_tag/slack_channels/{id}',
  risk: 'write',
  raises: ({ settings }) => riskOfSettings(settings),
  planes: ['enterprise'],
  beta,
  target: ({ id }) => `settings of Claude in Slack channel ${id}`,
  input: () =>
    z.object({
      id: channelId(),
      settings: claudeTagSettings('Settings to change; those left out stay, null makes one inherited'),
    }),
  call: ({ anthropic }, { id, ...changes }) => anthropic.beta.organization.claudeTag.slackChannels.update(id, changes),
  before: ({ id }) => ({ id: 'anthropic.claude_tag.slack_channels.get', input: { id } }),
  undo: ({ input: { id, settings: changed }, before }) => {
    const settings = settingsToRestore(changed, before.settings);
    return settings && { id: 'anthropic.claude_tag.slack_channels.update', input: { id, settings } };
  },
});

export const deleteClaudeTagSlackChannel = defineOperation({
  id: 'anthropic.claude_tag.slack_channels.delete',
  summary: 'Remove a Slack channel in which Claude is off from Claude Tag, with all that Claude holds of it',
  words: [everyday],
  asks: 'get Claude out of a channel for good and wipe what it keeps from there; Claude should leave a channel and forget it; remove the bot from #legal',
  http: 'DELETE /v1/organizations/claude_tag/slack_channels/{id}',
  risk: 'destructive',
  planes: ['enterprise'],
  beta,
  target: ({ id }) => `Claude in Slack channel ${id}`,
  input: () => z.object({ id: channelId() }),
  call: ({ anthropic }, { id }) => anthropic.beta.organization.claudeTag.slackChannels.delete(id),
  before: ({ id }) => ({ id: 'anthropic.claude_tag.slack_channels.get', input: { id } }),
  irreversible:
    "Settings, attached bundles, sessions, memory, routines and published artifacts are gone; Slack's own messages stay.",
  refusedWhen: ({ before }) =>
    before?.settings.enabled === true
      ? { reason: 'Claude is on in this channel. It is turned off there first, with enabled set to false.' }
      : undefined,
});
