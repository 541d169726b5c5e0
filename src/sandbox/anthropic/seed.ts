import type { PluginOptions } from '../plugin.ts';
import type { Store } from '../store.ts';
import { seedConsoleDemand } from './demand.ts';
import { seedEnterpriseDemand } from './demand-enterprise.ts';

export function seedConsole(store: Store, options: PluginOptions): void {
  seedConsoleDemand(store, options);
}

export function seedEnterprise(store: Store, options: PluginOptions): void {
  seedEnterpriseDemand(store, options);
}
