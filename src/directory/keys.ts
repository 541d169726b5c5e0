import type { KeyReport, ListedKey } from '../catalogue/listing.ts';
import type { ProviderId } from '../providers/index.ts';
import { everythingListed, type Gap, onceEach, type Reach } from './listed.ts';

/** A key of the organisation behind a connection. */
export interface ApiKey extends ListedKey {
  readonly provider: ProviderId;
  readonly connection: string;
  /** The report that shows whether it was used, where `lastUsedAt` does not tell. */
  readonly use: KeyReport | undefined;
  /** The report of what it costs. */
  readonly cost: KeyReport | undefined;
}

export interface ApiKeys {
  readonly keys: readonly ApiKey[];
  /** Lists that could not be read, or not in full: keys may be missing. */
  readonly gaps: readonly Gap[];
}

/**
 * Every key that the providers list, over all connections in reach. Keys that nobody lists, such as Anthropic's admin
 * keys, are not among them.
 * @throws ConnectionError when the caller cancelled.
 */
export async function keysIn(reach: Reach): Promise<ApiKeys> {
  const { items, gaps } = await everythingListed('keys', reach);
  const keys = items.map(({ item, parent, list: { listing }, connection: { name, provider } }) => ({
    ...listing.item(item, parent),
    provider,
    connection: name,
    use: listing.use,
    cost: listing.cost,
  }));
  return { keys: onceEach(keys, (key) => [key.provider, key.id]), gaps };
}
