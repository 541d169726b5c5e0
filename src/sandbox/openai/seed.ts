import { hex } from '../../internal/hash.ts';
import type { PluginOptions } from '../plugin.ts';
import type { Store } from '../store.ts';
import { adminKeys } from './admin-api-keys.ts';
import { seedOpenAIDemand } from './demand.ts';

export function seededAdminKey(seed: number): string {
  return `sk-admin-${hex(48, 'openai-admin-key', seed)}`;
}

export function seedOpenAI(store: Store, options: PluginOptions): void {
  const { seed, clock } = options;
  const now = clock.seconds();
  store.in(adminKeys).add({
    id: store.newId('key_', 16),
    name: 'Steward',
    created_at: now - 86_400,
    expires_at: null,
    last_used_at: null,
    owner: { id: 'user-x', name: 'x', email: 'x@northwind.example', created_at: now },
    secret: seededAdminKey(seed),
  });
  seedOpenAIDemand(store, options);
}
