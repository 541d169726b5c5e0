import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entriesOf, longJournal, openGate, reading, type TestGate, verdictOn } from '../../../test/support/gate.ts';
import { noEntry } from '../state/head.ts';
import { type Entry, entriesIn, lineOf, parseLine } from './entry.ts';
import { entriesOfType, laterThanSeen } from './journal.ts';

let own: TestGate;
beforeEach(() => {
  own = openGate();
});
afterEach(() => own.remove());

/** What a program that has the database's file can do. */
function meddle(sql: string): void {
  const database = new DatabaseSync(own.gate.store.outside.file);
  database.exec(sql);
  database.close();
}

describe('the journal', () => {
  it('links each entry to the one before, and verifies', async () => {
    await own.gate.journal.append(reading(1), reading(2));
    const head = await own.gate.journal.append(reading(3));
    const entries = await entriesOf(own.gate);
    expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(entries[2]?.prev).toBe(entries[1]?.hash);
    expect(await verdictOn(own.gate)).toEqual({ intact: true, entries: 3, head, seals: { held: 0, unchecked: 0 } });
  });

  it('begins nothing of a transaction that fails', async () => {
    const { store, journal } = own.gate;
    const broken = store.alone(async (tables) => {
      await journal.within(tables, reading(1));
      throw new Error('halfway');
    });
    await expect(broken).rejects.toThrow('halfway');
    await journal.append(reading(2));
    expect(await entriesOf(own.gate)).toMatchObject([{ seq: 1, items: 2 }]);
  });

  it('gives its entries page by page, in their order', async () => {
    const { store } = own.gate;
    await store.alone(async (tables) => {
      for (const [index, line] of longJournal(2500).entries()) {
        const { hash, at } = parseLine(line) as Entry;
        await tables.append({ seq: index + 1, hash, at, type: 'read', change: undefined, line });
      }
    });
    const entries = await entriesOf(own.gate);
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 2500 }, (_, index) => index + 1));
  });

  it('tells the entries of a type, of a moment and later, and those about a change', async () => {
    const moments = ['2026-11-01T10:00:00Z', '2026-11-01T11:00:00Z', '2026-11-01T12:00:00Z'];
    for (const moment of moments) {
      const { journal } = own.reopen({ now: () => new Date(moment) });
      await journal.append({ type: 'declined', change: 'chg_a', reason: moment }, { type: 'stopped' });
    }
    const declined = await own.gate.store.look((tables) =>
      entriesOfType(tables, 'declined', new Date(moments[1] ?? '')),
    );
    expect(declined.map(({ reason }) => reason)).toEqual(moments.slice(1));
    expect((await own.gate.journal.entriesOf('chg_a')).map(({ type }) => type)).toEqual(Array(3).fill('declined'));
    expect(await own.gate.journal.entriesOf('chg_b')).toEqual([]);
  });

  it('knows a time that a clock which was set back does not undo', async () => {
    const late = new Date('2026-11-01T12:00:00Z');
    await own.reopen({ now: () => late }).journal.append(reading(1));
    const seen = (now: string) => own.gate.store.look((tables) => laterThanSeen(tables, new Date(now)));
    expect(await seen('2026-11-01T08:00:00Z')).toEqual(late);
    expect(await seen('2026-11-01T13:00:00Z')).toEqual(new Date('2026-11-01T13:00:00Z'));
  });

  it('leaves what is no entry to `verify`, and understands every type that older versions wrote', () => {
    const [line = ''] = longJournal(1);
    const lost = lineOf({ type: 'lost', entries: 3, head: 'a' }, noEntry, { user: 'a', surface: 'cli' }, 'now').line;
    expect(entriesIn([line, line.replace('"items":0', '"items":1'), '{}', '', lost]).map(({ type }) => type)).toEqual([
      'read',
      'lost',
    ]);
  });
});

describe('a lost tail is noticed by the gate too', () => {
  const warning = async () => (await own.gate.policy()).warnings.map(({ text }) => text).join();

  it('which is read-only then, whatever is written afterwards', async () => {
    own.writePolicy('version: 1\nmode: ask\n');
    await own.gate.journal.append(reading(1), reading(2));
    expect(await own.gate.policy()).toMatchObject({ base: { place: 'user' }, warnings: [] });
    meddle('DELETE FROM journal WHERE seq = 2');
    expect(await warning()).toMatch(/the journal had 2 entries, and some of them are gone/);
    expect((await own.gate.policy()).base.place).toBe('built in');
    await own.gate.journal.append(reading(3), reading(4));
    expect(await warning()).toMatch(/the journal had 2 entries, and some of them are gone/);
    expect((await own.reopen().policy()).base.place).toBe('built in');
    expect(await verdictOn(own.gate)).toMatchObject({ intact: false });
  });

  it('and when the whole database was removed', async () => {
    await own.gate.journal.append(reading(1), reading(2));
    own.gate.close();
    for (const end of ['', '-wal', '-shm']) rmSync(`${own.gate.store.outside.file}${end}`, { force: true });
    const again = own.reopen();
    expect((await again.policy()).warnings[0]?.text).toMatch(/the journal had 2 entries, and some of them are gone/);
  });

  it('and when the database is a copy beside another one', async () => {
    await own.gate.journal.append(reading(1));
    own.gate.close();
    const copy = path.join(own.home, 'copy');
    mkdirSync(copy, { mode: 0o700 });
    copyFileSync(own.gate.store.outside.file, path.join(copy, 'steward.db'));
    const other = own.reopen({ environment: { HOME: own.home, STEWARD_STATE_DIR: copy } });
    expect((await other.policy()).warnings[0]?.text).toMatch(/the state database is a copy/);
  });
});

it('loses and mixes nothing when 6 processes write at once', async () => {
  const script = path.join(import.meta.dirname, '../../../test/support/write-journal.ts');
  // The places of this machine, as those processes see them.
  const writers = Array.from({ length: 6 }, (_, index) => run([script, own.home, `writer-${index}`, '60']));
  expect(await Promise.all(writers)).toEqual(Array(6).fill(0));
  const entries = (await entriesOf(own.gate)) as (Entry & { reason: string })[];
  expect(await verdictOn(own.gate)).toMatchObject({ intact: true, entries: 360 });
  for (let writer = 0; writer < 6; writer += 1) {
    const mine = entries.filter(({ who }) => who.client === `writer-${writer}`).map(({ reason }) => reason);
    expect(mine).toEqual(Array.from({ length: 60 }, (_, index) => String(index)));
  }
});

function run(words: readonly string[]): Promise<number | null> {
  return new Promise((resolve) => spawn(process.execPath, words, { stdio: 'inherit' }).on('close', resolve));
}
