import { collection, type Store } from '../../engine/store.ts';
import type { PluginOwner, Preference } from '../plugins/shared.ts';
import { present } from '../refuse.ts';

/** Where plugins live. Made, connected and deleted in the provider's own pages. */
export interface PluginMarketplace {
  readonly id: string;
  readonly name: string;
  readonly owner: PluginOwner;
  readonly source: 'github' | 'gitlab' | 'manual' | 'public_git';
  /** Null for those of members. */
  readonly default_installation_preference: Preference | null;
  readonly created_at: string;
  readonly last_sync_ended_at: string | null;
  readonly last_sync_read_sha: string | null;
  readonly sync_status: 'failed_auth' | 'failed_content' | 'failed_limits' | 'failed_transient' | 'success' | null;
}

export const pluginMarketplaces = collection<PluginMarketplace>('plugin_marketplaces');
const libraryName = 'organization-library';

export function marketplaceOf(store: Store, id: string): PluginMarketplace {
  return present(store.in(pluginMarketplaces).get(id), 'Plugin marketplace', id);
}

/** The marketplace for uploads that name none, made when it is needed first. */
export function libraryMarketplace(store: Store, now: string): PluginMarketplace {
  const library = store
    .in(pluginMarketplaces)
    .find(({ name, owner, source }) => name === libraryName && owner.type === 'organization' && source === 'manual');
  if (library) return library;
  return store.in(pluginMarketplaces).add({
    id: store.newId('marketplace_01', 22),
    name: libraryName,
    owner: { type: 'organization' },
    source: 'manual',
    default_installation_preference: 'available',
    created_at: now,
    last_sync_ended_at: null,
    last_sync_read_sha: null,
    sync_status: null,
  });
}
