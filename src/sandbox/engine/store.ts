import { hex, letters } from '../../internal/hash.ts';

/**
 * The state of one organisation: collections of records and single documents, each named by a key that its resource
 * declares, so that a resource's file holds its own state. Everything in it is JSON.
 */

export interface CollectionKey<T extends object> {
  readonly name: string;
  readonly keyOf: (record: T) => string;
}

/** Declares a collection. Records are found by `id` unless told otherwise. */
export function collection<T extends object>(name: string, keyOf?: (record: T) => string): CollectionKey<T> {
  return { name, keyOf: keyOf ?? ((record) => (record as { id: string }).id) };
}

export interface DocumentKey<T> {
  readonly name: string;
  readonly initial: () => T;
}

/** Declares a single document, such as a setting, with what stands there before anybody wrote. */
export function document<T>(name: string, initial: () => T): DocumentKey<T> {
  return { name, initial };
}

export interface StoreSnapshot {
  readonly collections: Readonly<Record<string, readonly object[]>>;
  readonly documents: Readonly<Record<string, unknown>>;
  readonly counter: number;
}

export class Store {
  readonly #collections = new Map<string, Collection<object>>();
  readonly #documents = new Map<string, unknown>();
  readonly #seed: string;
  #counter = 0;
  /** Collections whose records arrived by import before their resource asked for them. */
  #imported: Readonly<Record<string, readonly object[]>> = {};

  constructor(seed: string) {
    this.#seed = seed;
  }

  in<T extends object>(key: CollectionKey<T>): Collection<T> {
    const known = this.#collections.get(key.name);
    if (known) return known as unknown as Collection<T>;
    const made = new Collection<T>(key);
    for (const record of this.#imported[key.name] ?? []) made.add(record as T);
    this.#collections.set(key.name, made as unknown as Collection<object>);
    return made;
  }

  read<T>(key: DocumentKey<T>): T {
    if (!this.#documents.has(key.name)) this.#documents.set(key.name, key.initial());
    return this.#documents.get(key.name) as T;
  }

  write<T>(key: DocumentKey<T>, value: T): T {
    this.#documents.set(key.name, value);
    return value;
  }

  /** A new id, such as `user_01` and 22 letters, the same in every run of the same seed and calls. */
  newId(prefix: string, length: number): string {
    return prefix + letters(length, this.#seed, 'id', this.#next());
  }

  /** As `newId`, in lower-case hexadecimal. */
  newHexId(prefix: string, length: number): string {
    return prefix + hex(length, this.#seed, 'id', this.#next());
  }

  /** A new UUID, the same in every run of the same seed and calls. */
  newUuid(): string {
    const digits = hex(32, this.#seed, 'id', this.#next());
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20)}`;
  }

  snapshot(): StoreSnapshot {
    const collections: Record<string, readonly object[]> = { ...this.#imported };
    for (const [name, records] of this.#collections) collections[name] = records.all();
    return structuredClone({ collections, documents: Object.fromEntries(this.#documents), counter: this.#counter });
  }

  restore(snapshot: StoreSnapshot): void {
    const { collections, documents, counter } = structuredClone(snapshot);
    this.#collections.clear();
    this.#documents.clear();
    this.#imported = collections;
    for (const [name, value] of Object.entries(documents)) this.#documents.set(name, value);
    this.#counter = counter;
  }

  #next(): number {
    this.#counter += 1;
    return this.#counter;
  }
}

/** Records in the order in which they were added. Records are replaced, never edited in place. */
export class Collection<T extends object> {
  readonly #key: CollectionKey<T>;
  readonly #records = new Map<string, T>();
  #list: readonly T[] | undefined;

  constructor(key: CollectionKey<T>) {
    this.#key = key;
  }

  get size(): number {
    return this.#records.size;
  }

  get(id: string): T | undefined {
    return this.#records.get(id);
  }

  has(id: string): boolean {
    return this.#records.has(id);
  }

  add(record: T): T {
    this.#records.set(this.#key.keyOf(record), record);
    this.#list = undefined;
    return record;
  }

  /** Merges fields into a record that is there. */
  change(id: string, fields: Partial<T>): T {
    const present = this.#records.get(id);
    if (!present) throw new Error(`no record ${id} in ${this.#key.name}`);
    return this.add({ ...present, ...fields });
  }

  remove(id: string): boolean {
    this.#list = undefined;
    return this.#records.delete(id);
  }

  removeWhere(matches: (record: T) => boolean): void {
    for (const record of this.all()) if (matches(record)) this.remove(this.#key.keyOf(record));
  }

  all(): readonly T[] {
    this.#list ??= [...this.#records.values()];
    return this.#list;
  }

  where(matches: (record: T) => boolean): readonly T[] {
    return this.all().filter(matches);
  }

  find(matches: (record: T) => boolean): T | undefined {
    return this.all().find(matches);
  }
}
