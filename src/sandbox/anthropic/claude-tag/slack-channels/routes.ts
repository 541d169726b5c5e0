import { z } from 'zod';
import { flag } from '../../../engine/parameters.ts';
import { Refusal } from '../../../engine/refusal.ts';
import { del, get, post, type Route } from '../../../engine/route.ts';
import type { Store } from '../../../engine/store.ts';
import { cursorPagingFields, newestFirst } from '../../paging.ts';
import { badRequest, notFound } from '../../refuse.ts';
import { bundleTargets } from '../bundles/targets.ts';
import {
  appliedSettings,
  changed,
  type Level,
  noSettings,
  type SettingsChange,
  settingsChange,
  storedSettings,
} from '../settings.ts';
import { workspaceLevels, workspaceWithSlackId } from '../slack-workspaces.ts';
import { channelOf, refuseGroupMessage, type SlackChannel, slackChannels } from './record.ts';

const path = '/v1/organizations/claude_tag/slack_channels';
const inherited = { include_inherited: flag().default(false) };

export const slackChannelRoutes: readonly Route[] = [
  get(
    path,
    {
      query: z.strictObject({
        ...cursorPagingFields(),
        ...inherited,
        slack_workspace_id: z.string(),
        slack_channel_id: z.string().optional(),
      }),
    },
    ({ store, query }) => {
      const { slack_workspace_id, slack_channel_id, include_inherited } = query;
      refuseUnknownWorkspace(store, slack_workspace_id);
      const channels = store.in(slackChannels).where(({ workspace_id }) => workspace_id === slack_workspace_id);
      if (slack_channel_id !== undefined) {
        const found = channels.filter(({ channel_id }) => channel_id === slack_channel_id);
        return { data: found.map((channel) => wire(store, channel, include_inherited)), next_page: null };
      }
      return newestFirst(channels, query, (channel) => wire(store, channel, include_inherited));
    },
  ),

  post(
    path,
    {
      body: z.strictObject({
        slack: z.strictObject({
          channel_id: z.string().regex(/^[CG][A-Z0-9]+$/, 'should be a Slack channel id, such as C0456EFGH'),
          workspace_id: z.string().regex(/^T[A-Z0-9]+$/, 'should be a Slack workspace id, such as T0123ABCD'),
        }),
        settings: settingsChange.optional(),
      }),
    },
    ({ store, body: { slack, settings }, clock }) => {
      refuseUnknownWorkspace(store, slack.workspace_id);
      const known = channelWithSlackIds(store, slack);
      const channel = known ?? setUp(store, slack, clock.iso());
      if (settings === undefined) return wire(store, channel, false);
      if (known) return wire(store, change(store, known, settings, clock.iso()), false);
      return wire(store, changeNew(store, channel, settings, clock.iso()), false);
    },
  ),

  get(`${path}/{id}`, { query: z.strictObject(inherited) }, ({ store, query, params: { id } }) =>
    wire(store, channelOf(store, id), query.include_inherited),
  ),

  post(
    `${path}/{id}`,
    { body: z.strictObject({ settings: settingsChange }) },
    ({ store, body: { settings }, clock, params: { id } }) =>
      wire(store, change(store, channelOf(store, id), settings, clock.iso()), false),
  ),

  del(`${path}/{id}`, {}, ({ store, params: { id } }) => {
    const channel = channelOf(store, id);
    refuseGroupMessage(channel);
    if (appliedSettings(levelsOf(store, channel)).settings.enabled) {
      throw badRequest('Claude is on in this channel. Set enabled to false on it first.', 'slack_channel_enabled');
    }
    store.in(slackChannels).remove(id);
    store.in(bundleTargets).removeWhere(({ attached_to }) => attached_to === id);
    return { id, type: 'slack_channel_deleted' };
  }),
];

function refuseUnknownWorkspace(store: Store, slackId: string): void {
  if (!workspaceWithSlackId(store, slackId)) throw notFound(`Slack workspace not found: ${slackId}`);
}

type SlackIds = Pick<SlackChannel, 'channel_id' | 'workspace_id'>;

function channelWithSlackIds(store: Store, { channel_id, workspace_id }: SlackIds): SlackChannel | undefined {
  return store
    .in(slackChannels)
    .find((channel) => channel.channel_id === channel_id && channel.workspace_id === workspace_id);
}

function setUp(store: Store, slack: SlackIds, now: string): SlackChannel {
  return store.in(slackChannels).add({
    id: store.newId('slch_01', 22),
    ...slack,
    is_group_message: false,
    settings: noSettings,
    created_at: now,
    updated_at: now,
  });
}

function change(store: Store, channel: SlackChannel, settings: SettingsChange, now: string): SlackChannel {
  refuseGroupMessage(channel);
  const fields = { settings: changed(channel.settings, settings, store), updated_at: now };
  return store.in(slackChannels).change(channel.id, fields);
}

/** Settings that are refused leave the new channel standing, and the refusal says under which id. */
function changeNew(store: Store, channel: SlackChannel, settings: SettingsChange, now: string): SlackChannel {
  try {
    return change(store, channel, settings, now);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const details = { slack_channel_id: channel.id };
    if (error.status === 404) throw notFound(error.message, 'slack_channel_set_up_environment_not_found', details);
    throw badRequest(error.message, 'slack_channel_set_up_settings_refused', details);
  }
}

/** The levels that apply in a channel, broadest first. */
function levelsOf(store: Store, { id, workspace_id, settings }: SlackChannel): readonly Level[] {
  const workspace = workspaceWithSlackId(store, workspace_id);
  const above = workspace ? workspaceLevels(store, workspace) : [];
  return [...above, { source: { type: 'slack_channel', slack_channel_id: id }, settings }];
}

function wire(store: Store, channel: SlackChannel, includeInherited: boolean) {
  const { id, channel_id, workspace_id, created_at, updated_at } = channel;
  const levels = levelsOf(store, channel);
  return {
    type: 'slack_channel',
    id,
    slack: { channel_id, workspace_id },
    created_at,
    updated_at,
    ...(includeInherited ? appliedSettings(levels) : storedSettings(levels.at(-1) as Level)),
  };
}
