import { collection, type Store } from '../../../engine/store.ts';
import { badRequest, present } from '../../refuse.ts';
import type { TagSettings } from '../settings.ts';

/** A Slack channel that Claude Tag was set up in. */
export interface SlackChannel {
  readonly id: string;
  /** Slack's own ids. */
  readonly channel_id: string;
  readonly workspace_id: string;
  /** A direct message among several, which takes no settings and no bundles. */
  readonly is_group_message: boolean;
  readonly settings: TagSettings;
  readonly created_at: string;
  readonly updated_at: string;
}

export const slackChannels = collection<SlackChannel>('claude_tag_slack_channels');

export function channelOf(store: Store, id: string): SlackChannel {
  return present(store.in(slackChannels).get(id), 'Slack channel', id);
}

export function refuseGroupMessage(channel: SlackChannel): void {
  if (channel.is_group_message) throw badRequest('A group direct message takes no settings and no bundles.');
}
