import type { Head } from '../state/head.ts';
import type { Reading, Store, Tables } from '../state/store.ts';
import { type Actor, type Entry, type EntryOf, entriesIn, type Happening, lineOf, parseLine } from './entry.ts';

/**
 * The record of what was read, proposed, approved and done: lines of JSON, each linked to the one before by its hash, on
 * disk before anybody is told. It records, and confers no trust: an entry counts for what its seal proves.
 */
export class Journal {
  readonly #store: Store;
  readonly #who: Actor;
  readonly #now: () => Date;

  constructor(store: Store, who: Actor, now: () => Date) {
    this.#store = store;
    this.#who = who;
    this.#now = now;
  }

  /** Writes entries down, in order, in a transaction of their own. Returns the head of the chain after them. */
  async append(...happenings: readonly Happening[]): Promise<Head> {
    return this.#store.alone((tables) => this.within(tables, ...happenings));
  }

  /** The same as part of a transaction. */
  async within(tables: Tables, ...happenings: readonly Happening[]): Promise<Head> {
    let head = await tables.head();
    for (const happening of happenings) {
      const at = this.#now().toISOString();
      const made = lineOf(happening, head, this.#who, at);
      const change = 'change' in happening ? happening.change : undefined;
      await tables.append({ ...made.head, at, type: happening.type, change, line: made.line });
      head = made.head;
    }
    return head;
  }

  async head(): Promise<Head> {
    return this.#store.look((tables) => tables.head());
  }

  /** Every entry, oldest first, as far as lines are sound; `verify` tells where they are not. */
  async *entries(): AsyncGenerator<Entry> {
    const page = 1000;
    for (let after = 0; ; ) {
      const lines = await this.#store.look(async (tables) => {
        const found: string[] = [];
        for await (const line of tables.lines({ after, most: page })) found.push(line);
        return found;
      });
      for (const line of lines) {
        const entry = parseLine(line);
        if (typeof entry === 'object') yield entry;
      }
      if (lines.length < page) return;
      after += page;
    }
  }

  async entriesOf(change: string): Promise<Entry[]> {
    return this.#store.look(async (tables) => entriesIn(await tables.linesAbout(change)));
  }
}

/** Entries of one type, oldest first; of a moment and later. */
export async function entriesOfType<Type extends Happening['type']>(
  tables: Reading,
  type: Type,
  since?: Date,
): Promise<EntryOf<Type>[]> {
  const entries = entriesIn(await tables.linesOf([type], since?.toISOString()));
  return entries.filter((entry): entry is EntryOf<Type> => entry.type === type);
}

/**
 * The time of now as a change's expiry sees it: a clock that was set back does not bring an expired change to life.
 */
export async function laterThanSeen(tables: Reading, now: Date): Promise<Date> {
  const newest = Date.parse((await tables.newest()) ?? '');
  return Number.isNaN(newest) || newest <= now.getTime() ? now : new Date(newest);
}
