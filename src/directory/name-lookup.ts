import { operationById } from '../catalogue/index.ts';
import type { NameSource } from '../catalogue/report.ts';
import { isStewardError } from '../errors.ts';
import type { Execution } from '../gate/execution.ts';
import { waitsOnly } from '../internal/progress.ts';
import { providerOf } from '../providers/index.ts';
import { type Item, itemsOf, Troubles } from './items.ts';
import type { NameBook } from './name-book.ts';

/** How much names may cost a report. */
export interface NameBound {
  readonly milliseconds: number;
  /** Lists that stand under others, each a call or more. */
  readonly lists: number;
}

interface LookupOptions {
  readonly bound: NameBound;
  readonly parents: ReadonlySet<string>;
}

export const usualBound: NameBound = { milliseconds: 20_000, lists: 100 };

export interface LookedUp {
  readonly found: ReadonlyMap<string, string>;
  /** Why others were not found, as parts of a sentence. */
  readonly reasons: readonly string[];
  /** True where names were left because they cost too much. */
  readonly isLate: boolean;
}

const minuteMs = 60_000;
/** A list of its own is one call; those under others are many, and are believed for longer. */
const freshMs = { alone: 10 * minuteMs, under: 24 * 60 * minuteMs };
/** A list that was read so lately has nothing new. */
const justReadMs = 15 * minuteMs;

/** Looks names up for one report: first in the book, then in lists, each read once, until the bound is reached. */
export class NameLookup {
  readonly #execution: Execution;
  readonly #given: Execution;
  readonly #book: NameBook;
  readonly #bound: NameBound;
  readonly #deadline: AbortSignal;
  /** Lists that others stand under, which are read to their end at once. */
  readonly #parents: ReadonlySet<string>;
  readonly #whole = new Map<string, readonly Item[]>();

