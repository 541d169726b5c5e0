import { describe, expect, it } from 'vitest';
import type { Agreement, Seal } from '../journal/agreement.ts';
import type { EntryOf } from '../journal/entry.ts';
import { fingerprint, makeKey } from '../people/keys.ts';
import type { Approver } from '../people/lists.ts';
import { macOf } from '../people/seal.ts';
import { missingFrom, soundApprovals, type Wanted } from './approvals.ts';

const storeKey = 'a'.repeat(64);
const { key } = makeKey('ada', 'a long passphrase');
const ada: Approver = {
  name: 'ada',
  kind: 'passphrase',
  key: fingerprint(key),
  public_key: key.public_key,
  enrolled_at: '2026-11-01T00:00:00.000Z',
};

const wanted: Wanted = {
  store: 'store_1',
  change: 'chg_aaaaaaaaaaaa',
  digestFor: (reveal) => `digest for ${reveal}`,
  proposed_at: '2026-11-01T12:00:00.000Z',
  expires_at: '2026-11-01T13:00:00.000Z',
};

const agreement: Agreement = {
  purpose: 'approve change',
  v: 1,
  store: 'store_1',
  change: 'chg_aaaaaaaaaaaa',
  digest: 'digest for null',
  channel: 'signature',
  approver: 'ada',
  key: ada.key,
  reveal: null,
  at: '2026-11-01T12:30:00.000Z',
  nonce: 'n',
};

const entry = (agreed: Agreement, seal?: Seal) =>
  ({ agreement: agreed, seal: seal ?? { kind: 'ed25519', signature: key.sign(agreed) } }) as EntryOf<'approved'>;
const sound = (...entries: EntryOf<'approved'>[]) => soundApprovals(entries, wanted, [ada], storeKey);

describe('an approval counts', () => {
  it('that is signed, or marked, for exactly this', () => {
    const marked: Agreement = { ...agreement, channel: 'terminal', approver: 'tester', key: null };
    const seal: Seal = { kind: 'store', mac: macOf(marked, storeKey) };
    expect(sound(entry(agreement), entry(marked, seal))).toEqual([agreement, marked]);
  });

  it('for the place that it names itself, where a secret goes', () => {
    const placed = { ...agreement, reveal: 'terminal', digest: 'digest for terminal' };
    expect(sound(entry(placed))).toEqual([placed]);
    expect(sound(entry({ ...placed, digest: 'digest for null' }))).toEqual([]);
  });

  it.each([
    ['another purpose', { purpose: 'resume' }],
    ['another version', { v: 2 }],
    ['another store', { store: 'store_2' }],
    ['another change', { change: 'chg_bbbbbbbbbbbb' }],
    ['another digest', { digest: 'digest for this' }],
    ['a place that nobody chose', { reveal: 'terminal' }],
    ['a time before the change was proposed', { at: '2026-11-01T11:59:59.999Z' }],
    ['a time after it expired', { at: '2026-11-01T13:00:00.001Z' }],
    ['no time', { at: 'soon' }],
    ['an unknown channel', { channel: 'telepathy' }],
    ['another name than the key’s', { approver: 'eve' }],
    ['another key', { key: 'k' }],
  ] as [string, Partial<Agreement>][])('for nothing with %s, though it is signed', (_what, part) => {
    expect(sound(entry({ ...agreement, ...part }))).toEqual([]);
  });

  it.each([
    ['without a seal', undefined],
    ['with a seal that is a text', 'signed'],
    ['with a seal of nobody', null],
  ])('for nothing %s', (_what, seal) => {
    expect(sound({ agreement, seal } as unknown as EntryOf<'approved'>)).toEqual([]);
    expect(
      sound({ seal: { kind: 'ed25519', signature: key.sign(agreement) } } as unknown as EntryOf<'approved'>),
    ).toEqual([]);
  });

  it('for nothing once its approver is on the list no more', () => {
    expect(soundApprovals([entry(agreement)], wanted, [], storeKey)).toEqual([]);
  });
});

describe('what is missing', () => {
  const by = (channel: Agreement['channel'], own: string | null): Agreement => ({ ...agreement, channel, key: own });
  const one = { channel: 'terminal', people: 1 } as const;
  const two = { channel: 'signature', people: 2 } as const;

  it('is nothing once as many people agreed, by that channel or a stronger one', () => {
    expect(missingFrom([by('terminal', null)], one)).toBeUndefined();
    expect(missingFrom([by('signature', 'k')], one)).toBeUndefined();
    expect(missingFrom([by('signature', 'k'), by('signature', 'l')], two)).toBeUndefined();
  });

  it('is said in words', () => {
    expect(missingFrom([by('elicitation', null)], one)).toBe('one approval by terminal');
    expect(missingFrom([], two)).toBe('2 approvals by signature, of 2 different people');
    expect(missingFrom([by('signature', 'k')], two)).toBe('one approval by signature, of 2 different people');
  });

  it('does not count one key twice, nor two names without keys as two people', () => {
    const named = (approver: string, own: string | null) => ({ ...by('signature', own), approver });
    expect(missingFrom([named('ada', 'k'), named('eve', 'k')], two)).toMatch(/one approval/);
    const people = { channel: 'terminal', people: 2 } as const;
    expect(
      missingFrom(
        [
          { ...by('terminal', null), approver: 'ada' },
          { ...by('terminal', null), approver: 'eve' },
        ],
        people,
      ),
    ).toMatch(/one approval/);
  });
});
