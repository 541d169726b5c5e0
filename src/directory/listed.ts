import type { AnyOperation } from '../catalogue/define.ts';
import { catalogue } from '../catalogue/index.ts';
import type { Listing } from '../catalogue/listing.ts';
import type { Connection } from '../connections/connection.ts';
import { type ErrorKind, isStewardError } from '../errors.ts';
import { connected, type Execution } from '../gate/execution.ts';
import type { Session } from '../session/session.ts';
import { type Found, itemsOf, Troubles } from './items.ts';

/** What the directory needs of a session. */
export type Reach = Pick<Session, 'connections' | 'on'>;

/** A list or a report that could not be read, or only in part: what is missing is not known to be absent. */
export interface Gap {
  readonly connection: string;
  /** Its id. */
  readonly operation: string;
  /** Parts of a sentence. */
  readonly reasons: readonly string[];
  /** Of the refusal; undefined where the provider has nothing to tell, as of archived projects. */
  readonly kind?: ErrorKind | undefined;
}

type Kind = Listing['of'];
type ListingOf<K extends Kind> = Extract<Listing, { readonly of: K }>;

/** An operation that lists what is looked for, and how its items are to be read. */
export interface List<K extends Kind> {
  readonly operation: AnyOperation;
  readonly listing: ListingOf<K>;
}

/** The lists of that kind, of every provider. */
export function listsOf<K extends Kind>(kind: K): readonly List<K>[] {
  return catalogue.flatMap((operation) => {
    const listing = operation.risk === 'read' ? operation.lists : undefined;
    return listing?.of === kind ? [{ operation, listing: listing as ListingOf<K> }] : [];
  });
}

/** One item, with where it was found. */
export interface Listed<K extends Kind> extends Found {
  readonly connection: Connection;
  readonly list: List<K>;
}

/** Everything of a kind, over all connections that can list it. What cannot be read costs nothing else. */
export async function everythingListed<K extends Kind>(
  kind: K,
  reach: Reach,
): Promise<{ readonly items: readonly Listed<K>[]; readonly gaps: readonly Gap[] }> {
  const lists = listsOf(kind);
  const items: Listed<K>[] = [];
  const gaps: Gap[] = [];
  for (const connection of reach.connections) {
    for (const list of lists.filter(({ operation }) => operation.provider === connection.provider)) {
      const troubles = new Troubles();
      for await (const found of itemsOn(connection, list, reach, troubles)) items.push(found);
      gaps.push(...gapFrom(troubles, connection.name, list.operation));
    }
  }
  return { items, gaps };
}

async function* itemsOn<K extends Kind>(
  connection: Connection,
  list: List<K>,
  reach: Reach,
  troubles: Troubles,
): AsyncGenerator<Listed<K>> {
  const { operation, listing } = list;
  const execution = await readyOn(connection.name, operation, reach, troubles);
  if (!execution) return;
  const source = { list: operation, input: listing.input, under: listing.under };
  for await (const found of itemsOf(source, execution, troubles)) yield { ...found, connection, list };
}

/** What was not read, if anything. */
export function gapFrom({ reasons, kind }: Troubles, connection: string, { id }: AnyOperation): Gap[] {
  return reasons.size > 0 ? [{ connection, operation: id, reasons: [...reasons], kind }] : [];
}

/** Ready to run the operation; undefined where the connection cannot serve it, or only with trouble. */
export async function readyOn(
  connection: string,
  operation: AnyOperation,
  reach: Reach,
  troubles: Troubles,
): Promise<Execution | undefined> {
  try {
    return connected(await reach.on(operation, connection));
  } catch (error) {
    // The organisation behind it has no such thing: nothing is missing.
    const isUnfit = isStewardError(error) && error.code === 'connection_unfit';
    if (!isUnfit) troubles.met(operation, error);
    return undefined;
  }
}

/** What several connections of one organisation all list, once, with the first of them. */
export function onceEach<Value>(values: readonly Value[], identity: (value: Value) => readonly unknown[]): Value[] {
  const first = new Map<string, Value>();
  for (const value of values) {
    const key = JSON.stringify(identity(value));
    if (!first.has(key)) first.set(key, value);
  }
  return [...first.values()];
}
