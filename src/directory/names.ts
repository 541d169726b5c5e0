import { operationById } from '../catalogue/index.ts';
import type { NameSource } from '../catalogue/report.ts';
import type { Execution } from '../gate/execution.ts';
import { itemsOf, Troubles } from './items.ts';

/** Names by dimension and id. */
export type Names = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Ids of a dimension that keep no name, and why. */
export interface Unnamed {
  readonly dimension: string;
  readonly ids: readonly string[];
  /** Parts of a sentence; empty when every list was read and none has these ids any more. */
  readonly reasons: readonly string[];
}

export interface Resolved {
  readonly names: Names;
  readonly unnamed: readonly Unnamed[];
}

interface NameRequest {
  /** The ids to name, by dimension. */
  readonly ids: ReadonlyMap<string, ReadonlySet<string>>;
  readonly sources: Readonly<Record<string, NameSource>>;
  readonly execution: Execution;
}

/**
 * The names of the ids, from the lists that `sources` names. A list is left once every id has its name. Names never cost
 * an answer: what cannot be read leaves ids as they are, and is said; lists that are sure to refuse are not asked.
 * @throws ConnectionError when the caller cancelled.
 */
export async function resolveNames({ ids, sources, execution }: NameRequest): Promise<Resolved> {
  const names = new Map<string, ReadonlyMap<string, string>>();
  const unnamed: Unnamed[] = [];
  for (const [dimension, { list, name, ...rest }] of Object.entries(sources)) {
    const wanted = ids.get(dimension);
    if (!wanted || wanted.size === 0) continue;
    const troubles = new Troubles();
    const found = new Map<string, string>();
    for await (const { item } of itemsOf({ list: operationById(list), ...rest }, execution, troubles)) {
      const text = item[name];
      if (typeof text === 'string' && text !== '' && wanted.has(item.id)) found.set(item.id, text);
      if (found.size === wanted.size) break;
    }
    names.set(dimension, found);
    const left = [...wanted].filter((id) => !found.has(id));
    if (left.length > 0) unnamed.push({ dimension, ids: left, reasons: [...troubles.reasons] });
  }
  return { names, unnamed };
}

/** What is missing, as a sentence. */
export function unnamedText({ dimension, ids, reasons }: Unnamed): string {
  const what = dimension.replace(/_id$/, '').replaceAll('_', ' ');
  const count = ids.length === 1 ? `1 ${what} keeps its id` : `${ids.length} ${what}s keep their ids`;
  const why = reasons.length > 0 ? reasons.join('; ') : 'no list has them any more';
  return `${count} instead of a name: ${why}.`;
}

/** The name of an id, what its absence stands for, or null. */
export function nameOf(dimension: string, id: string | null, names: Names, absent: string | undefined): string | null {
  if (id === null) return absent ?? null;
  return names.get(dimension)?.get(id) ?? null;
}
