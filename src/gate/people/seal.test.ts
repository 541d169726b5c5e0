import { describe, expect, it } from 'vitest';
import type { Agreement, Seal } from '../journal/agreement.ts';
import { fingerprint, makeKey } from './keys.ts';
import { bytesOf, challengeOf, faultIn, macOf, type Sealer } from './seal.ts';

const { key } = makeKey('ada', 'a long passphrase');
const { key: other } = makeKey('eve', 'a long passphrase');
const ada: Sealer = { name: 'ada', key: fingerprint(key), public_key: key.public_key };
const eve: Sealer = { name: 'eve', key: fingerprint(other), public_key: other.public_key };
const storeKey = 'a'.repeat(64);

const signedOne: Agreement = {
  purpose: 'approve change',
  v: 1,
  store: 'store_1',
  change: 'chg_aaaaaaaaaaaa',
  digest: 'd'.repeat(64),
  channel: 'signature',
  approver: 'ada',
  key: ada.key,
  reveal: null,
  at: '2026-11-01T12:00:00.000Z',
  nonce: 'n'.repeat(32),
};
const signature: Seal = { kind: 'ed25519', signature: key.sign(signedOne) };
const markedOne: Agreement = { ...signedOne, channel: 'terminal', approver: 'tester', key: null };
const mark: Seal = { kind: 'store', mac: macOf(markedOne, storeKey) };

/** Another value for every part of an agreement. */
const others: { readonly [Name in keyof Agreement]: Agreement[Name] } = {
  purpose: 'resume',
  v: 2 as never,
  store: 'store_2',
  change: 'chg_bbbbbbbbbbbb',
  digest: 'e'.repeat(64),
  channel: 'elicitation',
  approver: 'eve',
  key: eve.key,
  reveal: 'terminal',
  at: '2026-11-01T12:00:01.000Z',
  nonce: 'm'.repeat(32),
};
const parts = Object.entries(others).map(([name, value]) => [name, { [name]: value }] as const);

describe('a signature', () => {
  it('holds for the agreement that was signed, whoever’s store checks it', () => {
    expect(faultIn(signedOne, signature, ada, storeKey)).toBeUndefined();
    expect(faultIn(signedOne, signature, ada, undefined)).toBeUndefined();
  });

  it.each(parts)('holds for no other %s', (_name, part) => {
    expect(faultIn({ ...signedOne, ...part }, signature, ada, storeKey)).toEqual(expect.any(String));
  });

  it.each([
    ['is a signature where none was asked for', markedOne, signature, ada],
    ['is by a key that no list of approvers has', signedOne, signature, undefined],
    ['is by a key that no list of approvers has', signedOne, signature, eve],
    ['is by the key of somebody else', { ...signedOne, approver: 'grace' }, signature, ada],
    ['is not a signature of what was agreed to', signedOne, { kind: 'ed25519', signature: 'AAAA' }, ada],
    ['is not a signature of what was agreed to', signedOne, { kind: 'ed25519' }, ada],
    ['is of an unknown kind', signedOne, { kind: 'passkey', signature: 'AAAA' }, ada],
    ['has no signature', signedOne, mark, ada],
    ['has no signature', { ...markedOne, key: ada.key }, mark, ada],
  ] as [string, Agreement, Seal, Sealer | undefined][])('that does not hold %s', (fault, agreement, seal, sealer) => {
    expect(faultIn(agreement, seal, sealer, storeKey)).toBe(fault);
  });
});

describe('a mark of the store', () => {
  it('holds for what was agreed to in that store', () => {
    expect(faultIn(markedOne, mark, undefined, storeKey)).toBeUndefined();
  });

  it.each(parts)('holds for no other %s', (_name, part) => {
    expect(faultIn({ ...markedOne, ...part }, mark, undefined, storeKey)).toEqual(expect.any(String));
  });

  it.each([
    ['was not made by this store', mark, 'b'.repeat(64)],
    ['was not made by this store', { kind: 'store', mac: '' }, storeKey],
    ['was not made by this store', { kind: 'store', mac: 7 }, storeKey],
    ['was not made by this store', { kind: 'store', mac: 'ü'.repeat(64) }, storeKey],
    ['was not made by this store', { kind: 'store' }, storeKey],
    ['can be checked with its store only', mark, undefined],
  ] as [string, Seal, string | undefined][])('that does not hold %s', (fault, seal, own) => {
    expect(faultIn(markedOne, seal, undefined, own)).toBe(fault);
  });
});

it('what is sealed does not hang on the order of its fields, and has a challenge of its own', () => {
  const turned = Object.fromEntries(Object.entries(signedOne).toReversed()) as unknown as Agreement;
  expect(bytesOf(turned)).toEqual(bytesOf(signedOne));
  expect(challengeOf(turned)).toMatch(/^[0-9a-f]{64}$/);
  expect(challengeOf(turned)).not.toBe(challengeOf(markedOne));
});
