import { streams } from '../../demand/demand.ts';
import { isoMicroseconds } from '../../engine/clock.ts';
import type { Store } from '../../engine/store.ts';
import { tagBundles } from '../claude-tag/bundles/record.ts';
import { attach } from '../claude-tag/bundles/targets.ts';
import { noSettings, slackDefaults, tagEnvironments } from '../claude-tag/settings.ts';
import { slackChannels } from '../claude-tag/slack-channels/record.ts';
import { slackWorkspaces } from '../claude-tag/slack-workspaces.ts';

const dayMs = 86_400_000;

/** Claude in Slack: two workspaces, the channels that have usage, a group message, and two bundles. */
export function seedClaudeTag(store: Store, now: number): void {
  store.write(slackDefaults, { ...noSettings, instructions: 'Answer in the language of the question.' });
  store.write(tagEnvironments, [store.newId('env_01', 22), store.newId('ccpool_01', 22)]);
  const [main] = ['T04NORTHWIND', 'T07NWPARTNERS'].map((workspace_id, index) =>
    store.in(slackWorkspaces).add({
      id: store.newId('slws_01', 22),
      workspace_id,
      settings: { ...noSettings, ...(index === 1 && { enabled: false, guest_policy: { type: 'channel_only' } }) },
      created_at: isoMicroseconds(now - (130 - index) * dayMs),
      updated_at: isoMicroseconds(now - (60 - index) * dayMs),
    }),
  );
  if (!main) return;
  const channels = seedChannels(store, main.workspace_id, now);
  const bundle = seedBundles(store, now);
  const [first] = channels;
  const at = isoMicroseconds(now - 50 * dayMs);
  if (first) attach(store, { bundle_id: bundle, type: 'slack_channel', attached_to: first }, at);
}

function seedChannels(store: Store, workspace_id: string, now: number): string[] {
  const used = new Set(
    store
      .in(streams)
      .all()
      .map(({ dimensions }) => dimensions['slack_channel_id']),
  );
  const known = [...used].filter((id): id is string => typeof id === 'string');
  const group = store.newId('G0', 9).toUpperCase();
  return [...known, group].map((channel_id, index) => {
    const isGroup = channel_id === group;
    const own = isGroup
      ? {}
      : { instructions: `Channel ${index + 1}: be brief.`, reply_mode: { type: 'mention_only' as const } };
    return store.in(slackChannels).add({
      id: store.newId('slch_01', 22),
      channel_id,
      workspace_id,
      is_group_message: isGroup,
      settings: { ...noSettings, ...own },
      created_at: isoMicroseconds(now - (120 - index) * dayMs),
      updated_at: isoMicroseconds(now - (55 - index) * dayMs),
    }).id;
  });
}

function seedBundles(store: Store, now: number): string {
  const add = (display_name: string, description: string, age: number, locked: 'bundle_on_call' | null) =>
    store.in(tagBundles).add({
      id: store.newId('capp_01', 22),
      display_name,
      description,
      instructions: null,
      locked,
      created_at: isoMicroseconds(now - age * dayMs),
      updated_at: isoMicroseconds(now - age * dayMs),
    });
  add('On call', 'What the one on call may use.', 100, 'bundle_on_call');
  return add('Support desk', 'Ticket system and handbook.', 90, null).id;
}
