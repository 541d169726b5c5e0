import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type Advice, ConfigError, InputError } from '../../errors.ts';
import { digestOf } from '../../internal/canonical.ts';
import { once } from '../../internal/once.ts';
import { writeWhole } from '../../internal/whole-file.ts';
import { entriesOfType, type Journal } from '../journal/journal.ts';
import { readIfThere } from '../state/folder.ts';
import { type Places, readAnchored } from '../state/places.ts';
import type { Reading, Store } from '../state/store.ts';
import { fingerprint, makeKey, shortestPassphrase, type UnlockedKey, unlockKey } from './keys.ts';
import { type Approver, type ApproverList, digestOfList, lastOfChain, nextList, parseList } from './lists.ts';

export type { Approver } from './lists.ts';

/** Why nobody's yes counts, as the end of a sentence, and what mends it. */
export interface Problem {
  readonly what: string;
  readonly advice?: Advice;
}

/** Whose yes counts, and why not when nobody's does. */
export interface Approvers {
  readonly list: readonly Approver[];
  /** The list as it was signed; undefined where nobody is enrolled. */
  readonly signed: ApproverList | undefined;
  /** What its first list is anchored in: a file of the system folder, or the one that was first here. */
  readonly anchor: 'system' | 'first use';
  /** Set when the lists are not what their members agreed to: then nothing can be approved. */
  readonly problem?: Problem;
}

const fileName = 'approvers.json';
const pinName = 'approvers.root';

/**
 * The approvers in force: the last of the chain of lists, whose first one is pinned in the system folder where there is
 * one, else in the user's configuration since it was first seen.
 */
export async function approversInForce(places: Places, tables: Reading): Promise<Approvers> {
  const root = rootIn(places);
  const lists = (await tables.approverLists()).map(parseList);
  const { anchor } = root;
  const pin = root.list ? digestOfList(root.list) : root.pin;
  const start = pin === undefined ? 0 : lists.findIndex((list) => list && digestOfList(list) === pin);
  if (root.list && start < 0) return { list: root.list.approvers, signed: root.list, anchor };
  if (lists.length === 0 && olderListIn(places) !== undefined) {
    const what = 'the list of approvers is of an earlier form, and one of them has to carry it over';
    const problem: Problem = { what, advice: { action: 'carry_over_approvers' } };
    return { list: [], signed: undefined, anchor, problem };
  }
  if (lists.length === 0) {
    const gone = root.pin === undefined ? {} : { problem: { what: 'the lists of approvers are gone' } };
    return { list: [], signed: undefined, anchor, ...gone };
  }
  const last = lastOfChain(lists.slice(Math.max(0, start)), start < 0 ? 'gone' : pin);
  if ('problem' in last) return { list: [], signed: undefined, anchor, problem: { what: last.problem } };
  const known = (await entriesOfType(tables, 'approvers')).at(-1);
  if (known && known.list !== digestOfList(last.list)) {
    const what = `the list that ${known.approver} was ${known.action} with is gone`;
    return { list: [], signed: undefined, anchor, problem: { what } };
  }
  return { list: last.list.approvers, signed: last.list, anchor };
}

interface Root {
  readonly anchor: Approvers['anchor'];
  /** The first list itself, where the system folder has it. */
  readonly list?: ApproverList;
  /** Its digest, where that is all that is kept. */
  readonly pin?: string;
}

function rootIn(places: Places): Root {
  const text = readAnchored(places, fileName);
  if (text !== undefined) {
    const list = parseList(text);
    if (list) return { anchor: 'system', list };
    throw new ConfigError('approvers_damaged', `${path.join(places.system, fileName)} is not a list of approvers.`, {
      hint: 'Restore it from a copy. Until then nothing can be approved.',
    });
  }
  const pin = readIfThere(pinFile(places))?.trim();
  return { anchor: 'first use', ...(pin !== undefined && { pin }) };
}

/** Digest of the list that trust is anchored in; undefined where nothing pins one. */
export function rootOf(places: Places): string | undefined {
  const { list, pin } = rootIn(places);
  return list ? digestOfList(list) : pin;
}

function pinFile(places: Places): string {
  return path.join(places.user, pinName);
}

/** What changing the list needs. */
export interface Register {
  readonly places: Places;
  readonly store: Store;
  readonly journal: Journal;
  readonly now: Date;
}

