import type { AnyOperation } from '../catalogue/define.ts';
import type { NameSource } from '../catalogue/report.ts';
import { largestPage } from '../connections/paging.ts';
import { isStewardError, type StewardError } from '../errors.ts';
import { type Execution, executePages } from '../gate/execute.ts';

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
  readonly operationOf: (id: string) => AnyOperation;
  readonly execution: Execution;
}

/**
 * The names of the ids, from the lists that `sources` names. A list is left once every id has its name. Names never cost
 * an answer: what cannot be read leaves ids as they are, and is said; lists that are sure to refuse are not asked.
 * @throws ConnectionError when the caller cancelled.
 */
export async function resolveNames({ ids, sources, operationOf, execution }: NameRequest): Promise<Resolved> {
  const names = new Map<string, ReadonlyMap<string, string>>();
  const unnamed: Unnamed[] = [];
  for (const [dimension, source] of Object.entries(sources)) {
    const wanted = ids.get(dimension);
    if (!wanted || wanted.size === 0) continue;
    const search = new Search(wanted, source, operationOf, execution);
    await search.run();
    names.set(dimension, search.found);
    const left = [...wanted].filter((id) => !search.found.has(id));
    if (left.length > 0) unnamed.push({ dimension, ids: left, reasons: [...search.reasons] });
  }
  return { names, unnamed };
}

type Item = Readonly<Record<string, unknown>>;

/** One walk through the lists of a source, until all is found, nothing is left, or nothing more will be answered. */
class Search {
  readonly found = new Map<string, string>();
  readonly reasons = new Set<string>();
  readonly #wanted: ReadonlySet<string>;
  readonly #source: NameSource;
  readonly #operationOf: NameRequest['operationOf'];
  readonly #execution: Execution;
  #isOver = false;

  constructor(
    wanted: ReadonlySet<string>,
    source: NameSource,
    operationOf: NameRequest['operationOf'],
    execution: Execution,
  ) {
    this.#wanted = wanted;
    this.#source = source;
    this.#operationOf = operationOf;
    this.#execution = execution;
  }

  async run(): Promise<void> {
    const { list, input = {}, under } = this.#source;
    if (!under) return this.#walk(list, input, (item) => this.#look(item));
    const parents: Item[] = [];
    await this.#walk(under.list, under.input ?? {}, (parent) => void parents.push(parent));
    for (const parent of parents) {
      if (this.#isOver) return;
      const { shut } = under;
      if (shut && parent[shut.field] === shut.is) this.reasons.add(shut.says);
      else await this.#walk(list, { ...input, [under.parameter]: parent['id'] }, (item) => this.#look(item));
    }
  }

  #look(item: Item): void {
    const id = item['id'];
    const name = item[this.#source.name];
    if (typeof id !== 'string' || typeof name !== 'string' || name === '' || !this.#wanted.has(id)) return;
    this.found.set(id, name);
    if (this.found.size === this.#wanted.size) this.#isOver = true;
  }

  async #walk(id: string, input: Item, visit: (item: Item) => void): Promise<void> {
    const operation = this.#operationOf(id);
    try {
      for await (const page of executePages(operation, { ...largestPage(operation), ...input }, this.#execution)) {
        for (const item of page.data as readonly Item[]) visit(item);
        if (this.#isOver) return;
      }
    } catch (error) {
      if (!isStewardError(error) || error.code === 'cancelled') throw error;
      this.reasons.add(reasonOf(operation, error));
      if (refusesAll(error)) this.#isOver = true;
    }
  }
}

/** Such a refusal is about the key or the pace, so that the next list of the kind meets it too. */
function refusesAll({ kind, code }: StewardError): boolean {
  return kind === 'credential' || kind === 'policy' || kind === 'connection' || code === 'rate_limited';
}

function reasonOf({ id }: AnyOperation, { code, message }: StewardError): string {
  if (code === 'scope_missing') return `the key may not read ${id}`;
  if (code === 'rate_limited') return `${id} was throttled`;
  if (code === 'denied') return `policy denies ${id}`;
  return message.replace(/\.$/, '');
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
