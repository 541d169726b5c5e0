import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Gate, type GateOptions } from '../../src/gate/gate.ts';
import { type Entry, type Happening, lineOf } from '../../src/gate/journal/entry.ts';
import { type Against, type Verdict, verifyJournal } from '../../src/gate/lifecycle/verify.ts';
import { noEntry } from '../../src/gate/state/head.ts';

export interface TestGate {
  readonly gate: Gate;
  /** Home of a made-up user: state, configuration. */
  readonly home: string;
  writePolicy(text: string): void;
  /** The same folders, as another process would open them. */
  reopen(options?: Partial<GateOptions>): Gate;
  remove(): void;
}

/** Lets everything be proposed, and approved at a terminal. */
export const easyPolicy = `version: 1
mode: ask
approvals: { write: terminal, spend: terminal, access: terminal, destructive: terminal }
guards: { destructive_per_hour: 100000 }
`;

/** The journal of a gate, oldest entry first. */
export async function entriesOf({ journal }: Gate): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of journal.entries()) entries.push(entry);
  return entries;
}

/** A harmless entry, told from others by its number. */
export function reading(items: number): Happening {
  return { type: 'read', operation: 'openai.projects.list', connection: 'openai', items };
}

/** A journal of many entries, as it would stand in its store. */
export function longJournal(entries: number, client = 'ada'): string[] {
  const lines: string[] = [];
  let head = noEntry;
  for (let index = 0; index < entries; index += 1) {
    const at = new Date(1_790_000_000_000 + index).toISOString();
    const next = lineOf(reading(index), head, { user: client, surface: 'test' }, at);
    lines.push(next.line);
    head = next.head;
  }
  return lines;
}

/** The stored lines of a gate's journal, as `verify` takes them. */
export async function linesOf({ store }: Gate): Promise<string[]> {
  return store.look(async (tables) => {
    const lines: string[] = [];
    for await (const line of tables.lines()) lines.push(line);
    return lines;
  });
}

/** What `verify` says of a gate's journal, held against everything that its store has. */
export async function verdictOn({ store }: Gate, more: Against = {}): Promise<Verdict> {
  return store.look(async (tables) => {
    const [lists, storeKey] = [await tables.approverLists(), await tables.value('seal key')];
    return verifyJournal(tables.filed(), { lists, storeKey, outside: store.outside, ...more });
  });
}

/** A gate with folders of its own, and nothing of this machine's configuration around it. */
export function openGate(policy?: string, options: Partial<GateOptions> = {}): TestGate {
  const home = mkdtempSync(path.join(tmpdir(), 'steward-gate-'));
  const environment = { HOME: home };
  const places = {
    system: path.join(home, 'etc'),
    administrator: process.getuid?.() ?? 0,
    user: path.join(home, '.config', 'steward'),
    project: home,
  };
  mkdirSync(places.user, { recursive: true });
  const writePolicy = (text: string) => writeFileSync(path.join(places.user, 'policy.yaml'), text);
  if (policy !== undefined) writePolicy(policy);
  const opened: Gate[] = [];
  const reopen = (more: Partial<GateOptions> = {}) => {
    const gate = new Gate({ environment, folder: home, surface: 'test', places, ...options, ...more });
    opened.push(gate);
    return gate;
  };
  return {
    gate: reopen(),
    home,
    writePolicy,
    reopen,
    remove() {
      for (const gate of opened) gate.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
