import type { ListedPerson } from '../catalogue/listing.ts';
import type { ProviderId } from '../providers/index.ts';
import { everythingListed, type Gap, onceEach, type Reach } from './listed.ts';

/** A member of the organisation behind a connection. */
export interface Person extends ListedPerson {
  readonly provider: ProviderId;
  readonly connection: string;
}

export interface People {
  readonly people: readonly Person[];
  /** Lists that could not be read: people may be missing. */
  readonly gaps: readonly Gap[];
}

/**
 * Every member of every organisation in reach, by connection in their order, then as the provider lists them.
 * @throws ConnectionError when the caller cancelled.
 */
export async function peopleIn(reach: Reach): Promise<People> {
  const { items, gaps } = await everythingListed('people', reach);
  const people = items.map(({ item, list, connection: { name, provider } }) => ({
    ...list.listing.item(item),
    provider,
    connection: name,
  }));
  // One account can belong to several organisations, each of which it joined at its own time.
  return { people: onceEach(people, (person) => [person.provider, person.id, person.joinedAt]), gaps };
}
