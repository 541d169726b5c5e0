import { z } from 'zod';
import type { Clock } from '../../../engine/clock.ts';
import { collection, document, type Store } from '../../../engine/store.ts';
import { badRequest } from '../../refuse.ts';

/** What Claude Code's managed settings consist of: a mode, an order of groups, and a document for each of them. */

/** A whole JSON object, kept as it is. */
export type Settings = Readonly<Record<string, unknown>>;

export interface ManagedSettings {
  readonly mode: 'organization' | 'rbac_groups';
  readonly mode_updated_at: string | null;
  /** Every group with settings, highest precedence first. */
  readonly rbac_group_order: readonly string[];
  readonly rbac_group_order_version: string;
  /** Of the provider's own pages; served to everybody in `organization` mode. */
  readonly organization_settings: Settings | null;
  readonly group_default: { readonly settings: Settings; readonly updated_at: string } | null;
}

export const managedSettings = document<ManagedSettings>('claude_code_managed_settings', () => ({
  mode: 'organization',
  mode_updated_at: null,
  rbac_group_order: [],
  rbac_group_order_version: '0000000000000000',
  organization_settings: null,
  group_default: null,
}));

export interface GroupSettings {
  readonly rbac_group_id: string;
  readonly settings: Settings;
  readonly created_at: string;
  readonly updated_at: string;
}

export const groupSettings = collection<GroupSettings>(
  'claude_code_group_settings',
  ({ rbac_group_id }) => rbac_group_id,
);

const mostBytes = 1024 * 1024;

/** A settings document of a request. */
export const settingsDocument = z.record(z.string(), z.unknown());

export function refuseLargeDocument(settings: Settings): void {
  if (Buffer.byteLength(JSON.stringify(settings)) > mostBytes) {
    throw badRequest('settings: the stored document may have at most 1 MiB');
  }
}

/** A new order has a new version, and counts as a change of every group whose place moved. */
export function reorder(store: Store, order: readonly string[], clock: Clock): void {
  const before = store.read(managedSettings);
  if (sameOrder(order, before.rbac_group_order)) return;
  for (const [place, id] of order.entries()) {
    if (before.rbac_group_order[place] === id || !store.in(groupSettings).has(id)) continue;
    store.in(groupSettings).change(id, { updated_at: clock.iso() });
  }
  store.write(managedSettings, {
    ...before,
    rbac_group_order: order,
    rbac_group_order_version: store.newHexId('', 16),
  });
}

function sameOrder(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, place) => id === b[place]);
}
