import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { declaredConnections } from '../../../src/connections/connections.ts';
import type { Shown } from '../../../src/gate/change/shown.ts';
import { Gate, type GateOptions } from '../../../src/gate/gate.ts';
import { type Actor, type Happening, lineOf } from '../../../src/gate/journal/entry.ts';
import { approve } from '../../../src/gate/lifecycle/approve.ts';
import { propose } from '../../../src/gate/lifecycle/propose.ts';
import { withPlace } from '../../../src/gate/lifecycle/show.ts';
import type { Approver } from '../../../src/gate/people/approvers.ts';
import { fingerprint, makeKey, type UnlockedKey } from '../../../src/gate/people/keys.ts';
import { type ApproverList, digestOfList, nextList } from '../../../src/gate/people/lists.ts';
import { signPolicy } from '../../../src/gate/policy/in-force.ts';
import type { Reach } from '../../../src/gate/reach.ts';
import { sha256 } from '../../../src/internal/canonical.ts';
import type { Sandbox } from '../../../src/sandbox/index.ts';
import { sandboxConnections } from '../../../src/session/own-sandbox.ts';
import { Session } from '../../../src/session/session.ts';
import { expectNoneUnder } from '../../support/canary.ts';

type Json = Record<string, unknown>;

export const passphrase = 'correct horse battery';
/** Made up, and put where only the gate may look. */
export const madeUpSecret = 'hunter2-made-up-secret-value';

/** What everything takes a signature for, and one operation nothing may do. */
export const strictPolicy = `version: 1
mode: ask
approvals: { write: signature, spend: signature, access: signature, destructive: signature }
rules:
  - deny: openai.projects.archive
    reason: Never here.
`;

/** A person who was enrolled, with the file that holds their key. */
export interface Person {
  readonly key: UnlockedKey;
  readonly file: string;
  readonly approver: Approver;
}

export function makePerson(name: string): Person {
  const { key, file } = makeKey(name, passphrase);
  const { public_key } = key;
  const approver: Approver = {
    name,
    kind: 'passphrase',
    key: fingerprint(key),
    public_key,
    enrolled_at: '2026-01-01T00:00:00.000Z',
  };
  return { key, file, approver };
}

export interface ArenaOptions {
  readonly policy?: string;
  /** The policy, where it speaks of the arena's own folders. */
  readonly policyFor?: (folders: { readonly home: string; readonly state: string }) => string;
  /** Whether policy and approvers also stand in a system folder, which the attacker cannot write. */
  readonly anchored?: boolean;
  /** Nobody, where nobody is enrolled. */
  readonly people?: readonly Person[];
  readonly variables?: Readonly<Record<string, string>>;
  readonly gate?: Partial<GateOptions>;
  /** Where its home is made; the folder for temporary files when omitted. */
  readonly folder?: string;
  /** Every connection of the sandbox, in place of those that the environment declares. */
  readonly everyConnection?: boolean;
}

/** One made-up account with a store, people, a policy and connections to the sandbox. What is under attack. */
export class Arena {
  readonly sandbox: Sandbox;
  readonly home: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly #options: ArenaOptions;
  readonly #gates: Gate[] = [];

  private constructor(sandbox: Sandbox, home: string, options: ArenaOptions) {
    this.sandbox = sandbox;
    this.home = home;
    this.#options = options;
    this.environment = {
      HOME: home,
      OPENAI_ADMIN_KEY: sandbox.openai.admin_key,
      OPENAI_BASE_URL: sandbox.openai.base_url,
      ...options.variables,
    };
  }

  static async open(sandbox: Sandbox, options: ArenaOptions = {}): Promise<Arena> {
    const arena = new Arena(sandbox, mkdtempSync(path.join(options.folder ?? tmpdir(), 'steward-attack-')), options);
    const { people = [], anchored = false, policyFor } = options;
    const policy = policyFor?.({ home: arena.home, state: arena.state() }) ?? options.policy ?? strictPolicy;
    mkdirSync(arena.config('approvers'), { recursive: true, mode: 0o700 });
    writeFileSync(arena.config('policy.yaml'), policy);
    const [first] = people;
    const list =
      first &&
      nextList(
        undefined,
        people.map(({ approver }) => approver),
        [first.key],
      );
    if (anchored) {
      mkdirSync(arena.system());
      writeFileSync(arena.system('policy.yaml'), policy, { mode: 0o644 });
      if (list) writeFileSync(arena.system('approvers.json'), JSON.stringify(list), { mode: 0o644 });
    }
    if (list && first) await arena.#enroll(list, people, first.key);
    return arena;
  }

