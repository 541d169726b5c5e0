import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ConfigError } from '../../errors.ts';
import { readIfThere } from '../state/folder.ts';
import { type Head, noEntry } from '../state/head.ts';
import type { Tables } from '../state/store.ts';
import { type Entry, type Happening, parseLine } from './entry.ts';

/** What a folder of the form before this one holds. */
interface Found {
  readonly lines: readonly string[];
  /** What stands after the last whole line. */
  readonly torn: string;
  readonly changes: ReadonlyMap<string, string>;
  readonly clients: string | undefined;
}

/**
 * Takes over what versions before this one kept in files, once: the journal's lines, whose chain goes on, the tokens of
 * HTTP clients, and the changes, which stay to be seen and can no longer be applied.
 * @returns what to write into the journal about it; undefined where there is nothing to take over.
 * @throws ConfigError where the old journal is damaged: then nothing is taken over.
 */
export async function importFiles(folder: string, tables: Tables): Promise<Happening | undefined> {
  if ((await tables.head()).seq > 0) return undefined;
  const found = filesIn(folder);
  if (!found || found.lines.length === 0) return undefined;
  let head: Head = noEntry;
  for (const [index, line] of found.lines.entries()) {
    const entry = entryAfter(line, head, index + 1, folder);
    head = { seq: entry.seq, hash: entry.hash };
    const change = 'change' in entry ? entry.change : undefined;
    await tables.append({ ...head, at: entry.at, type: entry.type, change, line });
  }
  for (const [id, text] of found.changes) await tables.addChange(id, text);
  if (found.clients !== undefined) await tables.setValue('clients', found.clients);
  const left_out = found.torn.length;
  return { type: 'imported', from: 'files', entries: head.seq, head: head.hash, ...(left_out > 0 && { left_out }) };
}

function filesIn(folder: string): Found | undefined {
  const journal = path.join(folder, 'journal');
  if (!existsSync(path.join(journal, 'journal.jsonl'))) return undefined;
  const older = readdirSync(journal).filter((name) => /^journal-\d{12}\.jsonl$/.test(name));
  const text = [...older.sort(), 'journal.jsonl'].map((name) => readIfThere(path.join(journal, name)) ?? '').join('');
  const lines = text.split('\n');
  // A line is whole with its line end: the versions before left out what came after the last one, too.
  const torn = lines.pop() ?? '';
  return {
    lines: lines.filter((line) => line !== ''),
    torn,
    changes: new Map(['closed', 'applying', 'open'].flatMap((room) => changesIn(path.join(folder, 'changes', room)))),
    clients: readIfThere(path.join(folder, 'approvals', 'clients.json')),
  };
}

function changesIn(room: string): [string, string][] {
  if (!existsSync(room)) return [];
  return readdirSync(room)
    .filter((name) => /^chg_[a-z0-9]{12}\.json$/.test(name))
    .map((name) => [name.slice(0, -'.json'.length), readIfThere(path.join(room, name)) ?? '']);
}

function entryAfter(line: string, head: Head, number: number, folder: string): Entry {
  const entry = parseLine(line);
  const wrong =
    typeof entry === 'string'
      ? entry
      : entry.seq !== head.seq + 1 || (entry.prev !== head.hash && entry.type !== 'lost')
        ? 'does not follow the one before it'
        : undefined;
  if (wrong === undefined) return entry as Entry;
  throw new ConfigError(
    'journal_damaged',
    `Line ${number} of the journal in ${path.join(folder, 'journal')} ${wrong}.`,
    {
      hint: 'It cannot be taken over. Move that folder aside to begin a new journal; keep it as evidence.',
    },
  );
}
