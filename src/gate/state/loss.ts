import { statSync } from 'node:fs';
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
  const known = await tables.value(fileId);
  if (known !== undefined && known !== numberOf(file)) {
    return 'the state database is a copy';
  }
  const gone = await missingFrom(tables, mark);
  return gone && `the journal had ${gone.seq} entries, and some of them are gone`;
}

/** The head that is remembered outside, where the journal does not have it. */
export async function missingFrom(tables: Reading, mark: string): Promise<Head | undefined> {
  const remembered = markIn(mark);
  if (!remembered) return undefined;
  return (await hashAt(tables, remembered.seq)) === remembered.hash ? undefined : remembered;
}

/** Takes the store as it is now for the one that counts. */
export async function rememberFile(tables: Tables, { file }: Outside): Promise<void> {
  await tables.setValue(fileId, numberOf(file));
}

/** The text of a mark for a head. */
export function markOf({ seq, hash }: Head): string {
  return JSON.stringify({ seq, hash });
}

/** The head that is remembered outside; undefined where none is, or it cannot be read. */
export function markIn(file: string): Head | undefined {
  try {
    const { seq, hash } = JSON.parse(readIfThere(file) ?? '') as Head;
    return Number.isInteger(seq) && seq > 0 && typeof hash === 'string' ? { seq, hash } : undefined;
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
