import path from 'node:path';
import { readIfThere } from '../state/folder.ts';
import { type Entry, type Head, noEntry, parseLine } from './entry.ts';
import type { Journal } from './journal.ts';

export interface Verdict {
  readonly intact: boolean;
  readonly entries: number;
  readonly head: Head;
  /** The first thing that is wrong: which file, which line, and what. */
  readonly problem?: { readonly file: string; readonly line: number; readonly what: string };
}

/**
 * Follows the chain from its first entry to its last. Every edited byte, every entry removed, moved or put in breaks it.
 * A tail rewritten by somebody who knows the form is noticed only against a hash kept elsewhere: `anchor`.
 */
export function verifyJournal(journal: Journal, anchor?: string): Verdict {
  let head: Head = noEntry;
  const hashes = new Set<string>();
  for (const file of journal.files()) {
    const text = readIfThere(file) ?? '';
    const name = path.basename(file);
    const lines = text.split('\n');
    const rest = lines.pop();
    for (const [index, line] of lines.entries()) {
      const entry = parseLine(line);
      const what = typeof entry === 'string' ? entry : breakIn(entry, head);
      if (what !== undefined) return broken(head, name, index + 1, what);
      head = entry as Head;
      hashes.add(head.hash);
    }
    if (rest !== '') return broken(head, name, lines.length + 1, 'is cut off');
  }
  const result = { entries: head.seq, head: { seq: head.seq, hash: head.hash } };
  const mark = journal.mark();
  if (mark && (mark.seq > head.seq || (mark.seq === head.seq && mark.hash !== head.hash))) {
    return {
      ...result,
      intact: false,
      problem: missingAfter(head, `entries up to ${mark.seq} were written, and are gone`),
    };
  }
  if (anchor !== undefined && !hashes.has(anchor)) {
    return {
      ...result,
      intact: false,
      problem: missingAfter(head, 'no entry has the anchored hash: the journal was rewritten or cut'),
    };
  }
  return { ...result, intact: true };
}

function breakIn(entry: Entry, head: Head): string | undefined {
  if (entry.seq !== head.seq + 1) return `is entry ${entry.seq}, where ${head.seq + 1} should stand`;
  if (entry.type === 'lost') return `says that entries up to ${entry.entries} were written, and are gone`;
  return entry.prev === head.hash ? undefined : 'does not follow the entry before it';
}

function broken(head: Head, file: string, line: number, what: string): Verdict {
  return { intact: false, entries: head.seq, head: { seq: head.seq, hash: head.hash }, problem: { file, line, what } };
}

function missingAfter(head: Head, what: string): NonNullable<Verdict['problem']> {
  return { file: 'journal.jsonl', line: head.seq, what };
}
