import type { DatabaseSync } from 'node:sqlite';
import { once } from './once.ts';

/**
 * A lock between processes that the operating system takes back when its holder dies, however it dies. SQLite's file
 * lock is the one such lock that Node brings along; the file holds no data.
 */
export class KernelLock {
  readonly #database: DatabaseSync;
  #held = false;

  constructor(file: string) {
    this.#database = new (databaseClass())(file);
  }

  /** Takes the lock, waiting for at most so long; false when another process keeps it. */
  take(milliseconds: number): boolean {
    if (this.#held) return false;
    try {
      this.#database.exec(`PRAGMA busy_timeout = ${milliseconds}`);
      this.#database.exec('BEGIN EXCLUSIVE');
      this.#held = true;
    } catch (error) {
      if (!isBusy(error)) throw error;
    }
    return this.#held;
  }

  release(): void {
    if (!this.#held) return;
    this.#held = false;
    this.#database.exec('ROLLBACK');
  }

  /** Releases the lock and forgets the file. */
  close(): void {
    this.release();
    this.#database.close();
  }
}

/** Node 22 warns that SQLite is experimental; what is used of it here is not. */
const databaseClass = once(() => withoutWarning(() => process.getBuiltinModule('node:sqlite').DatabaseSync));

function withoutWarning<T>(load: () => T): T {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return load();
  } finally {
    process.emitWarning = emitWarning;
  }
}

function isBusy(error: unknown): boolean {
  const { errcode } = error as { errcode?: number };
  return errcode !== undefined && (errcode & 0xff) === 5;
}