/**
 * Makes a key for a person and puts them on the list. The first one vouches for themself; each further one needs an
 * approver who is on it.
 */
export async function enroll(
  person: { readonly name: string; readonly passphrase: string },
  vouching: UnlockedKey | undefined,
  register: Register,
): Promise<UnlockedKey> {
  const { places, store, now } = register;
  refuseBadName(person.name);
  refuseShort(person.passphrase);
  const present = await store.look((tables) => approversInForce(places, tables));
  refuseProblem(present);
  if (present.list.some(({ name }) => name === person.name)) {
    throw new InputError('approver_exists', `There is an approver ${person.name} already.`, {
      hint: 'Choose another name, or revoke the old one first.',
    });
  }
  if (present.list.length > 0) refuseStranger(present, vouching);
  const file = keyPath(places, person.name);
  if (existsSync(file)) {
    throw new InputError('approver_key_exists', `${file} exists already.`, {
      hint: 'It may be the key of somebody; move it away if it is not needed.',
    });
  }
  const { file: text, key } = makeKey(person.name, person.passphrase);
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  writeWhole(file, text);
  const added: Approver = {
    name: person.name,
    kind: 'passphrase',
    key: fingerprint(key),
    public_key: key.public_key,
    enrolled_at: now.toISOString(),
  };
  await keep([...present.list, added], present, vouching ?? key, 'enrolled', person.name, register);
  return key;
}

/**
 * Carries over a list that an earlier version kept: the same people and keys, as the first list of a chain.
 * @throws InputError unless the one who signs is on that list, and it is the one that the journal knows.
 */
export async function carryOver(signing: UnlockedKey, { places, store, journal }: Register): Promise<void> {
  const older = olderListIn(places);
  const isOn = older?.some(({ name, public_key }) => name === signing.name && public_key === signing.public_key);
  if (!older || !isOn) {
    throw new InputError('approver_unknown', 'There is no earlier list of approvers that this key is on.', {
      hint: 'Enroll instead.',
    });
  }
  const agreed = digestOf(older);
  const list = nextList(
    undefined,
    older.map((each) => ({ ...each, kind: 'passphrase' as const, key: fingerprint(each) })),
    [signing],
  );
  await store.alone(async (tables) => {
    const known = (await entriesOfType(tables, 'approvers')).at(-1);
    if ((await tables.approverLists()).length > 0 || known?.list !== agreed) {
      throw new InputError('approvers_moved', 'That list is not the one that its approvers last agreed to.', {
        hint: 'Restore it from a copy, or move it away and enroll anew.',
      });
    }
    await tables.addApproverList(JSON.stringify(list));
    await journal.within(tables, {
      type: 'approvers',
      list: digestOfList(list),
      action: 'enrolled',
      approver: signing.name,
    });
  });
  writeWhole(pinFile(places), `${digestOfList(list)}\n`);
}

const olderList = once(() =>
  z.object({
    version: z.literal(1),
    approvers: z.array(z.strictObject({ name: z.string(), public_key: z.base64(), enrolled_at: z.iso.datetime() })),
  }),
);

function olderListIn(places: Places) {
  const text = readIfThere(path.join(places.user, fileName), 'followed');
  if (text === undefined) return undefined;
  try {
    return olderList().parse(JSON.parse(text)).approvers;
  } catch {
    return [];
  }
}

/** Takes a person off the list. Somebody who stays on it signs. */
export async function revoke(name: string, signing: UnlockedKey, register: Register): Promise<void> {
  const { places, store } = register;
  const present = await store.look((tables) => approversInForce(places, tables));
  refuseProblem(present);
  refuseStranger(present, signing);
  if (!present.list.some((each) => each.name === name)) throw unknownApprover(name, present);
  if (signing.name === name) {
    throw new InputError('approver_revokes_self', 'The one who signs must stay on the list.', {
      hint: 'Let another approver revoke this one; enroll one first if there is none.',
    });
  }
  const remaining = present.list.filter((each) => each.name !== name);
  await keep(remaining, present, signing, 'revoked', name, register);
}

/** Unlocks the key of an approver on the list; the only one when no name is given. */
export function unlockApprover(
  approvers: Approvers,
  name: string | undefined,
  passphrase: string,
  { places, now }: { places: Places; now: Date },
): UnlockedKey {
  const wanted = chooseApprover(approvers, name);
  const key = unlockKey(keyPath(places, wanted.name), passphrase, now);
  if (key.public_key === wanted.public_key) return key;
  throw new ConfigError('approver_key_differs', `The key of ${wanted.name} is not the one on the list of approvers.`, {
    hint: `The list has ${wanted.key}, the key is ${fingerprint(key)}. Use the right key, or enroll this one.`,
  });
}