  async #enroll(list: ApproverList, people: readonly Person[], signer: UnlockedKey): Promise<void> {
    const { gate } = this.process();
    await gate.store.alone(async (tables) => {
      await tables.addApproverList(JSON.stringify(list));
      const about = { list: digestOfList(list), action: 'enrolled', approver: signer.name } as const;
      await gate.journal.within(tables, { type: 'approvers', ...about });
    });
    writeFileSync(this.config('approvers.root'), `${digestOfList(list)}\n`);
    for (const { key, file } of people)
      writeFileSync(this.config('approvers', `${key.name}.key`), file, { mode: 0o600 });
    await signPolicy(signer, gate);
  }

  /** A process of this account: its gate, and how it reaches the organisations. */
  process(more: Partial<GateOptions> = {}): { readonly gate: Gate; readonly reach: Reach } {
    const { environment, home } = this;
    const places = {
      system: this.system(),
      administrator: process.getuid?.() ?? 0,
      user: this.config(),
      project: home,
    };
    const gate = new Gate({ environment, folder: home, surface: 'test', places, ...this.#options.gate, ...more });
    this.#gates.push(gate);
    const session = new Session({
      environment,
      connections: () =>
        this.#options.everyConnection
          ? sandboxConnections(this.sandbox)
          : declaredConnections(environment, home).connections,
      gate: () => gate,
    });
    return { gate, reach: session.reach() };
  }

  state(...names: string[]): string {
    return path.join(this.home, '.local', 'state', 'steward', ...names);
  }

  config(...names: string[]): string {
    return path.join(this.home, '.config', 'steward', ...names);
  }

  system(...names: string[]): string {
    return path.join(this.home, 'etc', ...names);
  }

  /** The state database in the hands of a program of the same account. */
  tamper<T>(work: (database: DatabaseSync) => T): T {
    const database = new DatabaseSync(this.state('steward.db'));
    try {
      database.exec('PRAGMA busy_timeout = 5000');
      return work(database);
    } finally {
      database.close();
    }
  }

  /** The stored record of a change, rewritten by hand. */
  rewrite(id: string, edit: (record: Json) => unknown): void {
    this.tamper((database) => {
      const row = database.prepare('SELECT record FROM changes WHERE id = ?').get(id);
      const edited = edit(JSON.parse(String(row?.['record'])) as Json);
      const text = typeof edited === 'string' ? edited : JSON.stringify(edited);
      database.prepare('UPDATE changes SET record = ? WHERE id = ?').run(text, id);
    });
  }

  /** The digest in the entry that a change was proposed with, made to fit its record of now; hashes after it are left. */
  propose(id: string): void {
    this.tamper((database) => {
      const found = database.prepare("SELECT seq, line FROM journal WHERE change_id = ? AND type = 'proposed'").get(id);
      const record = database.prepare('SELECT record FROM changes WHERE id = ?').get(id);
      const entry = JSON.parse(String(found?.['line'])) as Json;
      const { v: _v, seq, at, who, prev, hash: _hash, ...happening } = entry;
      const fitting = { ...happening, record: sha256(String(record?.['record'])) } as unknown as Happening;
      const made = lineOf(fitting, { seq: Number(seq) - 1, hash: String(prev) }, who as Actor, String(at));
      database
        .prepare('UPDATE journal SET line = ?, hash = ? WHERE seq = ?')
        .run(made.line, made.head.hash, Number(seq));
    });
  }

  record(id: string): Json {
    return this.tamper((database) =>
      JSON.parse(String(database.prepare('SELECT record FROM changes WHERE id = ?').get(id)?.['record'])),
    );
  }

  /** An entry in good form at the end of the journal, as somebody who knows it would write one. */
  append(happening: Happening | Json, at = new Date().toISOString()): void {
    this.tamper((database) => {
      const last = database.prepare('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1').get();
      const who: Actor = { user: 'root', surface: 'cli' };
      const made = lineOf(
        happening as Happening,
        { seq: Number(last?.['seq']), hash: String(last?.['hash']) },
        who,
        at,
      );
      const { type, change } = happening as { type: string; change?: string };
      database
        .prepare('INSERT INTO journal (seq, hash, at, type, change_id, line) VALUES (?, ?, ?, ?, ?, ?)')
        .run(made.head.seq, made.head.hash, at, type, change ?? null, made.line);
    });
  }

  /** Entries edited by hand, every hash after them made to fit again, and the remembered head as well. */
  rechain(edit: (entry: Json) => Json | undefined): void {
    this.tamper((database) => {
      const lines = database.prepare('SELECT line FROM journal ORDER BY seq').all();
      database.exec('DELETE FROM journal');
      let head = { seq: 0, hash: '0'.repeat(64) };
      for (const { line } of lines) {
        const entry = edit(JSON.parse(String(line)) as Json);
        if (!entry) continue;
        const { v: _v, seq: _seq, at, who, prev: _prev, hash: _hash, ...happening } = entry;
        const made = lineOf(happening as unknown as Happening, head, who as Actor, String(at));
        head = made.head;
        database
          .prepare('INSERT INTO journal (seq, hash, at, type, change_id, line) VALUES (?, ?, ?, ?, ?, ?)')
          .run(head.seq, head.hash, String(at), String(entry['type']), (entry['change'] as string) ?? null, made.line);
      }
      writeFileSync(this.state('head.json'), JSON.stringify(head));
    });
  }

  /** How many entries of a type the journal has. */
  count(type: string): number {
    return this.tamper((database) =>
      Number(database.prepare('SELECT count(*) AS n FROM journal WHERE type = ?').get(type)?.['n']),
    );
  }

  /** @throws where a key of the sandbox, a passphrase or a made-up secret stands in any file of the account. */
  scan(): void {
    expectNoneUnder(this.home, [this.sandbox.openai.admin_key, passphrase, madeUpSecret]);
  }

  /** Ends every process of this account so far. */
  closeGates(): void {
    for (const gate of this.#gates.splice(0)) gate.close();
  }

  close(): void {
    this.closeGates();
    rmSync(this.home, { recursive: true, force: true });
  }
}

let made = 0;

/** An invite that was proposed, for somebody new. */
export function invited(reach: Reach, more: Json = {}): Promise<Shown> {
  made += 1;
  const input = { email: `guest${made}.${process.pid}@example.com`, role: 'reader', ...more };
  return propose({ steps: [{ id: 'openai.invites.create', input }] }, reach);
}

/** A yes that a person really gave. */
export async function agreed(
  shown: Shown,
  key: UnlockedKey,
  reach: Reach,
  place: string | null = null,
): Promise<string> {
  await approve(withPlace(shown, place), { channel: 'signature', key }, reach);
  return shown.record.id;
}
