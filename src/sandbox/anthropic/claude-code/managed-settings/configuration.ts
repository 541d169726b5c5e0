import { z } from 'zod';
import type { Clock } from '../../../engine/clock.ts';
import { get, post, type Route } from '../../../engine/route.ts';
import type { Store } from '../../../engine/store.ts';
import { badRequest, conflict } from '../../refuse.ts';
import { groupSettings, type ManagedSettings, managedSettings, reorder } from './documents.ts';

const path = '/v1/organizations/claude_code/managed_settings/configuration';

export const managedSettingsConfigurationRoutes: readonly Route[] = [
  get(path, {}, ({ store }) => wire(store.read(managedSettings))),

  post(
    path,
    {
      body: z.strictObject({
        mode: z.strictObject({ type: z.enum(['organization', 'rbac_groups']) }).optional(),
        rbac_group_order: z.array(z.string()).optional(),
        rbac_group_order_version: z.string().optional(),
      }),
    },
    ({ store, body, clock }) => {
      const { rbac_group_order: order, rbac_group_order_version: version } = body;
      if (order !== undefined && version === undefined) throw badRequest('rbac_group_order_version: Field required');
      if (version !== undefined && order === undefined) throw badRequest('rbac_group_order: Field required');
      if (order !== undefined) checkOrder(store.read(managedSettings), order, version);
      if (order !== undefined) reorder(store, order, clock);
      if (body.mode) switchTo(store, body.mode.type, clock);
      return wire(store.read(managedSettings));
    },
  ),
];

/** The order must be the one that was read, in another order. */
function checkOrder(present: ManagedSettings, order: readonly string[], version: string | undefined): void {
  if (version !== present.rbac_group_order_version) {
    throw conflict('The order of the RBAC groups has changed since it was read. Read it again.');
  }
  const known = new Set(present.rbac_group_order);
  const complete = order.length === known.size && new Set(order).size === known.size;
  if (complete && order.every((id) => known.has(id))) return;
  throw badRequest('rbac_group_order: should list every RBAC group that has settings, each once');
}

/** Where no group and no default has settings, the organisation's are copied, so that nobody loses theirs. */
function switchTo(store: Store, mode: ManagedSettings['mode'], clock: Clock): void {
  const present = store.read(managedSettings);
  if (present.mode === mode) return;
  const { organization_settings: settings, group_default } = present;
  const isEmpty = group_default === null && store.in(groupSettings).size === 0;
  const copied = mode === 'rbac_groups' && isEmpty && settings !== null;
  store.write(managedSettings, {
    ...present,
    mode,
    mode_updated_at: clock.iso(),
    group_default: copied ? { settings, updated_at: clock.iso() } : group_default,
  });
}

function wire(configuration: ManagedSettings) {
  const { mode, mode_updated_at, rbac_group_order, rbac_group_order_version } = configuration;
  return {
    type: 'claude_code_managed_settings_configuration',
    mode: { type: mode },
    mode_updated_at,
    rbac_group_order,
    rbac_group_order_version,
  };
}