export function chooseApprover(approvers: Approvers, name: string | undefined): Approver {
  const { list } = approvers;
  refuseProblem(approvers);
  const [only, another] = list;
  if (!only) {
    throw new ConfigError('no_approvers', 'Nobody is enrolled as an approver.', {
      hint: 'A person has to enroll first.',
      advice: { action: 'enroll' },
    });
  }
  if (name !== undefined) {
    const found = list.find((each) => each.name === name);
    if (found) return found;
    throw unknownApprover(name, approvers);
  }
  if (!another) return only;
  throw new InputError('approver_ambiguous', `There are ${list.length} approvers.`, {
    parameter: 'as',
    allowed: list.map((each) => each.name),
    hint: (name) => `Say who you are with ${name('as')}: ${list.map((each) => each.name).join(', ')}.`,
  });
}

export function keyPath(places: Places, name: string): string {
  return path.join(places.user, 'approvers', `${name}.key`);
}

async function keep(
  list: readonly Approver[],
  present: Approvers,
  signing: UnlockedKey,
  action: 'enrolled' | 'revoked',
  name: string,
  { places, store, journal }: Register,
): Promise<void> {
  refuseTooFewSigners(present, 1);
  const next = nextList(present.signed, list, [signing]);
  await store.alone(async (tables) => {
    const now = await approversInForce(places, tables);
    if (now.signed?.seq !== present.signed?.seq) {
      throw new InputError('approvers_moved', 'The list of approvers was changed by somebody else in the meantime.', {
        hint: 'Look at it, and try again.',
      });
    }
    // A list of the system folder is the first of its chain.
    if (present.signed && !(await isKept(present.signed, tables))) {
      await tables.addApproverList(JSON.stringify(present.signed));
    }
    await tables.addApproverList(JSON.stringify(next));
    await journal.within(tables, { type: 'approvers', list: digestOfList(next), action, approver: name });
  });
  if (present.signed === undefined) writeWhole(pinFile(places), `${digestOfList(next)}\n`);
}

async function isKept(list: ApproverList, tables: Reading): Promise<boolean> {
  const kept = (await tables.approverLists()).map(parseList);
  return kept.some((each) => each && digestOfList(each) === digestOfList(list));
}

function refuseProblem({ problem }: Approvers): void {
  if (problem === undefined) return;
  throw new ConfigError('no_approvers', `Nobody can approve: ${problem.what}.`, {
    hint: problem.advice
      ? 'An approver does it.'
      : 'Restore the state database and the configuration folder from a copy.',
    advice: problem.advice,
  });
}

function refuseTooFewSigners({ signed }: Approvers, signers: number): void {
  if (!signed || signed.threshold <= signers) return;
  throw new ConfigError(
    'approvers_threshold',
    `${signed.threshold} approvers have to agree to a change of the list, and here one signs.`,
    { hint: 'Let an administrator write the new list in the system folder.' },
  );
}

function refuseStranger({ list }: Approvers, key: UnlockedKey | undefined): void {
  if (list.some((each) => each.name === key?.name && each.public_key === key.public_key)) return;
  throw new InputError('approver_unknown', 'An approver who is on the list has to sign this.', {
    hint: `On it: ${list.map(({ name }) => name).join(', ')}.`,
  });
}

function unknownApprover(name: string, { list }: Approvers): InputError {
  return new InputError('approver_unknown', `There is no approver ${name}.`, {
    hint: `There is: ${list.map((each) => each.name).join(', ')}.`,
  });
}

function refuseBadName(name: string): void {
  if (/^[a-z0-9][a-z0-9-]{0,40}$/.test(name)) return;
  throw new InputError('approver_name', 'The name of an approver has lower-case letters, digits and hyphens.', {
    hint: 'Such as ada or ada-lovelace.',
  });
}

function refuseShort(passphrase: string): void {
  if (passphrase.length >= shortestPassphrase) return;
  throw new InputError('passphrase_short', `A passphrase has at least ${shortestPassphrase} characters.`, {
    hint: 'A few unrelated words are easy to remember and hard to guess.',
  });
}
