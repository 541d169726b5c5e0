import type { NameSource } from '../catalogue/report.ts';
import type { Execution } from '../gate/execution.ts';
import { nameBookFor } from './name-book.ts';
import { type NameBound, NameLookup, usualBound } from './name-lookup.ts';

/** Names by dimension and id. */
export type Names = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Ids of a dimension that keep no name, and why. */
export interface Unnamed {
  readonly dimension: string;
  readonly ids: readonly string[];
  /** Parts of a sentence; empty when every list was read and none has these ids any more. */
  readonly reasons: readonly string[];
  /** True where lists were left because they cost too many calls or too much time. */
  readonly isLate: boolean;
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
  /** How much it may cost; twenty seconds when omitted. */
  readonly bound?: NameBound;
}

/**
 * The names of the ids, from the lists that `sources` names: no list twice, none that is sure to refuse, no more than the
 * bound allows, and where calls are paced none whose names are remembered. Names never cost an answer: what cannot be
 * read leaves ids as they are, and is said.
 * @throws ConnectionError when the caller cancelled.
 */
export async function resolveNames({ ids, sources, execution, bound = usualBound }: NameRequest): Promise<Resolved> {
  const names = new Map<string, ReadonlyMap<string, string>>();
  const unnamed: Unnamed[] = [];
  const asked = Object.entries(sources).filter(([dimension]) => (ids.get(dimension)?.size ?? 0) > 0);
  if (asked.length === 0) return { names, unnamed };
  const book = nameBookFor(execution);
  const parents = new Set(asked.flatMap(([, { under }]) => under?.list ?? []));
  const lookup = new NameLookup(execution, book, { bound, parents });
  for (const [dimension, source] of asked) {
    const wanted = ids.get(dimension) ?? new Set();
    const { found, reasons, isLate } = await lookup.names(source, wanted);
    names.set(dimension, found);
    const left = [...wanted].filter((id) => !found.has(id));
    if (left.length > 0) unnamed.push({ dimension, ids: left, reasons, isLate });
  }
  book.keep();
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
