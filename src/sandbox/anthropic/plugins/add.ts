import type { Store } from '../../engine/store.ts';
import { conflict } from '../refuse.ts';
import type { PluginContent } from './content.ts';
import { type Plugin, plugins } from './record.ts';
import type { PluginMaker, PluginOwner } from './shared.ts';
import { pluginVersions } from './versions.ts';

interface NewPlugin {
  readonly content: PluginContent;
  readonly marketplace_id: string;
  readonly owner: PluginOwner;
  readonly created_by: PluginMaker | null;
  readonly notes: string | null;
}

/** Stores a plugin and its first version. */
export function addPlugin(store: Store, { content, notes, ...draft }: NewPlugin, now: string): Plugin {
  const { name, ...kept } = content;
  const namesake = store.in(plugins).find((each) => each.marketplace_id === draft.marketplace_id && each.name === name);
  if (namesake) {
    throw conflict(`The marketplace already holds a plugin named ${name}.`, 'plugin_name_taken', {
      plugin_id: namesake.id,
    });
  }
  const id = store.newId('plugin_01', 22);
  const version = store.in(pluginVersions).add({
    id: store.newId('pluginver_01', 22),
    plugin_id: id,
    ...kept,
    content_scan: null,
    created_at: now,
    created_by: draft.created_by,
    release_notes: notes,
  });
  return store.in(plugins).add({
    id,
    name,
    ...draft,
    created_at: now,
    updated_at: now,
    latest_version_id: version.id,
    served_version_id: version.id,
    served_version_pinned: false,
  });
}
