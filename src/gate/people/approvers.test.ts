import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { entriesOf, openGate, type TestGate } from '../../../test/support/gate.ts';
import { digestOf } from '../../internal/canonical.ts';
import type { Gate } from '../gate.ts';
import { approversInForce, carryOver, enroll, keyPath, revoke, rootOf, unlockApprover } from './approvers.ts';
import { fingerprint, makeKey, type UnlockedKey } from './keys.ts';
import { type Approver, digestOfList, nextList } from './lists.ts';

const passphrase = 'a long passphrase';
const now = new Date('2026-11-01T12:00:00Z');
let people: Record<'ada' | 'bob' | 'eve', UnlockedKey>;
beforeAll(() => {
  const made = (name: string) => makeKey(name, passphrase).key;
  people = { ada: made('ada'), bob: made('bob'), eve: made('eve') };
});

let own: TestGate;
beforeEach(() => {
  own = openGate();
});
afterEach(() => own.remove());

const inForce = (gate: Gate = own.gate) => gate.store.look((tables) => approversInForce(gate.places, tables));
const registerOf = ({ places, store, journal }: Gate) => ({ places, store, journal, now });
const pinFile = () => path.join(own.gate.places.user, 'approvers.root');

function person({ name, public_key }: UnlockedKey): Approver {
  return { name, kind: 'passphrase', key: fingerprint({ public_key }), public_key, enrolled_at: now.toISOString() };
}

/** Lists as `enroll` and `revoke` keep them, without the half second that each new key takes. */
async function keep(...lists: readonly ReturnType<typeof nextList>[]): Promise<void> {
  const { store, journal } = own.gate;
  await store.alone(async (tables) => {
    for (const list of lists) {
      await tables.addApproverList(JSON.stringify(list));
      const approver = list.approvers.at(-1)?.name ?? '';
      await journal.within(tables, { type: 'approvers', list: digestOfList(list), action: 'enrolled', approver });
    }
  });
  if (lists[0] && !existsSync(pinFile())) writeFileSync(pinFile(), `${digestOfList(lists[0])}\n`);
}

function chain() {
  const { ada, bob } = people;
  const first = nextList(undefined, [person(ada)], [ada]);
  const second = nextList(first, [person(ada), person(bob)], [ada]);
  const third = nextList(second, [person(bob)], [bob]);
  return { first, second, third };
}

function writeSystem(text: string): void {
  const { system } = own.gate.places;
  mkdirSync(system, { recursive: true });
  chmodSync(system, 0o755);
  writeFileSync(path.join(system, 'approvers.json'), text, { mode: 0o644 });
}

const database = (work: (tables: DatabaseSync) => void) => {
  const opened = new DatabaseSync(own.gate.store.outside.file);
  work(opened);
  opened.close();
};