  constructor(execution: Execution, book: NameBook, { bound, parents }: LookupOptions) {
    this.#parents = parents;
    this.#deadline = AbortSignal.timeout(bound.milliseconds);
    this.#given = execution;
    this.#execution = {
      ...execution,
      signal: execution.signal ? AbortSignal.any([execution.signal, this.#deadline]) : this.#deadline,
      onProgress: waitsOnly(execution.onProgress),
    };
    this.#book = book;
    this.#bound = bound;
  }

  /** @throws ConnectionError when the caller cancelled. */
  async names(source: NameSource, wanted: ReadonlySet<string>): Promise<LookedUp> {
    const { list } = source;
    const now = Date.now();
    const oldest = now - (source.under ? freshMs.under : freshMs.alone);
    const found = new Map<string, string>();
    const reasons = new Set<string>();
    const left = new Set<string>();
    for (const id of wanted) {
      const known = this.#book.nameOf(list, id);
      const missed = this.#book.missedOf(list, id);
      if (known && known.at > oldest) found.set(id, known.name);
      else if (missed && missed.at > oldest) for (const reason of missed.reasons) reasons.add(reason);
      else left.add(id);
    }
    const walk = left.size > 0 ? await this.#walk(source, left, found) : nothingToDo;
    for (const reason of walk.reasons) reasons.add(reason);
    // An old name is better than none.
    for (const id of left) {
      const known = this.#book.nameOf(list, id);
      if (known) found.set(id, known.name);
      else if (walk.isWhole) this.#book.rememberMissed(list, id, walk.reasons, now);
    }
    return { found, reasons: [...reasons], isLate: walk.isLate };
  }

  async #walk(source: NameSource, left: Set<string>, found: Map<string, string>): Promise<Walk> {
    const troubles = new Troubles();
    const walk = new Walk(troubles);
    try {
      for await (const item of this.#itemsOf(source, walk)) {
        const name = item[source.name];
        if (typeof name !== 'string' || name === '') continue;
        this.#book.rememberName(source.list, item.id, name, Date.now());
        if (left.delete(item.id)) found.set(item.id, name);
        if (left.size === 0 && !this.#parents.has(source.list)) break;
      }
    } catch (error) {
      if (!this.#isOurDeadline(error)) throw error;
      walk.late(`names took longer than ${Math.round(this.#bound.milliseconds / 1000)} s`);
    }
    return walk;
  }

  async *#itemsOf({ list, input, under }: NameSource, walk: Walk): AsyncGenerator<Item> {
    if (!under) {
      yield* this.#list(list, input, walk);
      return;
    }
    const open: Item[] = [];
    for await (const parent of this.#list(under.list, under.input, walk)) {
      if (under.shut && parent[under.shut.field] === under.shut.is) walk.shut(under.shut.says);
      else open.push(parent);
    }
    const readAt = ({ id }: Item) => this.#book.readAt(list, id);
    const due = open.filter((parent) => readAt(parent) < Date.now() - justReadMs).sort((a, b) => readAt(a) - readAt(b));
    const cost = this.#costText(due.length);
    for (const [done, { id }] of due.entries()) {
      if (walk.troubles.isOver) return;
      if (this.#deadline.aborted || done >= this.#bound.lists || this.#waitAfter(done) >= this.#bound.milliseconds) {
        walk.late(`${cost}; ${done} were made, and the next time goes on from there`);
        return;
      }
      this.#given.onProgress?.({ kind: 'work', what: 'names', done, of: due.length, unit: 'lists' });
      try {
        yield* this.#list(list, { ...input, [under.parameter]: id }, walk);
      } catch (error) {
        if (!this.#isOurDeadline(error)) throw error;
        walk.late(`${cost}; ${done} were made, and the next time goes on from there`);
        return;
      }
      if (!walk.troubles.isOver) this.#book.rememberRead(list, id, Date.now());
    }
  }

  /** The items of one list, each list read once. */
  async *#list(id: string, input: NameSource['input'], walk: Walk): AsyncGenerator<Item> {
    const key = JSON.stringify([id, input ?? {}]);
    const known = this.#whole.get(key);
    if (known) {
      yield* known;
      return;
    }
    const items: Item[] = [];
    const before = walk.troubles.reasons.size;
    for await (const { item } of itemsOf({ list: operationById(id), input }, this.#execution, walk.troubles)) {
      items.push(item);
      yield item;
    }
    if (walk.troubles.reasons.size === before) this.#whole.set(key, items);
  }

  /** How long the call after so many others waits for its turn, as far as its pace tells. */
  #waitAfter(calls: number): number {
    const { connection } = this.#execution;
    const { burst, perMinute } = providerOf(connection.provider).allowance;
    return connection.paced ? (Math.max(0, calls + 1 - burst) * minuteMs) / perMinute : 0;
  }

  #costText(calls: number): string {
    const seconds = Math.round(this.#waitAfter(calls - 1) / 1000);
    return `names take ${calls} calls${seconds > 0 ? `, about ${seconds} s at the provider's pace` : ''}`;
  }

  #isOurDeadline(error: unknown): boolean {
    const isCancelled = isStewardError(error) && error.code === 'cancelled';
    return isCancelled && this.#deadline.aborted && !this.#given.signal?.aborted;
  }
}

/** How far the reading of lists came. */
class Walk {
  readonly troubles: Troubles;
  isLate = false;
  readonly #shut = new Set<string>();
  readonly #late = new Set<string>();

  constructor(troubles: Troubles) {
    this.troubles = troubles;
  }

  late(reason: string): void {
    this.isLate = true;
    this.#late.add(reason);
  }

  /** Parents that never list what is under them. */
  shut(reason: string): void {
    this.#shut.add(reason);
  }

  get reasons(): readonly string[] {
    return [...this.#late, ...this.troubles.reasons, ...this.#shut];
  }

  /** True where nothing is left that could be read. */
  get isWhole(): boolean {
    return !this.isLate && this.troubles.reasons.size === 0;
  }
}

const nothingToDo = { reasons: [], isLate: false, isWhole: false } as const;
