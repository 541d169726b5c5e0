import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entriesOf, linesOf, longJournal, openGate, type TestGate, verdictOn } from '../../../test/support/gate.ts';
import type { Entry } from './entry.ts';

const older = 'chg_aaaaaaaaaaaa';
const client = { name: 'laptop', scopes: ['read'], created_at: '2026-11-01T12:00:00.000Z', sha256: 'a'.repeat(64) };

let own: TestGate;
let state: string;
beforeEach(() => {
  own = openGate();
  state = path.join(own.home, 'older');
});
afterEach(() => own.remove());

/** A state folder as versions before the database left it. */
function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(state, name);
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, text, { mode: 0o600 });
  }
}

const opened = () => own.reopen({ environment: { HOME: own.home, STEWARD_STATE_DIR: state } });
const lines = longJournal(5);
const text = (some: readonly string[]) => `${some.join('\n')}\n`;

describe('a state folder of files', () => {
  it('is taken over once: its journal goes on in one chain, its tokens and changes are there', async () => {
    write({
      'journal/journal-000000000003.jsonl': text(lines.slice(0, 3)),
      'journal/journal.jsonl': text(lines.slice(3)),
      [`changes/open/${older}.json`]: JSON.stringify({ change: { id: older }, digest: 'd' }),
      'changes/open/notes.txt': 'not a change',
      'approvals/clients.json': JSON.stringify([client]),
    });
    const gate = opened();
    await gate.store.look(async (tables) => {
      expect(JSON.parse((await tables.value('clients')) ?? '')).toEqual([client]);
      expect(await tables.changeIds()).toEqual([older]);
      expect(JSON.parse((await tables.change(older)) ?? '')).toMatchObject({ change: { id: older } });
    });
    const entries = await entriesOf(gate);
    expect(entries.map(({ type }) => type)).toEqual([...Array(5).fill('read'), 'imported']);
    const last = JSON.parse(lines[4] ?? '') as Entry;
    expect(entries[5]).toMatchObject({ seq: 6, prev: last.hash, from: 'files', entries: 5, head: last.hash });
    expect((await linesOf(gate)).slice(0, 5)).toEqual(lines);
    expect(await verdictOn(gate)).toMatchObject({ intact: true, entries: 6 });

    await gate.journal.append({ type: 'stopped' });
    gate.close();
    expect((await entriesOf(opened())).map(({ type }) => type).slice(4)).toEqual(['read', 'imported', 'stopped']);
    expect(readFileSync(path.join(state, 'journal/journal.jsonl'), 'utf8')).toBe(text(lines.slice(3)));
  });

  it('is taken over once by however many who come first', async () => {
    write({ 'journal/journal.jsonl': text(lines) });
    const gates = [opened(), opened(), opened()];
    await Promise.all(gates.map(({ journal }) => journal.append({ type: 'stopped' })));
    const types = (await entriesOf(gates[0] as (typeof gates)[number])).map(({ type }) => type);
    expect(types).toEqual([...Array(5).fill('read'), 'imported', 'stopped', 'stopped', 'stopped']);
  });

  it.each([
    [
      'an entry that was edited',
      text(lines).replace('"items":2', '"items":9'),
      /Line 3 of the journal in .* was edited/,
    ],
    ['an entry that is missing', text(lines.toSpliced(2, 1)), /Line 3 .* does not follow the one before it/],
    ['half a line', text([...lines, '{"v":1,"seq"']), /Line 6 .* is not an entry/],
  ])('with %s is refused by name, and nothing of it is taken over', async (_what, journal, message) => {
    write({ 'journal/journal.jsonl': journal, 'approvals/clients.json': JSON.stringify([client]) });
    const gate = opened();
    const damaged = { code: 'journal_damaged', message: expect.stringMatching(message) };
    await expect(gate.journal.append({ type: 'stopped' })).rejects.toMatchObject(damaged);
    await expect(gate.store.look((tables) => tables.value('clients'))).rejects.toMatchObject(damaged);
    await expect(gate.policy()).rejects.toMatchObject(damaged);
  });

  it('whose last writer died in the middle of a line is taken over without it, and the journal says so', async () => {
    const torn = '{"v":1,"seq"';
    write({ 'journal/journal.jsonl': text(lines) + torn });
    const entries = await entriesOf(opened());
    expect(entries.map(({ type }) => type)).toEqual([...Array(5).fill('read'), 'imported']);
    expect(entries[5]).toMatchObject({ entries: 5, left_out: torn.length });
  });

  it('that is empty is no state', async () => {
    write({ 'journal/journal.jsonl': '' });
    expect(await entriesOf(opened())).toEqual([]);
  });
});
