import { renameSync, statSync, writeFileSync } from 'node:fs';
import { readIfThere } from './folder.ts';
import type { Head } from './head.ts';
import type { Outside } from './outside.ts';
import type { Reading, Tables } from './store.ts';

const fileId = 'file';

/**
 * Why a store cannot be relied on, as the end of a sentence; undefined when it can. What was written to it once may be
 * missing, or it is a copy beside which another one lives: then nothing is changed until a person has acknowledged it.
 */
export async function lossOf(tables: Reading, { file, mark }: Outside): Promise<string | undefined> {
  // Read before the tables: a transaction that begins later sees at least what the mark is about.
  const remembered = markIn(mark);
  const known = await tables.value(fileId);
  if (known !== undefined && known !== numberOf(file)) {
    return 'the state database is a copy';
  }
  const head = await tables.head();
  if (!remembered) return head.seq === 0 ? undefined : 'what is remembered of its journal outside of it is gone';
  if (remembered.seq === 0) return undefined;
  if ((await hashAt(tables, remembered.seq)) === remembered.hash) return undefined;
  return `the journal had ${remembered.seq} entries, and some of them are gone`;
}

/** Takes the store as it is now for the one that counts. */
export async function rememberFile(tables: Tables, { file }: Outside): Promise<void> {
  await tables.setValue(fileId, numberOf(file));
}

/**
 * Remembers a head outside. Whole or not at all, since a mark that cannot be read is one that somebody removed; a head
 * that a power cut forgets is behind the truth, which is no loss.
 */
export function remember({ seq, hash }: Head, mark: string): void {
  const draft = `${mark}.${process.pid}.tmp`;
  writeFileSync(draft, JSON.stringify({ seq, hash }), { mode: 0o600 });
  renameSync(draft, mark);
}

/** The head that is remembered outside; undefined where none is, or it cannot be read. */
export function markIn(file: string): Head | undefined {
  try {
    const { seq, hash } = JSON.parse(readIfThere(file) ?? '') as Head;
    return Number.isInteger(seq) && seq >= 0 && typeof hash === 'string' ? { seq, hash } : undefined;
  } catch {
    return undefined;
  }
}

function numberOf(file: string): string {
  return String(statSync(file).ino);
}

async function hashAt(tables: Reading, seq: number): Promise<string | undefined> {
  for await (const line of tables.lines({ after: seq - 1, most: 1 })) {
    return /"hash":"([0-9a-f]{64})"\}$/.exec(line)?.[1];
  }
  return undefined;
}
