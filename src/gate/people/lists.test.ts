import { describe, expect, it } from 'vitest';
import { fingerprint, makeKey, type UnlockedKey } from './keys.ts';
import { type Approver, type ApproverList, digestOfList, lastOfChain, nextList, parseList } from './lists.ts';

const passphrase = 'a long passphrase';
const ada = makeKey('ada', passphrase).key;
const bob = makeKey('bob', passphrase).key;
const eve = makeKey('eve', passphrase).key;

function person(key: UnlockedKey, name = key.name): Approver {
  const { public_key } = key;
  return { name, kind: 'passphrase', key: fingerprint(key), public_key, enrolled_at: '2026-11-01T12:00:00.000Z' };
}

const first = nextList(undefined, [person(ada)], [ada]);
const second = nextList(first, [person(ada), person(bob)], [ada]);
const third = nextList(second, [person(bob)], [bob]);
const byEve = nextList(undefined, [person(eve)], [eve]);
const root = digestOfList(first);

describe('the list in force', () => {
  it('is the last of a chain of which each list was signed by a member of the one before', () => {
    for (const from of [undefined, root]) {
      expect(lastOfChain([first], from)).toEqual({ list: first });
      expect(lastOfChain([first, second, third], from)).toEqual({ list: third });
    }
  });

  it.each([
    ['of a stranger', nextList(first, [person(ada), person(eve)], [eve]), /list 1 .* was not agreed to/],
    ['of nobody', nextList(first, [person(ada), person(eve)], []), /was not agreed to/],
    ['of somebody who was revoked', nextList(third, [person(ada)], [ada]), /list 3 .* was not agreed to/],
    ['that follows another list', { ...second, previous: digestOfList(byEve) }, /was not agreed to/],
    ['that skips one', third, /list 2 .* was not agreed to/],
    ['whose members were edited', { ...second, approvers: [person(ada), person(eve)] }, /was not agreed to/],
    ['that asks for fewer signatures than was signed', { ...second, threshold: 2 }, /was not agreed to/],
    ['that is unreadable', undefined, /the list of approvers after number \d is damaged/],
  ])('is none after a list %s', (_what, list, problem) => {
    const chain = list?.seq === 3 ? [first, second, third] : [first];
    expect(lastOfChain([...chain, list], root)).toEqual({ problem: expect.stringMatching(problem) });
  });

  it.each([
    ['was signed by others', byEve, root, /not the one that trust is anchored in/],
    ['was signed by nobody', { ...first, signatures: [] }, undefined, /not the one that trust is anchored in/],
    ['is a later one', second, undefined, /the first lists of approvers are gone/],
    ['is unreadable', undefined, root, /the first list of approvers is damaged/],
  ] as [string, ApproverList | undefined, string | undefined, RegExp][])(
    'is none when the first list %s',
    (_what, list, pin, problem) => {
      expect(lastOfChain([list], pin)).toEqual({ problem: expect.stringMatching(problem) });
    },
  );

  it('may begin with a later list where that is what is pinned', () => {
    expect(lastOfChain([second, third], digestOfList(second))).toEqual({ list: third });
  });

  it('needs as many different members as the list before it asks for', () => {
    const pair = nextList(undefined, [person(ada), person(bob)], [ada], 2);
    const three = [person(ada), person(bob), person(eve)];
    expect(lastOfChain([pair, nextList(pair, three, [ada])], undefined)).toHaveProperty('problem');
    expect(lastOfChain([pair, nextList(pair, three, [ada, ada])], undefined)).toHaveProperty('problem');
    expect(lastOfChain([pair, nextList(pair, three, [ada, eve])], undefined)).toHaveProperty('problem');
    const agreed = nextList(pair, three, [ada, bob]);
    expect(lastOfChain([pair, agreed], undefined)).toEqual({ list: agreed });
    expect(agreed.threshold).toBe(2);
  });
});

describe('a list that is read', () => {
  it('comes back as it was written', () => {
    expect(parseList(JSON.stringify(second))).toEqual(second);
  });

  it.each([
    ['cut short', JSON.stringify(first).slice(0, 60)],
    ['of another form', JSON.stringify({ ...first, v: 1 })],
    ['with something added', JSON.stringify({ ...first, trusted: true })],
    ['without anybody on it', JSON.stringify({ ...first, approvers: [] })],
    [
      'of a key under another one’s id',
      JSON.stringify({ ...first, approvers: [{ ...person(eve), key: person(ada).key }] }),
    ],
    ['of an unknown kind of approver', JSON.stringify({ ...first, approvers: [{ ...person(ada), kind: 'passkey' }] })],
  ])('counts for nothing when it is %s', (_what, text) => {
    expect(parseList(text)).toBeUndefined();
  });
});
