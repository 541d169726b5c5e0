import type { DatabaseSync } from 'node:sqlite';
import { sqliteCode, sqliteCodes, sqliteDatabase } from './sqlite.ts';

/**
 * A lock between processes that the operating system takes back when its holder dies, however it dies. SQLite's file
 * lock is the one such lock that Node brings along; the file holds no data.
 */
export class KernelLock {
  readonly #database: DatabaseSync;
  #held = false;

  constructor(file: string) {
    this.#database = new (sqliteDatabase())(file);
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

function isBusy(error: unknown): boolean {
  return sqliteCode(error) === sqliteCodes.busy;
}
