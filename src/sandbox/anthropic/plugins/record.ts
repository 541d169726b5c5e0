import { collection, type Store } from '../../engine/store.ts';
import { forbidden, present } from '../refuse.ts';
import type { PluginMaker, PluginOwner } from './shared.ts';

export interface Plugin {
  readonly id: string;
  /** Unique within its marketplace. */
  readonly name: string;
  readonly marketplace_id: string;
  readonly owner: PluginOwner;
  readonly created_at: string;
  readonly updated_at: string;
  readonly created_by: PluginMaker | null;
  readonly latest_version_id: string;
  readonly served_version_id: string;
  readonly served_version_pinned: boolean;
}

export const plugins = collection<Plugin>('plugins');

export function pluginOf(store: Store, id: string): Plugin {
  return present(store.in(plugins).get(id), 'Plugin', id);
}

/** A plugin that the API may change. */
export function organizationPlugin(store: Store, id: string): Plugin {
  const plugin = pluginOf(store, id);
  if (plugin.owner.type === 'user') throw forbidden('A member-owned plugin cannot be changed through the API.');
  return plugin;
}
