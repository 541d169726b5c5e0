import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linesOf, longJournal, openGate, reading, type TestGate, verdictOn } from '../../../test/support/gate.ts';
import type { Agreement, Seal } from '../journal/agreement.ts';
import type { Entry } from '../journal/entry.ts';
import { fingerprint, makeKey, type UnlockedKey } from '../people/keys.ts';
import { type Approver, digestOfList, nextList } from '../people/lists.ts';
import { macOf } from '../people/seal.ts';
import { storeKeyOf } from '../state/store-key.ts';
import { verifyJournal } from './verify.ts';

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

describe('verifying shows', () => {
  beforeEach(() => own.gate.journal.append(reading(1), reading(2), reading(3)));

  it.each([
    [
      'an edited entry',
      `UPDATE journal SET line = replace(line, '"items":2', '"items":9')`,
      2,
      /was edited: its hash does not fit it/,
    ],
    ['an entry that is none', `UPDATE journal SET line = 'what is this' WHERE seq = 2`, 2, /is not an entry/],
    ['a removed entry', 'DELETE FROM journal WHERE seq = 2', 2, /is entry 3, where 2 should stand/],
    ['a removed first entry', 'DELETE FROM journal WHERE seq = 1', 1, /is entry 2, where 1 should stand/],
    ['a removed last entry', 'DELETE FROM journal WHERE seq = 3', 2, /entries up to 3 were written, and are gone/],
    ['a whole journal that is gone', 'DELETE FROM journal', 0, /entries up to 3 were written, and are gone/],
    [
      'entries that changed places',
      'UPDATE journal SET seq = 5 - seq WHERE seq > 1; ',
      2,
      /is entry 3, where 2 should stand/,
    ],
  ])('%s', async (_what, sql, line, what) => {
    if (sql.includes('5 - seq'))
      meddle('UPDATE journal SET seq = seq + 10 WHERE seq > 1; UPDATE journal SET seq = 15 - seq WHERE seq > 10');
    else meddle(sql);
    expect(await verdictOn(own.gate)).toMatchObject({
      intact: false,
      problem: { line, what: expect.stringMatching(what) },
    });
  });

  it('the same on an exported file, without its store', async () => {
    const file = path.join(own.home, 'journal.jsonl');
    writeFileSync(file, `${(await linesOf(own.gate)).join('\n')}\n`);
    const fromFile = () =>
      readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '');
    expect(await verifyJournal(fromFile())).toMatchObject({ intact: true, entries: 3 });
    writeFileSync(file, readFileSync(file, 'utf8').replace('"items":2', '"items":4'));
    expect(await verifyJournal(fromFile())).toMatchObject({ intact: false, problem: { line: 2 } });
  });

  it('a rewritten journal of the same length, by the head that is remembered beside the database', async () => {
    const forged = longJournal(3, 'eve');
    const { outside } = own.gate.store;
    expect(await verifyJournal(forged)).toMatchObject({ intact: true });
    expect(await verifyJournal(forged, { outside })).toMatchObject({ intact: false });
  });
});