describe('who may approve', () => {
  it('is nobody where nobody is enrolled, and that is no problem', async () => {
    expect(await inForce()).toEqual({ list: [], signed: undefined, anchor: 'first use' });
  });

  it('is who stands on the last list, whose first one was pinned when it was made', async () => {
    const { first, second, third } = chain();
    await keep(first, second);
    expect((await inForce()).list.map(({ name }) => name)).toEqual(['ada', 'bob']);
    await keep(third);
    expect(await inForce()).toMatchObject({ list: [{ name: 'bob' }], anchor: 'first use' });
    expect(rootOf(own.gate.places)).toBe(digestOfList(first));
  });

  it.each([
    [
      'the last list was taken out',
      () => database((db) => db.exec('DELETE FROM approver_lists WHERE seq = 2')),
      /the list that bob was enrolled with is gone/,
    ],
    [
      'all lists were taken out',
      () => database((db) => db.exec('DELETE FROM approver_lists')),
      /the lists of approvers are gone/,
    ],
    [
      'the first list was taken out',
      () => database((db) => db.exec('DELETE FROM approver_lists WHERE seq = 1')),
      /not the one that trust is anchored in/,
    ],
    [
      'the pin names another list',
      () => writeFileSync(pinFile(), `${'0'.repeat(64)}\n`),
      /not the one that trust is anchored in/,
    ],
    [
      'a list was edited',
      () => database((db) => db.exec(`UPDATE approver_lists SET list = replace(list, '"bob"', '"eve"')`)),
      /list 1 of approvers was not agreed to/,
    ],
    [
      'a list is no list',
      () => database((db) => db.exec(`UPDATE approver_lists SET list = '{}' WHERE seq = 2`)),
      /after number 0 is damaged/,
    ],
  ])('is nobody when %s', async (_what, tamper, problem) => {
    const { first, second } = chain();
    await keep(first, second);
    tamper();
    expect(await inForce()).toMatchObject({
      list: [],
      signed: undefined,
      problem: { what: expect.stringMatching(problem) },
    });
  });

  it('is nobody when a whole other chain stands in the place of the first one', async () => {
    const { first } = chain();
    await keep(first);
    const theirs = nextList(undefined, [person(people.eve)], [people.eve]);
    database((db) => {
      db.exec('DELETE FROM approver_lists');
      db.prepare('INSERT INTO approver_lists (list) VALUES (?)').run(JSON.stringify(theirs));
    });
    expect((await inForce()).problem?.what).toMatch(/not the one that trust is anchored in/);
    // Who writes the user's folder too is held back by the journal alone, and by nothing once that is rewritten: the guide says so.
    writeFileSync(pinFile(), digestOfList(theirs));
    expect((await inForce()).problem?.what).toMatch(/the list that ada was enrolled with is gone/);
  });

  it('is not changed by an entry of the journal: it records, and confers no trust', async () => {
    const { first } = chain();
    await keep(first);
    const theirs = nextList(first, [person(people.eve)], [people.eve]);
    await own.gate.journal.append({
      type: 'approvers',
      list: digestOfList(theirs),
      action: 'enrolled',
      approver: 'eve',
    });
    expect(await inForce()).toMatchObject({
      list: [],
      problem: { what: 'the list that eve was enrolled with is gone' },
    });
    await own.gate.store.alone((tables) => tables.addApproverList(JSON.stringify(theirs)));
    expect(await inForce()).toMatchObject({ list: [], problem: { what: expect.stringMatching(/not agreed to/) } });
  });
});

describe('a list in the system folder', () => {
  it('is in force by itself, and cannot be replaced by one of the user', async () => {
    const { first } = chain();
    writeSystem(JSON.stringify(first));
    expect(await inForce()).toMatchObject({ anchor: 'system', list: [{ name: 'ada' }] });
    const theirs = nextList(undefined, [person(people.eve)], [people.eve]);
    await own.gate.store.alone((tables) => tables.addApproverList(JSON.stringify(theirs)));
    expect(await inForce()).toMatchObject({ anchor: 'system', list: [{ name: 'ada' }] });
  });

  it.each([0, 1, 2])('anchors the chain at whatever list of it it holds (number %i)', async (seq) => {
    const { first, second, third } = chain();
    await keep(first, second, third);
    writeFileSync(pinFile(), 'what an attacker wrote');
    writeSystem(JSON.stringify([first, second, third][seq]));
    expect(await inForce()).toMatchObject({ anchor: 'system', list: [{ name: 'bob' }] });
  });

  it('that nobody can read counts as damaged, never as none', async () => {
    writeSystem('{"approvers":[]}');
    await expect(inForce()).rejects.toMatchObject({ code: 'approvers_damaged' });
  });

  it.skipIf(process.platform === 'win32')('that others can write is refused', async () => {
    writeSystem(JSON.stringify(chain().first));
    chmodSync(path.join(own.gate.places.system, 'approvers.json'), 0o666);
    await expect(inForce()).rejects.toMatchObject({ code: 'system_policy_unsafe' });
  });

  it('is carried on by its members, who enroll and revoke in the state database', async () => {
    const { ada } = people;
    writeSystem(JSON.stringify(chain().first));
    const register = registerOf(own.gate);
    const bob = await enroll({ name: 'bob', passphrase }, ada, register);
    expect((await inForce()).list.map(({ name }) => name)).toEqual(['ada', 'bob']);
    await revoke('ada', bob, register);
    expect(await inForce()).toMatchObject({ anchor: 'system', list: [{ name: 'bob' }] });
  });
});

