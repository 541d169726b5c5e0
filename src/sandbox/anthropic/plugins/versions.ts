import { z } from 'zod';
import { Binary, get, post, type Route } from '../../engine/route.ts';
import { collection, type Store } from '../../engine/store.ts';
import { cursorPagingFields, newestFirst } from '../paging.ts';
import { marketplaceOf } from '../plugin-marketplaces/record.ts';
import { badRequest, conflict, present } from '../refuse.ts';
import { contentOf, type PluginContent } from './content.ts';
import { organizationPlugin, type Plugin, pluginOf, plugins } from './record.ts';
import { checkOrganization, makerWire, type PluginMaker, uploadFields } from './shared.ts';

export interface PluginVersion extends Omit<PluginContent, 'name'> {
  readonly id: string;
  readonly plugin_id: string;
  readonly content_scan: {
    readonly status: 'completed' | 'errored' | 'processing';
    readonly assessment: 'fail' | 'pass' | 'unknown' | 'warn' | null;
    readonly reason: string | null;
  } | null;
  readonly created_at: string;
  readonly created_by: PluginMaker | null;
  readonly release_notes: string | null;
}

export const pluginVersions = collection<PluginVersion>('plugin_versions');

const path = '/v1/organizations/plugins/{plugin_id}/versions';
const query = z.strictObject({ organization_id: z.string().optional() });

export const pluginVersionRoutes: readonly Route[] = [
  get(
    path,
    {
      query: z.strictObject({
        ...cursorPagingFields(),
        organization_id: z.string().optional(),
      }),
    },
    (call) => {
      const { store, params } = call;
      checkOrganization(store, call.query.organization_id);
      const { id } = pluginOf(store, params.plugin_id);
      const versions = store.in(pluginVersions).where(({ plugin_id }) => plugin_id === id);
      return newestFirst(versions, call.query, (version) => wire(store, version));
    },
  ),

  post(
    path,
    { multipart: true, body: z.strictObject(uploadFields) },
    ({ store, body, clock, caller, params: { plugin_id } }) => {
      const plugin = organizationPlugin(store, plugin_id);
      if (marketplaceOf(store, plugin.marketplace_id).source !== 'manual') {
        throw badRequest('A plugin that is synchronized from a repository takes no uploads.');
      }
      const { name, ...content } = contentOf(body['files[]']);
      if (content.components !== null && name !== plugin.name) {
        throw badRequest(`files: the manifest names ${name}, and the plugin is ${plugin.name}`);
      }
      const version = store.in(pluginVersions).add({
        id: store.newId('pluginver_01', 22),
        plugin_id,
        ...content,
        content_scan: null,
        created_at: clock.iso(),
        created_by: { type: 'api_actor', api_key_id: caller.id },
        release_notes: body.release_notes ?? null,
      });
      store.in(plugins).change(plugin_id, {
        latest_version_id: version.id,
        updated_at: clock.iso(),
        ...(!plugin.served_version_pinned && { served_version_id: version.id }),
      });
      return wire(store, version);
    },
  ),

  get(`${path}/{version}`, { query }, (call) => wire(call.store, namedVersion(call))),

  get(
    `${path}/{version}/content`,
    { query },
    (call) => new Binary(Buffer.from(namedVersion(call).archive, 'base64'), 'application/zip'),
  ),
];

interface VersionCall {
  readonly store: Store;
  readonly query: z.infer<typeof query>;
  readonly params: Readonly<Record<'plugin_id' | 'version', string>>;
}

/** A version by its id, or the newest as `latest`. */
function namedVersion({ store, query: { organization_id }, params }: VersionCall): PluginVersion {
  checkOrganization(store, organization_id);
  const plugin = pluginOf(store, params.plugin_id);
  return versionOf(store, plugin, params.version === 'latest' ? plugin.latest_version_id : params.version);
}

export function versionOf(store: Store, plugin: Plugin, id: string): PluginVersion {
  const version = store.in(pluginVersions).get(id);
  return present(version?.plugin_id === plugin.id ? version : undefined, 'Plugin version', id);
}

/** What was scanned must have passed, with a warning at most, before it is served. */
export function refuseUnscanned({ id, content_scan: scan }: PluginVersion): void {
  if (scan === null) return;
  if (scan.status === 'processing') {
    throw conflict('The content scan of this version is still running.', 'scan_pending', { plugin_version_id: id });
  }
  if (scan.status === 'completed' && (scan.assessment === 'pass' || scan.assessment === 'warn')) return;
  throw badRequest('This version did not pass its content scan.', 'scan_failed', { plugin_version_id: id });
}

function wire(store: Store, { archive: _archive, created_by, ...version }: PluginVersion) {
  return { type: 'plugin_version', ...version, created_by: makerWire(store, created_by) };
}
