import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, statSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { ConfigError } from '../../errors.ts';
import { sqliteCode, sqliteCodes, sqliteDatabase } from '../../internal/sqlite.ts';
import { type Head, noEntry } from './head.ts';
import { markIn, remember, rememberFile } from './loss.ts';
import { migrations } from './migrations.ts';
import type { Outside } from './outside.ts';
import type { Reading, Store, StoredEntry, Tables } from './store.ts';
import { asTrouble } from './trouble.ts';

const patienceMs = 30_000;
const longestPauseMs = 10;

/**
 * The store in one SQLite file of a folder. Any number of processes may use it: what was committed is on disk
 * (write-ahead log, synchronous full), what was not is gone.
 * @throws ConfigError when it cannot be used: damaged, on a full disk, made by a newer Steward, or kept locked.
 */
export class EmbeddedStore implements Store {
  readonly outside: Outside;
  readonly #database: DatabaseSync;
  /** Transactions of this store wait for each other here; those of others at the file's lock. */
  #line: Promise<unknown> = Promise.resolve();
  #id: string;

  constructor(folder: string) {
    const file = path.join(folder, 'steward.db');
    this.outside = { file, mark: path.join(folder, 'head.json') };
    refuseLink(file);
    const isNew = !existsSync(file);
    try {
      this.#database = new (sqliteDatabase())(file);
      if (isNew) chmodSync(file, 0o600);
      this.#database.exec(
        `PRAGMA busy_timeout = ${patienceMs}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON`,
      );
      this.#migrate();
      this.#id = this.#identity();
      this.#markBeginning();
      // From here on waiting is ours: SQLite's would keep whoever holds the lock in this very process from going on.
      this.#database.exec('PRAGMA busy_timeout = 0');
    } catch (error) {
      throw asTrouble(error, this.outside.file);
    }
  }

  get id(): string {
    return this.#id;
  }

  async renew(): Promise<void> {
    const made = newStoreId();
    await this.alone(async (tables) => {
      await tables.setValue('store', made);
      await rememberFile(tables, this.outside);
      remember(await tables.head(), this.outside.mark);
    });
    this.#id = made;
  }

  async alone<T>(work: (tables: Tables) => Promise<T>): Promise<T> {
    const turn = this.#line.then(() => this.#transact('IMMEDIATE', work));
    this.#line = turn.catch(() => {});
    return turn;
  }

  async look<T>(work: (tables: Reading) => Promise<T>): Promise<T> {
    return this.#transact('DEFERRED', work, new (sqliteDatabase())(this.outside.file, { readOnly: true }));
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }

  async #transact<T>(
    kind: 'IMMEDIATE' | 'DEFERRED',
    work: (tables: Tables) => Promise<T>,
    own?: DatabaseSync,
  ): Promise<T> {
    const database = own ?? this.#database;
    try {
      if (own) own.exec(`PRAGMA busy_timeout = ${patienceMs}`);
      await begin(database, kind);
      try {
        const tables = new EmbeddedTables(database);
        const result = await work(tables);
        database.exec('COMMIT');
        // Behind the truth after a crash in between, never ahead of it.
        if (tables.appended) this.#remember(tables.appended);
        return result;
      } catch (error) {
        if (database.isTransaction) database.exec('ROLLBACK');
        throw error;
      }
    } catch (error) {
      throw asTrouble(error, this.outside.file);
    } finally {
      own?.close();
    }
  }

  #migrate(): void {
    const version = () =>
      Number((this.#database.prepare('PRAGMA user_version').get() as { user_version: number }).user_version);
    if (version() === migrations.length) return;
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      // Another process may have been first.
      const present = version();
      if (present > migrations.length) throw newerSchema(this.outside.file, present);
      for (const step of migrations.slice(present)) this.#database.exec(step);
      this.#database.exec(`PRAGMA user_version = ${migrations.length}`);
      this.#database.exec('COMMIT');
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  #identity(): string {
    this.#database
      .prepare('INSERT INTO kept (name, text) VALUES (?, ?) ON CONFLICT (name) DO NOTHING')
      .run('store', newStoreId());
    this.#database
      .prepare('INSERT INTO kept (name, text) VALUES (?, ?) ON CONFLICT (name) DO NOTHING')
      .run('file', String(statSync(this.outside.file).ino));
    return String(this.#database.prepare('SELECT text FROM kept WHERE name = ?').get('store')?.['text']);
  }

  /** What is missing is not forgotten because the journal is written on: a mark that it does not have is left as it is. */
  #remember(head: Head): void {
    const marked = markIn(this.outside.mark);
    if (!marked || marked.seq > head.seq) return;
    const isOurs = this.#database.prepare('SELECT 1 FROM journal WHERE seq = ? AND hash = ?');
    if (marked.seq === 0 || isOurs.get(marked.seq, marked.hash)) remember(head, this.outside.mark);
  }

  /** From the first entry on there is a mark, so that one that is missing was removed. */
  #markBeginning(): void {
    if (existsSync(this.outside.mark) || this.#database.prepare('SELECT 1 FROM journal LIMIT 1').get()) return;
    remember(noEntry, this.outside.mark);
  }
}

/** Begins a transaction once nobody else is in one. */
async function begin(database: DatabaseSync, kind: 'IMMEDIATE' | 'DEFERRED'): Promise<void> {
  for (const until = Date.now() + patienceMs; ; ) {
    try {
      database.exec(`BEGIN ${kind}`);
      return;
    } catch (error) {
      if (sqliteCode(error) !== sqliteCodes.busy || Date.now() > until) throw error;
      await setTimeout(1 + Math.random() * longestPauseMs);
    }
  }
}