describe('enrolling', () => {
  let template: TestGate;
  let first: UnlockedKey;
  beforeAll(async () => {
    template = openGate();
    first = await enroll({ name: 'ada', passphrase }, undefined, registerOf(template.gate));
  });
  afterAll(() => template.remove());

  it('keeps the key under its passphrase, pins the first list, and writes it down', async () => {
    const { gate } = template;
    const approvers = await inForce(gate);
    expect(unlockApprover(approvers, undefined, passphrase, { places: gate.places, now }).public_key).toBe(
      first.public_key,
    );
    expect(rootOf(gate.places)).toBe(approvers.signed && digestOfList(approvers.signed));
    expect(await entriesOf(gate)).toMatchObject([{ type: 'approvers', action: 'enrolled', approver: 'ada' }]);
  });

  it.each([
    ['somebody whose name is taken', 'ada', 'approver_exists'],
    ['a name that is no name', '../ada', 'approver_name'],
  ])('refuses %s', async (_what, name, code) => {
    await expect(enroll({ name, passphrase }, first, registerOf(template.gate))).rejects.toMatchObject({ code });
  });

  it('refuses a short passphrase, and a second person without an approver who signs', async () => {
    const register = registerOf(template.gate);
    await expect(enroll({ name: 'bob', passphrase: 'short' }, first, register)).rejects.toMatchObject({
      code: 'passphrase_short',
    });
    for (const stranger of [undefined, people.eve, { ...people.eve, name: 'ada' }]) {
      await expect(enroll({ name: 'bob', passphrase }, stranger, register)).rejects.toMatchObject({
        code: 'approver_unknown',
      });
    }
    expect(existsSync(keyPath(template.gate.places, 'bob'))).toBe(false);
  });

  it('refuses while the lists are not what their members agreed to', async () => {
    await keep(chain().first);
    database((db) => db.exec('DELETE FROM approver_lists'));
    const asked = enroll({ name: 'eve', passphrase }, undefined, registerOf(own.gate));
    await expect(asked).rejects.toMatchObject({ code: 'no_approvers', message: expect.stringMatching(/are gone/) });
  });

  it('refuses where more members have to sign than one', async () => {
    const { ada, bob } = people;
    await keep(nextList(undefined, [person(ada), person(bob)], [ada], 2));
    await expect(enroll({ name: 'eve', passphrase }, ada, registerOf(own.gate))).rejects.toMatchObject({
      code: 'approvers_threshold',
    });
    await expect(revoke('bob', ada, registerOf(own.gate))).rejects.toMatchObject({ code: 'approvers_threshold' });
  });
});

describe('revoking', () => {
  it('takes a person off the list by one who stays', async () => {
    const { first, second } = chain();
    await keep(first, second);
    const register = registerOf(own.gate);
    await expect(revoke('ada', people.ada, register)).rejects.toMatchObject({ code: 'approver_revokes_self' });
    await expect(revoke('eve', people.ada, register)).rejects.toMatchObject({ code: 'approver_unknown' });
    await expect(revoke('bob', people.eve, register)).rejects.toMatchObject({ code: 'approver_unknown' });
    await revoke('bob', people.ada, register);
    expect((await inForce()).list.map(({ name }) => name)).toEqual(['ada']);
    await expect(revoke('ada', people.bob, register)).rejects.toMatchObject({ code: 'approver_unknown' });
  });
});

describe('a list that an earlier version kept', () => {
  const older = () => ({
    version: 1,
    approvers: [{ name: 'ada', public_key: people.ada.public_key, enrolled_at: now.toISOString() }],
  });
  const place = () => path.join(own.gate.places.user, 'approvers.json');
  const known = (list: string) =>
    own.gate.journal.append({ type: 'approvers', list, action: 'enrolled', approver: 'ada' });

  it('counts for nothing until one of its people carries it over', async () => {
    writeFileSync(place(), JSON.stringify(older()));
    await known(digestOf(older().approvers));
    expect(await inForce()).toMatchObject({ list: [], problem: { advice: { action: 'carry_over_approvers' } } });
    await expect(carryOver(people.eve, registerOf(own.gate))).rejects.toMatchObject({ code: 'approver_unknown' });
    await carryOver(people.ada, registerOf(own.gate));
    expect(await inForce()).toMatchObject({
      list: [{ name: 'ada', key: fingerprint(people.ada) }],
      anchor: 'first use',
    });
    expect(readFileSync(pinFile(), 'utf8').trim()).toBe(rootOf(own.gate.places));
    await expect(carryOver(people.ada, registerOf(own.gate))).rejects.toMatchObject({ code: 'approvers_moved' });
  });

  it('is not carried over when it is not the one that its people last agreed to', async () => {
    writeFileSync(place(), JSON.stringify(older()));
    await expect(carryOver(people.ada, registerOf(own.gate))).rejects.toMatchObject({ code: 'approvers_moved' });
    await known('0'.repeat(64));
    await expect(carryOver(people.ada, registerOf(own.gate))).rejects.toMatchObject({ code: 'approvers_moved' });
    rmSync(place());
    await expect(carryOver(people.ada, registerOf(own.gate))).rejects.toMatchObject({ code: 'approver_unknown' });
  });
});
