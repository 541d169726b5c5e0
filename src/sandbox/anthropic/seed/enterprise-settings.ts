import { hex } from '../../../internal/hash.ts';
import { isoMicroseconds } from '../../engine/clock.ts';
import type { Store } from '../../engine/store.ts';
import { groupSettings, managedSettings } from '../claude-code/managed-settings/documents.ts';
import type { RbacGroup } from '../rbac-groups/record.ts';

const dayMs = 86_400_000;

/** Managed settings of Claude Code: by group, with a default, and what everybody had before. */
export function seedManagedSettings(store: Store, seed: number, now: number, groups: readonly RbacGroup[]): void {
  const changed = isoMicroseconds(now - 20 * dayMs);
  const documents = [
    { name: 'Security', settings: { permissions: { deny: ['Bash(curl:*)', 'WebFetch'] }, model: 'opus' } },
    { name: 'Engineering', settings: { permissions: { allow: ['Bash(npm test:*)'], deny: ['Read(./.env)'] } } },
  ];
  const order = documents.flatMap(({ name, settings }) => {
    const group = groups.find((each) => each.name === name);
    if (!group) return [];
    store.in(groupSettings).add({ rbac_group_id: group.id, settings, created_at: changed, updated_at: changed });
    return [group.id];
  });
  store.write(managedSettings, {
    mode: 'rbac_groups',
    mode_updated_at: changed,
    rbac_group_order: order,
    rbac_group_order_version: hex(16, seed, 'rbac-group-order'),
    organization_settings: { permissions: { deny: ['Read(./.env)'] }, cleanupPeriodDays: 30 },
    group_default: { settings: { permissions: { deny: ['Read(./.env)'] } }, updated_at: changed },
  });
}
