import { z } from 'zod';
import { letters } from '../../../../internal/hash.ts';
import { del, get, post, type Route } from '../../../engine/route.ts';
import { collection, type Store } from '../../../engine/store.ts';
import { cursorPagingFields, newestFirst } from '../../paging.ts';
import { present } from '../../refuse.ts';
import { channelOf, refuseGroupMessage } from '../slack-channels/record.ts';
import { slackWorkspaceOf } from '../slack-workspaces.ts';
import { bundleOf } from './record.ts';

/** A bundle attached to a Slack channel or workspace. */
export interface BundleTarget {
  readonly id: string;
  readonly bundle_id: string;
  readonly type: 'slack_channel' | 'slack_workspace';
  /** The id of the channel or workspace. */
  readonly attached_to: string;
  readonly created_at: string;
}

export const bundleTargets = collection<BundleTarget>('claude_tag_bundle_targets');

const path = '/v1/organizations/claude_tag/bundles/{bundle_id}/targets';

export const bundleTargetRoutes: readonly Route[] = [
  get(path, { query: z.strictObject(cursorPagingFields()) }, ({ store, query, params }) => {
    const { id } = bundleOf(store, params.bundle_id);
    const targets = store.in(bundleTargets).where(({ bundle_id }) => bundle_id === id);
    return newestFirst(targets, query, wire);
  }),

  post(
    path,
    {
      body: z.discriminatedUnion('type', [
        z.strictObject({ type: z.literal('slack_channel'), slack_channel_id: z.string() }),
        z.strictObject({ type: z.literal('slack_workspace'), slack_workspace_id: z.string() }),
      ]),
    },
    ({ store, body: target, clock, params: { bundle_id } }) => {
      bundleOf(store, bundle_id);
      if (target.type === 'slack_workspace') {
        const { id } = slackWorkspaceOf(store, target.slack_workspace_id);
        return wire(attach(store, { bundle_id, type: target.type, attached_to: id }, clock.iso()));
      }
      const channel = channelOf(store, target.slack_channel_id);
      refuseGroupMessage(channel);
      return wire(attach(store, { bundle_id, type: target.type, attached_to: channel.id }, clock.iso()));
    },
  ),

  get(`${path}/{target_id}`, {}, ({ store, params: { bundle_id, target_id } }) =>
    wire(targetOf(store, bundle_id, target_id)),
  ),

  del(`${path}/{target_id}`, {}, ({ store, params: { bundle_id, target_id } }) => {
    targetOf(store, bundle_id, target_id);
    store.in(bundleTargets).remove(target_id);
    return { id: target_id, type: 'bundle_target_deleted' };
  }),
];

/** The same bundle and place always have the same id, also after they were parted. */
export function attach(store: Store, target: Omit<BundleTarget, 'id' | 'created_at'>, now: string): BundleTarget {
  const id = `btgt_01${letters(44, target.bundle_id, target.attached_to)}`;
  return store.in(bundleTargets).get(id) ?? store.in(bundleTargets).add({ id, ...target, created_at: now });
}

function targetOf(store: Store, bundleId: string, id: string): BundleTarget {
  bundleOf(store, bundleId);
  const target = store.in(bundleTargets).get(id);
  return present(target?.bundle_id === bundleId ? target : undefined, 'Bundle target', id);
}

function wire({ id, type, attached_to, created_at }: BundleTarget) {
  return { id, type, created_at, [`${type}_id`]: attached_to };
}
