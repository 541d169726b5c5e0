import { z } from 'zod';
import { del, get, post, type Route } from '../../engine/route.ts';
import type { Store } from '../../engine/store.ts';
import { cursorPagingFields, newestFirst } from '../paging.ts';
import { libraryMarketplace, marketplaceOf, pluginMarketplaces } from '../plugin-marketplaces/record.ts';
import { badRequest } from '../refuse.ts';
import { moment } from '../report.ts';
import { addPlugin } from './add.ts';
import { contentOf } from './content.ts';
import { installationSettings, ownSetting } from './installation-settings.ts';
import { organizationPlugin, type Plugin, pluginOf, plugins } from './record.ts';
import { checkOrganization, makerWire, type PluginMaker, uploadFields } from './shared.ts';
import { pluginShares } from './shares.ts';
import { pluginVersions, refuseUnscanned, versionOf } from './versions.ts';

const path = '/v1/organizations/plugins';

export const pluginRoutes: readonly Route[] = [
  get(
    path,
    {
      query: z.strictObject({
        ...cursorPagingFields(),
        created_at: z
          .strictObject({
            gt: moment().optional(),
            gte: moment().optional(),
            lt: moment().optional(),
            lte: moment().optional(),
          })
          .default({}),
        marketplace_id: z.string().startsWith('marketplace_').optional(),
        organization_id: z.string().optional(),
        owner_type: z.enum(['organization', 'user']).optional(),
        owner_user_id: z.string().startsWith('user_').optional(),
      }),
    },
    ({ store, query }) => {
      checkOrganization(store, query.organization_id);
      const { gt, gte, lt, lte } = query.created_at;
      const matching = store.in(plugins).where((plugin) => {
        const made = Date.parse(plugin.created_at);
        return (
          (gt === undefined || made > gt) &&
          (gte === undefined || made >= gte) &&
          (lt === undefined || made < lt) &&
          (lte === undefined || made <= lte) &&
          (query.marketplace_id === undefined || plugin.marketplace_id === query.marketplace_id) &&
          (query.owner_type === undefined || plugin.owner.type === query.owner_type) &&
          (query.owner_user_id === undefined ||
            (plugin.owner.type === 'user' && plugin.owner.user_id === query.owner_user_id))
        );
      });
      return newestFirst(matching, query, (plugin) => wire(store, plugin));
    },
  ),

  post(
    path,
    {
      multipart: true,
      body: z.strictObject({ ...uploadFields, marketplace_id: z.string().startsWith('marketplace_').optional() }),
    },
    ({ store, body, clock, caller }) => {
      const content = contentOf(body['files[]']);
      const { id: marketplace_id } = uploadPlace(store, body.marketplace_id, clock.iso());
      const created_by: PluginMaker = { type: 'api_actor', api_key_id: caller.id };
      const notes = body.release_notes ?? null;
      return wire(
        store,
        addPlugin(store, { content, marketplace_id, owner: { type: 'organization' }, created_by, notes }, clock.iso()),
      );
    },
  ),

  get(
    `${path}/{plugin_id}`,
    { query: z.strictObject({ organization_id: z.string().optional() }) },
    ({ store, query, params: { plugin_id } }) => {
      checkOrganization(store, query.organization_id);
      return wire(store, pluginOf(store, plugin_id));
    },
  ),

  post(
    `${path}/{plugin_id}`,
    {
      body: z.strictObject({ served_version_id: z.string().startsWith('pluginver_') }),
    },
    ({ store, body: { served_version_id }, clock, params: { plugin_id } }) => {
      const plugin = organizationPlugin(store, plugin_id);
      refuseUnscanned(versionOf(store, plugin, served_version_id));
      if (plugin.served_version_pinned && plugin.served_version_id === served_version_id) return wire(store, plugin);
      const pinned = { served_version_id, served_version_pinned: true, updated_at: clock.iso() };
      return wire(store, store.in(plugins).change(plugin_id, pinned));
    },
  ),

  del(`${path}/{plugin_id}`, {}, ({ store, params: { plugin_id } }) => {
    const plugin = pluginOf(store, plugin_id);
    if (marketplaceOf(store, plugin.marketplace_id).source !== 'manual') {
      throw badRequest('A plugin that is synchronized from a repository is removed there.');
    }
    store.in(plugins).remove(plugin_id);
    store.in(pluginVersions).removeWhere((version) => version.plugin_id === plugin_id);
    store.in(installationSettings).removeWhere((setting) => setting.plugin_id === plugin_id);
    store.in(pluginShares).removeWhere((share) => share.plugin_id === plugin_id);
    return { id: plugin_id, type: 'plugin_deleted' };
  }),
];

/** Uploads go to the library unless told otherwise, which is made by the first of them. */
function uploadPlace(store: Store, id: string | undefined, now: string) {
  if (id === undefined) return libraryMarketplace(store, now);
  const marketplace = marketplaceOf(store, id);
  if (marketplace.owner.type === 'user') throw badRequest('marketplace_id: the marketplace belongs to a member');
  if (marketplace.source !== 'manual') throw badRequest('marketplace_id: the marketplace takes no uploads');
  return marketplace;
}

function wire(store: Store, plugin: Plugin) {
  const served = versionOf(store, plugin, plugin.served_version_id);
  const { components, content_scan, description, display_name, manifest_version, reach } = served;
  const isMembers = plugin.owner.type === 'user';
  const own = ownSetting(store, plugin.id)?.installation_preference;
  const inherited = store.in(pluginMarketplaces).get(plugin.marketplace_id)?.default_installation_preference ?? null;
  return {
    type: 'plugin',
    ...plugin,
    created_by: makerWire(store, plugin.created_by),
    components,
    content_scan,
    description,
    display_name,
    manifest_version,
    reach,
    organization_installation_preference: isMembers ? null : (own ?? inherited),
    organization_installation_preference_inherited: isMembers ? null : own === undefined,
  };
}
