import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { ConfigError, InputError } from '../../errors.ts';
import { digestOf } from '../../internal/canonical.ts';
import type { Journal } from '../journal/journal.ts';
import { readIfThere, writeWhole } from '../state/folder.ts';
import { type Places, readAnchored } from '../state/places.ts';
import { fingerprint, isSignedBy, makeKey, shortestPassphrase, type UnlockedKey, unlockKey } from './keys.ts';

const approver = z.strictObject({ name: z.string(), public_key: z.base64(), enrolled_at: z.iso.datetime() });

const listFile = z.strictObject({
  version: z.literal(1),
  approvers: z.array(approver),
  signed: z.strictObject({ approver: z.string(), signature: z.base64() }).optional(),
});

export type Approver = z.output<typeof approver>;

/** Whose yes counts, and why not when nobody's does. */
export interface Approvers {
  readonly list: readonly Approver[];
  /** Where the list stands. */
  readonly file: string;
  readonly place: 'system' | 'user';
  /** Set when the list was changed behind its approvers' backs: then nothing can be approved. */
  readonly problem?: string;
}

const fileName = 'approvers.json';

/**
 * The approvers in force: those of the system folder where it has a list, else the user's own. The user's list counts as
 * it was last agreed to: signed by one of its approvers, and named by the journal.
 */
export function approversInForce(places: Places, journal: Journal): Approvers {
  const anchored = readAnchored(places, fileName);
  if (anchored !== undefined) {
    const file = path.join(places.system, fileName);
    return { list: parseList(anchored, file).approvers, file, place: 'system' };
  }
  const file = path.join(places.user, fileName);
  const text = readIfThere(file, 'followed');
  const agreed = journal.trust().approvers;
  if (text === undefined) {
    const gone = agreed === undefined ? {} : { problem: `the list of approvers, ${file}, is gone` };
    return { list: [], file, place: 'user', ...gone };
  }
  const { approvers, signed } = parseList(text, file);
  const signer = approvers.find(({ name }) => name === signed?.approver);
  const isSigned = signer && signed && isSignedBy(signer, 'change approvers', approvers, signed.signature);
  if (isSigned && digestOf(approvers) === agreed) return { list: approvers, file, place: 'user' };
  return {
    list: [],
    file,
    place: 'user',
    problem: `the list of approvers, ${file}, is not the one that its approvers agreed to`,
  };
}

/**
 * Makes a key for a person and puts them on the list. The first one vouches for themself; each further one needs an
 * approver who is on it.
 */
export function enroll(
  person: { readonly name: string; readonly passphrase: string },
  vouching: UnlockedKey | undefined,
  { places, journal, now }: { places: Places; journal: Journal; now: Date },
): UnlockedKey {
  refuseBadName(person.name);
  refuseShort(person.passphrase);
  const present = changeable(places, journal);
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
  const added = { name: person.name, public_key: key.public_key, enrolled_at: now.toISOString() };
  writeList([...present.list, added], vouching ?? key, 'enrolled', { places, journal });
  return key;
}

/** Takes a person off the list. Somebody who stays on it signs. */
export function revoke(
  name: string,
  signing: UnlockedKey,
  { places, journal }: { places: Places; journal: Journal },
): void {
  const present = changeable(places, journal);
  refuseStranger(present, signing);
  if (!present.list.some((each) => each.name === name)) throw unknownApprover(name, present);
  if (signing.name === name) {
    throw new InputError('approver_revokes_self', 'The one who signs must stay on the list.', {
      hint: 'Let another approver revoke this one; enroll one first if there is none.',
    });
  }
  const remaining = present.list.filter((each) => each.name !== name);
  writeList(remaining, signing, 'revoked', { places, journal });
}

/** Unlocks the key of an approver on the list; the only one when no name is given. */
export function unlockApprover(
  { list, ...rest }: Approvers,
  name: string | undefined,
  passphrase: string,
  { places, now }: { places: Places; now: Date },
): UnlockedKey {
  const wanted = chooseApprover({ list, ...rest }, name);
  const key = unlockKey(keyPath(places, wanted.name), passphrase, now);
  if (key.public_key === wanted.public_key) return key;
  throw new ConfigError('approver_key_differs', `The key of ${wanted.name} is not the one on the list of approvers.`, {
    hint: `The list has ${fingerprint(wanted)}, the key is ${fingerprint(key)}. Use the right key, or enroll this one.`,
  });
}

export function chooseApprover(approvers: Approvers, name: string | undefined): Approver {
  const { list, problem } = approvers;
  const [only, another] = list;
  if (!only) {
    throw new ConfigError(
      'no_approvers',
      problem ? `Nobody can approve: ${problem}.` : 'Nobody is enrolled as an approver.',
      {
        hint: problem
          ? 'Restore that file from a copy. The journal tells when it was last agreed to.'
          : 'A person has to enroll first.',
        advice: { action: problem ? 'read_journal' : 'enroll' },
      },
    );
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

function writeList(
  list: readonly Approver[],
  signing: UnlockedKey,
  action: 'enrolled' | 'revoked',
  { places, journal }: { places: Places; journal: Journal },
): void {
  const signed = { approver: signing.name, signature: signing.sign('change approvers', list) };
  journal.append({ type: 'approvers', list: digestOf(list), approver: signing.name, action });
  writeWhole(path.join(places.user, fileName), `${JSON.stringify({ version: 1, approvers: list, signed }, null, 2)}\n`);
}

function changeable(places: Places, journal: Journal): Approvers {
  const present = approversInForce(places, journal);
  if (present.place === 'system') {
    throw new ConfigError(
      'approvers_of_system',
      `The approvers stand in ${present.file}, which an administrator keeps.`,
      {
        hint: 'Let an administrator change that file.',
      },
    );
  }
  if (present.problem) chooseApprover(present, undefined);
  return present;
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

function parseList(text: string, file: string): z.output<typeof listFile> {
  try {
    return listFile.parse(JSON.parse(text));
  } catch (cause) {
    throw new ConfigError('approvers_damaged', `${file} is not a list of approvers.`, {
      hint: 'Restore it from a copy. Until then nothing can be approved.',
      cause,
    });
  }
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