describe('every seal is checked', () => {
  const { key } = makeKey('ada', 'a long passphrase');
  const stranger = makeKey('ada', 'a long passphrase').key;
  const member: Approver = {
    name: 'ada',
    kind: 'passphrase',
    key: fingerprint(key),
    public_key: key.public_key,
    enrolled_at: '2026-11-01T12:00:00.000Z',
  };
  const lists = [nextList(undefined, [member], [key])];
  const texts = lists.map((list) => JSON.stringify(list));

  function agreement(more: Partial<Agreement> = {}): Agreement {
    return {
      purpose: 'approve change',
      v: 1,
      store: own.gate.store.id,
      change: 'chg_aaaaaaaaaaaa',
      digest: 'd'.repeat(64),
      channel: 'signature',
      approver: 'ada',
      key: fingerprint(key),
      reveal: null,
      at: '2026-11-01T12:00:00.000Z',
      nonce: 'n',
      ...more,
    };
  }

  it('of a policy too: a signature that no approver made breaks it', async () => {
    const agreed = { policy: 'p'.repeat(64), list: '' };
    const signedBy = (by: UnlockedKey, of = agreed) => ({
      type: 'policy_signed' as const,
      key: fingerprint(key),
      ...agreed,
      signature: by.sign({ purpose: 'sign policy', ...of }),
    });
    await own.gate.journal.append(signedBy(key));
    const verified = async () => verifyJournal(await linesOf(own.gate), { lists: texts });
    expect(await verified()).toMatchObject({ intact: true, seals: { held: 1 } });
    expect(await verifyJournal(await linesOf(own.gate))).toMatchObject({ intact: true, seals: { unchecked: 1 } });
    await own.gate.journal.append(signedBy(stranger));
    expect(await verified()).toMatchObject({
      intact: false,
      problem: { what: 'has a signature of a policy that no approver made' },
    });
  });

  it('and of exactly the policy that was signed', async () => {
    const other = { purpose: 'sign policy', policy: 'q'.repeat(64), list: '' };
    await own.gate.journal.append({
      type: 'policy_signed',
      key: fingerprint(key),
      policy: 'p'.repeat(64),
      list: '',
      signature: key.sign(other),
    });
    expect(await verifyJournal(await linesOf(own.gate), { lists: texts })).toMatchObject({ intact: false });
  });

  const keep = (agreed: Agreement, seal: Seal) =>
    own.gate.journal.append({ type: 'approved', change: agreed.change, agreement: agreed, seal });
  const signed = (agreed: Agreement, by = key): Seal => ({ kind: 'ed25519', signature: by.sign(agreed) });
  const unsigned = () => agreement({ channel: 'terminal', approver: 'tester', key: null });

  it('a signature against the lists, a mark against the store, and what lacks either is counted', async () => {
    await keep(agreement(), signed(agreement()));
    await keep(unsigned(), { kind: 'store', mac: macOf(unsigned(), await storeKeyOf(own.gate.store)) });
    const lines = await linesOf(own.gate);
    expect((await verdictOn(own.gate, { lists: texts })).seals).toEqual({ held: 2, unchecked: 0 });
    expect((await verifyJournal(lines, { lists: texts })).seals).toEqual({ held: 1, unchecked: 1 });
    expect((await verifyJournal(lines)).seals).toEqual({ held: 0, unchecked: 2 });
  });

  it.each([
    [
      'by a stranger',
      () => keep(agreement(), signed(agreement(), stranger)),
      /has a seal that is not a signature of what was agreed to/,
    ],
    [
      'by a key that nobody on a list has',
      () =>
        keep(agreement({ key: fingerprint(stranger) }), signed(agreement({ key: fingerprint(stranger) }), stranger)),
      /is by a key that no list of approvers has/,
    ],
    [
      'of something else',
      () => keep(agreement({ digest: 'e'.repeat(64) }), signed(agreement())),
      /is not a signature of what was agreed to/,
    ],
    [
      'that was made up for the store',
      () => keep(unsigned(), { kind: 'store', mac: 'f'.repeat(64) }),
      /was not made by this store/,
    ],
    ['that says it needs none', () => keep(agreement(), { kind: 'none' } as never), /is of an unknown kind/],
    ['that is nothing', () => keep(agreement(), null as never), /has a seal that is of an unknown kind/],
    ['that is a text', () => keep(agreement(), 'signed' as never), /has a seal that is of an unknown kind/],
  ])('and a seal %s is the first thing that is wrong', async (_what, forge, what) => {
    await storeKeyOf(own.gate.store);
    await own.gate.journal.append(reading(1));
    await forge();
    await own.gate.journal.append(reading(2));
    const verdict = await verdictOn(own.gate, { lists: texts });
    expect(verdict).toMatchObject({ intact: false, problem: { line: 2, what: expect.stringMatching(what) } });
  });

  it('of whoever was revoked since too: they were on a list then', async () => {
    const { key: next } = makeKey('bob', 'a long passphrase');
    const bob: Approver = { ...member, name: 'bob', key: fingerprint(next), public_key: next.public_key };
    const both = nextList(lists[0], [member, bob], [key]);
    const left = nextList(both, [bob], [next]);
    await keep(agreement(), signed(agreement()));
    const all = [...lists, both, left].map((list) => JSON.stringify(list));
    expect(await verdictOn(own.gate, { lists: all })).toMatchObject({ intact: true, seals: { held: 1 } });
    const forgedChain = [...lists, { ...left, seq: 1 }].map((list) => JSON.stringify(list));
    expect(await verdictOn(own.gate, { lists: forgedChain })).toMatchObject({
      intact: false,
      problem: { what: 'the lists of approvers are not what their members agreed to' },
    });
    const root = digestOfList(both);
    expect(await verdictOn(own.gate, { lists: all, root })).toMatchObject({ intact: true });
    expect(await verdictOn(own.gate, { lists: all, root: '0'.repeat(64) })).toMatchObject({ intact: false });
  });
});

describe('a journal of 10,000 entries', () => {
  const lines = longJournal(10_000);
  const place = fc.integer({ min: 0, max: lines.length - 1 });
  const verdict = async (changed: readonly string[]) => (await verifyJournal(changed)).intact;

  it('is whole as written', async () => {
    expect(await verifyJournal(lines)).toMatchObject({ intact: true, entries: 10_000 });
  });

  it('shows every edited byte', async () => {
    await fc.assert(
      fc.asyncProperty(place, fc.nat(), fc.integer({ min: 1, max: 255 }), async (index, at, difference) => {
        const edited = Buffer.from(lines[index] ?? '', 'latin1');
        edited[at % edited.length] = ((edited[at % edited.length] ?? 0) + difference) % 256;
        const result = await verifyJournal(lines.toSpliced(index, 1, edited.toString('latin1')));
        expect(result.problem?.line).toBe(index + 1);
      }),
      { numRuns: 25 },
    );
  });

  it('shows every removed, repeated and moved entry', async () => {
    await fc.assert(
      fc.asyncProperty(place, place, async (a, b) => {
        const removed = lines.toSpliced(a, 1);
        const last = a === lines.length - 1;
        expect(await verdict(removed)).toBe(last);
        expect(await verdict(lines.toSpliced(b, 0, lines[a] ?? ''))).toBe(false);
        expect(await verdict(removed.toSpliced(b, 0, lines[a] ?? ''))).toBe(a === b);
      }),
      { numRuns: 8 },
    );
  });

  it('shows a tail that was rewritten in good form, against an anchor', async () => {
    const forged = longJournal(9_000).slice(0, 9_000);
    const anchor = (JSON.parse(lines[9_500] ?? '') as Entry).hash;
    expect(await verdict(forged)).toBe(true);
    expect((await verifyJournal(forged, { anchor })).problem?.what).toMatch(/no entry has the anchored hash/);
    expect((await verifyJournal(lines, { anchor })).intact).toBe(true);
  });
});
