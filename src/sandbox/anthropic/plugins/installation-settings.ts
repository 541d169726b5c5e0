import { z } from 'zod';
import { del, get, post, type Route } from '../../engine/route.ts';
import { collection, type Store } from '../../engine/store.ts';
import { cursorPagingFields, newestFirst } from '../paging.ts';
import { groupOf } from '../rbac-groups/record.ts';
import { notFound } from '../refuse.ts';
import { pluginOf } from './record.ts';
import { checkOrganization, type Preference, preference } from './shared.ts';

/** Who gets a plugin of the organisation, and how: for everybody, or for one RBAC group. */
export interface InstallationSetting {
  readonly plugin_id: string;
  /** `organization`, or the id of an RBAC group. */
  readonly target: string;
  readonly installation_preference: Preference;
  readonly created_at: string;
  readonly updated_at: string;
}

export const installationSettings = collection<InstallationSetting>(
  'plugin_installation_settings',
  ({ plugin_id, target }) => keyOf(plugin_id, target),
);

const path = '/v1/organizations/plugins/{plugin_id}/installation_settings';

export const installationSettingRoutes: readonly Route[] = [
  get(
    path,
    {
      query: z.strictObject({
        ...cursorPagingFields(),
        organization_id: z.string().optional(),
        target_type: z.enum(['organization', 'rbac_group']).optional(),
      }),
    },
    ({ store, query, params: { plugin_id } }) => {
      checkOrganization(store, query.organization_id);
      refuseMemberPlugin(store, plugin_id);
      const matching = store
        .in(installationSettings)
        .where(
          (setting) =>
            setting.plugin_id === plugin_id &&
            (query.target_type === undefined || targetOf(setting.target).type === query.target_type),
        );
      return newestFirst(matching, query, wire);
    },
  ),

  post(
    `${path}/{target}`,
    { body: z.strictObject({ installation_preference: preference }) },
    ({ store, body: { installation_preference }, clock, params: { plugin_id, target } }) => {
      refuseMemberPlugin(store, plugin_id);
      if (target !== 'organization') groupOf(store, target);
      const settings = store.in(installationSettings);
      const present = settings.get(keyOf(plugin_id, target));
      const now = clock.iso();
      if (!present) {
        return wire(settings.add({ plugin_id, target, installation_preference, created_at: now, updated_at: now }));
      }
      if (present.installation_preference === installation_preference) return wire(present);
      return wire(settings.change(keyOf(plugin_id, target), { installation_preference, updated_at: now }));
    },
  ),

  del(`${path}/{target}`, {}, ({ store, params: { plugin_id, target } }) => {
    refuseMemberPlugin(store, plugin_id);
    if (!store.in(installationSettings).remove(keyOf(plugin_id, target))) {
      throw notFound(`The plugin holds no installation setting for ${target}.`);
    }
    return { plugin_id, target: targetOf(target), type: 'plugin_installation_setting_deleted' };
  }),
];

/** The setting that a plugin holds for everybody, if it has one of its own. */
export function ownSetting(store: Store, pluginId: string): InstallationSetting | undefined {
  return store.in(installationSettings).get(keyOf(pluginId, 'organization'));
}

/** Plugins of members have shares instead. */
function refuseMemberPlugin(store: Store, id: string): void {
  if (pluginOf(store, id).owner.type === 'user') throw notFound('A member-owned plugin has no installation settings.');
}

function keyOf(pluginId: string, target: string): string {
  return `${pluginId} ${target}`;
}

function targetOf(target: string) {
  return target === 'organization' ? { type: 'organization' } : { type: 'rbac_group', rbac_group_id: target };
}

function wire({ target, ...setting }: InstallationSetting) {
  return { type: 'plugin_installation_setting', ...setting, target: targetOf(target) };
}
