import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type { Execution } from '../gate/execution.ts';
import type { Environment } from '../internal/environment.ts';
import { writeWhole } from '../internal/whole-file.ts';

type Json = Readonly<Record<string, unknown>>;

interface Remembered {
  readonly name: string;
  /** When it was read, in milliseconds since 1970. */
  readonly at: number;
}

/** Ids that no list had, and why, as parts of a sentence. */
interface Missed {
  readonly at: number;
  readonly reasons: readonly string[];
}

/**
 * Names by list and id, remembered between runs where calls are paced: reading them takes longer than the report. Names
 * are for showing, and decide nothing; a book that cannot be read or written is an empty one.
 */
export class NameBook {
  readonly #file: string | undefined;
  readonly #names = new Map<string, Remembered>();
  readonly #missed = new Map<string, Missed>();
  readonly #lists = new Map<string, number>();
  #isChanged = false;

  constructor(file: string | undefined) {
    this.#file = file;
    const { names, missed, lists } = file === undefined ? nothingKept : keptIn(file);
    for (const [key, { name, at }] of entriesOf(names)) {
      if (typeof name === 'string' && typeof at === 'number') this.#names.set(key, { name, at });
    }
    for (const [key, { reasons, at }] of entriesOf(missed)) {
      if (Array.isArray(reasons) && typeof at === 'number') this.#missed.set(key, { reasons: reasons.map(String), at });
    }
    for (const [key, { at }] of entriesOf(lists)) if (typeof at === 'number') this.#lists.set(key, at);
  }

  nameOf(list: string, id: string): Remembered | undefined {
    return this.#names.get(`${list} ${id}`);
  }

  missedOf(list: string, id: string): Missed | undefined {
    return this.#missed.get(`${list} ${id}`);
  }

  /** When a list was read to its end; 0 for never. */
  readAt(list: string, parent: string): number {
    return this.#lists.get(`${list} ${parent}`) ?? 0;
  }

  rememberName(list: string, id: string, name: string, at: number): void {
    this.#names.set(`${list} ${id}`, { name, at });
    this.#isChanged = true;
  }

  rememberMissed(list: string, id: string, reasons: readonly string[], at: number): void {
    this.#missed.set(`${list} ${id}`, { reasons, at });
    this.#isChanged = true;
  }

  rememberRead(list: string, parent: string, at: number): void {
    this.#lists.set(`${list} ${parent}`, at);
    this.#isChanged = true;
  }

  /** Keeps what was learnt for the next run. */
  keep(): void {
    if (this.#file === undefined || !this.#isChanged) return;
    const lists = [...this.#lists].map(([key, at]) => [key, { at }] as const);
    const kept = { names: asObject(this.#names), missed: asObject(this.#missed), lists: Object.fromEntries(lists) };
    try {
      mkdirSync(path.dirname(this.#file), { recursive: true, mode: 0o700 });
      writeWhole(this.#file, JSON.stringify(kept));
    } catch {
      // A disk that is full or read-only costs the next run some calls, and this one nothing.
    }
  }
}

/** The book of the organisation behind a connection. Where calls cost no time, nothing is kept. */
export function nameBookFor({ connection, gate }: Execution): NameBook {
  const { provider, name, baseUrl, paced } = connection;
  if (!paced) return new NameBook(undefined);
  const place = createHash('sha256')
    .update(JSON.stringify([provider, name, baseUrl]))
    .digest('hex')
    .slice(0, 16);
  return new NameBook(path.join(cacheFolder(gate.environment), 'names', `${place}.json`));
}

/** `STEWARD_CACHE_DIR`, else the XDG cache folder's `steward`. What stands there can be deleted at any time. */
function cacheFolder(environment: Environment): string {
  const named = environment['STEWARD_CACHE_DIR'];
  if (named) return path.resolve(named);
  const home = environment['HOME'] || homedir();
  return path.join(environment['XDG_CACHE_HOME'] || path.join(home, '.cache'), 'steward');
}

const nothingKept: Json = {};

function keptIn(file: string): Json {
  try {
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isObject(kept) ? kept : nothingKept;
  } catch {
    return nothingKept;
  }
}

function entriesOf(value: unknown): [string, Json][] {
  return isObject(value) ? Object.entries(value).filter((entry): entry is [string, Json] => isObject(entry[1])) : [];
}

function asObject<Value>(map: ReadonlyMap<string, Value>): Record<string, Value> {
  return Object.fromEntries(map);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
