import { spawn } from 'node:child_process';
import { appendFileSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openGate, type TestGate } from '../../../test/support/gate.ts';
import { type Verdict, verifyJournal } from '../lifecycle/verify.ts';
import { noEntry } from '../state/head.ts';
import { type Entry, type Happening, lineOf } from './entry.ts';

let own: TestGate;
let file: string;
beforeEach(() => {
  own = openGate();
  file = own.gate.state.file('journal', 'journal.jsonl');
});
afterEach(() => own.remove());

const reading = (items: number): Happening => ({
  type: 'read',
  operation: 'openai.projects.list',
  connection: 'openai',
  items,
});

/** A journal of many entries, as it would stand in its file. */
function longJournal(entries: number): string[] {
  const lines: string[] = [];
  let head: { seq: number; hash: string } = noEntry;
  for (let index = 0; index < entries; index += 1) {
    const next = lineOf(reading(index), head, { user: 'ada', surface: 'test' }, new Date(1_790_000_000_000 + index));
    lines.push(next.line);
    head = next.head;
  }
  return lines;
}

function verdictOn(text: string): Verdict {
  writeFileSync(file, text);
  return verifyJournal(own.gate.journal);
}

describe('the journal', () => {
  it('links each entry to the one before, and verifies', () => {
    own.gate.journal.append(reading(1), reading(2));
    const head = own.gate.journal.append(reading(3));
    const entries = [...own.gate.journal.entries()];
    expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(entries[2]?.prev).toBe(entries[1]?.hash);
    expect(verifyJournal(own.gate.journal)).toEqual({ intact: true, entries: 3, head });
  });

  it('is readable by its owner only', () => {
    own.gate.journal.append(reading(1));
    expect(Number(readMode(file)) & 0o777).toBe(0o600);
  });

  it('goes on in a new file when the old one is large, with what it knows of trust', () => {
    own.gate.journal.append({ type: 'approvers', list: 'abc', approver: 'ada', action: 'enrolled' });
    own.gate.journal.append({ type: 'declined', change: 'chg_large', reason: 'x'.repeat(17 * 1024 * 1024) });
    own.gate.journal.append(reading(1));
    expect(own.gate.journal.files()).toHaveLength(2);
    expect(own.reopen().journal.trust()).toEqual({ approvers: 'abc' });
    expect(verifyJournal(own.gate.journal)).toMatchObject({ intact: true, entries: 4 });
  });

  it('cuts off the line that a dying machine wrote in part, and says so', () => {
    own.gate.journal.append(reading(1));
    appendFileSync(file, '{"v":1,"seq":2,"at":"20');
    own.gate.journal.append(reading(2));
    expect([...own.gate.journal.entries()].map(({ type }) => type)).toEqual(['read', 'torn', 'read']);
    expect(verifyJournal(own.gate.journal).intact).toBe(true);
  });

  it('notices that its last entries are gone, and that all of it is', () => {
    own.gate.journal.append(reading(1), reading(2), reading(3));
    const [first = '', second = ''] = readFileSync(file, 'utf8').split('\n');
    truncateSync(file, first.length + second.length + 2);
    expect(verifyJournal(own.gate.journal).problem?.what).toMatch(/entries up to 3 were written, and are gone/);
    rmSync(file);
    expect(own.gate.journal.trust().lost).toMatch(/are gone/);
    own.gate.journal.append(reading(4));
    expect(own.reopen().journal.trust().lost).toMatch(/are gone/);
    expect(verifyJournal(own.gate.journal).intact).toBe(false);
  });
});

it('does not forget what it lost, when it was cut and written to again', () => {
  own.gate.journal.append({ type: 'approvers', list: 'abc', approver: 'ada', action: 'enrolled' }, reading(1));
  truncateSync(file, 0);
  own.gate.journal.append(reading(2));
  expect(own.reopen().journal.trust()).toEqual({ lost: 'the journal had 2 entries, and some of them are gone' });
  expect(verifyJournal(own.gate.journal).problem?.what).toMatch(/entries up to 2 were written/);
});

it('goes on after a kill between setting a file aside and beginning the next', () => {
  own.gate.journal.append({ type: 'approvers', list: 'abc', approver: 'ada', action: 'enrolled' }, reading(1));
  renameSync(file, own.gate.state.file('journal', 'journal-000000000002.jsonl'));
  expect(own.reopen().journal.trust()).toEqual({ approvers: 'abc' });
  own.gate.journal.append(reading(3));
  expect(verifyJournal(own.gate.journal)).toMatchObject({ intact: true, entries: 4 });
  expect(own.reopen().journal.trust()).toEqual({ approvers: 'abc' });
});

describe('a journal of 10,000 entries', () => {
  const lines = longJournal(10_000);
  const text = `${lines.join('\n')}\n`;
  const bytes = Buffer.from(text);
  const place = fc.integer({ min: 0, max: lines.length - 1 });

  it('is whole as written', () => {
    expect(verdictOn(text)).toMatchObject({ intact: true, entries: 10_000 });
  });

  it('shows every edited byte', () => {
    const edit = fc.tuple(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }));
    fc.assert(
      fc.property(edit, ([at, difference]) => {
        const edited = Buffer.from(bytes);
        edited[at] = ((edited[at] ?? 0) + difference) % 256;
        writeFileSync(file, edited);
        return !verifyJournal(own.gate.journal).intact;
      }),
      { numRuns: 40 },
    );
  });

  it('shows every removed, repeated and moved entry, and where', () => {
    fc.assert(
      fc.property(place, place, (a, b) => {
        const removed = lines.toSpliced(a, 1);
        const repeated = lines.toSpliced(b, 0, lines[a] ?? '');
        const moved = removed.toSpliced(b, 0, lines[a] ?? '');
        const last = a === lines.length - 1;
        expect(verdictOn(`${removed.join('\n')}\n`).intact).toBe(last);
        expect(verdictOn(`${repeated.join('\n')}\n`).intact).toBe(false);
        expect(verdictOn(`${moved.join('\n')}\n`).intact).toBe(a === b);
      }),
      { numRuns: 12 },
    );
  });

  it('shows a tail that was rewritten in good form, against an anchor', () => {
    const forged = longJournal(9_000);
    const anchor = (JSON.parse(lines[9_500] ?? '') as Entry).hash;
    expect(verdictOn(`${forged.join('\n')}\n`).intact).toBe(true);
    expect(verifyJournal(own.gate.journal, anchor).problem?.what).toMatch(/no entry has the anchored hash/);
    writeFileSync(file, text);
    expect(verifyJournal(own.gate.journal, anchor).intact).toBe(true);
  });
});

it('loses and mixes nothing when 8 processes write at once', async () => {
  const script = path.join(import.meta.dirname, '../../../test/support/write-journal.ts');
  const writers = Array.from({ length: 8 }, (_, index) => run([script, own.home, `writer-${index}`, '100']));
  expect(await Promise.all(writers)).toEqual(Array(8).fill(0));
  const entries = [...own.gate.journal.entries()] as (Entry & { reason: string })[];
  expect(verifyJournal(own.gate.journal)).toMatchObject({ intact: true, entries: 800 });
  for (let writer = 0; writer < 8; writer += 1) {
    const mine = entries.filter(({ who }) => who.client === `writer-${writer}`).map(({ reason }) => reason);
    expect(mine).toEqual(Array.from({ length: 100 }, (_, index) => String(index)));
  }
});

function run(words: readonly string[]): Promise<number | null> {
  return new Promise((resolve) => spawn(process.execPath, words, { stdio: 'inherit' }).on('close', resolve));
}

function readMode(name: string): number {
  return statSync(name).mode;
}