function newStoreId(): string {
  return `store_${randomBytes(12).toString('hex')}`;
}

function newerSchema(file: string, present: number): ConfigError {
  return new ConfigError(
    'state_newer',
    `The state database ${file} was written by a newer Steward (form ${present}, this one knows ${migrations.length}).`,
    { hint: 'Use that version, or name another state folder with STEWARD_STATE_DIR.' },
  );
}

function refuseLink(file: string): void {
  const status = lstatSync(file, { throwIfNoEntry: false });
  if (!status) return;
  const isOurs = process.getuid === undefined || statSync(file).uid === process.getuid();
  if (status.isFile() && isOurs && (status.mode & 0o022) === 0) return;
  throw new ConfigError(
    'state_folder_unsafe',
    `${file} is a link, or others can write it; Steward does not trust it.`,
    {
      hint: 'Put a plain file of your own with mode 600 in its place, or name another folder with STEWARD_STATE_DIR.',
    },
  );
}

class EmbeddedTables implements Tables {
  readonly #database: DatabaseSync;
  /** The head after what this transaction has appended. */
  appended: Head | undefined;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  async head(): Promise<Head> {
    const row = this.#one('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1');
    return row ? { seq: Number(row['seq']), hash: String(row['hash']) } : noEntry;
  }

  async *lines({ after = 0, most = Number.MAX_SAFE_INTEGER }: { after?: number; most?: number } = {}) {
    const found = this.#database
      .prepare('SELECT line FROM journal WHERE seq > ? ORDER BY seq LIMIT ?')
      .iterate(after, most);
    for (const row of found) yield String(row['line']);
  }

  async *filed() {
    const found = this.#database
      .prepare('SELECT seq, hash, at, type, change_id, line FROM journal ORDER BY seq')
      .iterate();
    for (const { seq, hash, at, type, change_id, line } of found) {
      const change = typeof change_id === 'string' ? change_id : undefined;
      yield { seq: Number(seq), hash: String(hash), at: String(at), type: String(type), change, line: String(line) };
    }
  }

  async linesAbout(change: string): Promise<string[]> {
    return this.#texts('SELECT line AS text FROM journal WHERE change_id = ? ORDER BY seq', change);
  }

  async linesOf(types: readonly string[], since = ''): Promise<string[]> {
    const places = types.map(() => '?').join(', ');
    return this.#texts(
      `SELECT line AS text FROM journal WHERE type IN (${places}) AND at >= ? ORDER BY seq`,
      ...types,
      since,
    );
  }

  async newest(): Promise<string | undefined> {
    const row = this.#one('SELECT max(at) AS at FROM journal');
    return typeof row?.['at'] === 'string' ? row['at'] : undefined;
  }

  async change(id: string): Promise<string | undefined> {
    return this.#texts('SELECT record AS text FROM changes WHERE id = ?', id)[0];
  }

  async changeIds(): Promise<string[]> {
    return this.#texts('SELECT id AS text FROM changes ORDER BY made DESC');
  }

  async receipts(change: string): Promise<ReadonlyMap<number, string>> {
    const rows = this.#database
      .prepare('SELECT step, receipt FROM receipts WHERE change_id = ? ORDER BY step')
      .all(change);
    return new Map(rows.map((row) => [Number(row['step']), String(row['receipt'])]));
  }

  async approverLists(): Promise<string[]> {
    return this.#texts('SELECT list AS text FROM approver_lists ORDER BY seq');
  }

  async value(name: string): Promise<string | undefined> {
    return this.#texts('SELECT text FROM kept WHERE name = ?', name)[0];
  }

  async append({ seq, hash, at, type, change, line }: StoredEntry): Promise<void> {
    this.#run(
      'INSERT INTO journal (seq, hash, at, type, change_id, line) VALUES (?, ?, ?, ?, ?, ?)',
      seq,
      hash,
      at,
      type,
      change ?? null,
      line,
    );
    this.appended = { seq, hash };
  }

  async addChange(id: string, text: string): Promise<void> {
    this.#run('INSERT INTO changes (id, made, record) SELECT ?, coalesce(max(made), 0) + 1, ? FROM changes', id, text);
  }

  async claim(change: string, step: number): Promise<boolean> {
    return (
      this.#run('INSERT INTO claims (change_id, step) VALUES (?, ?) ON CONFLICT DO NOTHING', change, step).changes === 1
    );
  }

  async setReceipt(change: string, step: number, text: string): Promise<void> {
    this.#run(
      'INSERT INTO receipts (change_id, step, receipt) VALUES (?, ?, ?) ON CONFLICT (change_id, step) DO UPDATE SET receipt = excluded.receipt',
      change,
      step,
      text,
    );
  }

  async addApproverList(text: string): Promise<void> {
    this.#run('INSERT INTO approver_lists (list) VALUES (?)', text);
  }

  async setValue(name: string, text: string | undefined): Promise<void> {
    if (text === undefined) this.#run('DELETE FROM kept WHERE name = ?', name);
    else {
      this.#run(
        'INSERT INTO kept (name, text) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET text = excluded.text',
        name,
        text,
      );
    }
  }

  #one(sql: string, ...values: SQLInputValue[]) {
    return this.#database.prepare(sql).get(...values);
  }

  #texts(sql: string, ...values: SQLInputValue[]): string[] {
    return this.#database
      .prepare(sql)
      .all(...values)
      .map((row) => String(row['text']));
  }

  #run(sql: string, ...values: SQLInputValue[]) {
    return this.#database.prepare(sql).run(...values);
  }
}
