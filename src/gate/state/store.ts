import type { Head } from './head.ts';
import type { Outside } from './outside.ts';

/**
 * What Steward keeps between runs: changes, their receipts, the journal, lists of approvers, tokens. Whatever is read
 * back is a claim; the gate checks it against the catalogue, the policy in force and the seals before it counts.
 */
export interface Store {
  /** Names this store. An approval counts in the store that it was given for and in no copy. */
  readonly id: string;
  /** What tells a copy, or an older version of the store, from the one that counts. */
  readonly outside: Outside;
  /** Takes this store, as it is now, for the one that counts: it gets another name, and no approval so far counts in it. */
  renew(): Promise<void>;
  /**
   * One transaction: nobody else, in this process or another, reads or writes between its first and its last line. A
   * throw takes everything back.
   */
  alone<T>(work: (tables: Tables) => Promise<T>): Promise<T>;
  /** The same for what only reads; it may run beside a transaction and sees what stood before it. */
  look<T>(work: (tables: Reading) => Promise<T>): Promise<T>;
  close(): void;
}

export interface Reading {
  head(): Promise<Head>;
  /** Lines of the journal, oldest first. */
  lines(range?: { readonly after?: number; readonly most?: number }): AsyncIterable<string>;
  /** Entries as they are filed, oldest first: what they are found by stands beside the line. */
  filed(): AsyncIterable<StoredEntry>;
  /** Lines about one change, oldest first. */
  linesAbout(change: string): Promise<string[]>;
  /** Lines of these types, oldest first; of a moment and later. */
  linesOf(types: readonly string[], since?: string): Promise<string[]>;
  /** The newest moment that the journal has seen, RFC 3339. */
  newest(): Promise<string | undefined>;
  change(id: string): Promise<string | undefined>;
  /** Newest first. */
  changeIds(): Promise<string[]>;
  /** The receipts of a change's steps, by step; of a step tried again after nothing was sent, the last. */
  receipts(change: string): Promise<ReadonlyMap<number, string>>;
  /** Lists of approvers, the first one first. */
  approverLists(): Promise<string[]>;
  value(name: string): Promise<string | undefined>;
}

export interface Tables extends Reading {
  append(entry: StoredEntry): Promise<void>;
  addChange(id: string, text: string): Promise<void>;
  /** False when this step of this change was claimed before: a step is sent once. */
  claim(change: string, step: number): Promise<boolean>;
  setReceipt(change: string, step: number, text: string): Promise<void>;
  addApproverList(text: string): Promise<void>;
  setValue(name: string, text: string | undefined): Promise<void>;
}

export interface StoredEntry extends Head {
  readonly at: string;
  readonly type: string;
  readonly change: string | undefined;
  /** The whole line, which is what is hashed. */
  readonly line: string;
}
