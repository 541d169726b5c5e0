import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { harmless } from './harmless.ts';
import { itemChanges, planValue } from './plan-value.ts';

describe('a value in a plan', () => {
  it.each([
    ['role', 'owner', 'owner'],
    ['name', 'Search ranking', '"Search ranking"'],
    ['name', '', '""'],
    ['name', 'a → b', '"a → b"'],
    ['name', 'true', 'true'],
    ['name', 'say "yes"', '"say \\"yes\\""'],
    ['limit', 1000, '1000'],
    ['limit', null, 'null'],
    ['on', false, 'false'],
    ['settings', { a: [1, 'b'] }, '{"a":[1,"b"]}'],
  ])('of %s %j reads %s', (field, value, text) => {
    expect(planValue(field, value)).toBe(text);
  });

  it('that is a moment is said as one, beside what is sent', () => {
    expect(planValue('user.created_at', 1_790_000_000)).toMatch(/^2026-09-21.* \(1790000000\)$/);
    expect(planValue('count', 1_790_000_000)).toBe('1790000000');
  });

  it('that is quoted is quoted even where it is one word', () => {
    expect(planValue('client', 'codex', 'quoted')).toBe('"codex"');
  });

  it('never has a character that moves, hides or reorders, nor a line of its own', () => {
    const texts = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(fc.oneof(texts, fc.dictionary(texts, texts), fc.array(texts)), (value) => {
        expect(planValue('name', value)).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b-\u200f\u3164\ufeff]/u);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps two values apart that are two', () => {
    const texts = fc.string({ unit: 'binary', maxLength: 12 });
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        fc.pre(a !== b);
        expect(planValue('name', a)).not.toBe(planValue('name', b));
      }),
      { numRuns: 500 },
    );
  });
});

describe('a list in a plan', () => {
  const signs = (before: unknown, after: unknown) =>
    itemChanges(before, after)?.map(({ sign, value }) => `${sign}${JSON.stringify(value)}`);

  it('has what goes and what comes, as often as it does', () => {
    expect(signs(['a', 'b', 'b'], ['b', 'c'])).toEqual(['-"a"', '-"b"', '+"c"']);
    expect(signs(undefined, ['a', 'a'])).toEqual(['+"a"', '+"a"']);
    expect(signs(null, ['a'])).toEqual(['+"a"']);
    expect(signs(['a'], [])).toEqual(['-"a"']);
    expect(signs([{ a: 1, b: 2 }], [{ b: 2, a: 1 }, { a: 2 }])).toEqual(['+{"a":2}']);
  });

  it('that only changes its order, or was no list, is shown as a value', () => {
    expect(signs(['a', 'b'], ['b', 'a'])).toBeUndefined();
    expect(signs('a', ['a'])).toBeUndefined();
    expect(signs(['a'], 'a')).toBeUndefined();
  });
});

describe('text of others', () => {
  it('that mixes letters which look alike is said to do so, and other text is left as it is', () => {
    expect(harmless('Grüße an 東京')).toBe('Grüße an 東京');
    expect(harmless('p\u0430ypal')).toMatch(/^p\u0430ypal \[mixes .+ letters\]$/);
  });
});
