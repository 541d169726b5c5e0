import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hash32, hex, letters, some, unit } from './hash.ts';

const parts = fc.array(fc.oneof(fc.string(), fc.integer()), { maxLength: 4 });

it('depends on nothing but the parts, and on where one ends and the next begins', () => {
  expect(hash32('seed', 7)).toBe(hash32('seed', 7));
  expect(hash32('ab', 'c')).not.toBe(hash32('a', 'bc'));
  expect(hash32('a', 'b')).not.toBe(hash32('b', 'a'));
});

it('is a whole number of 32 bits, and a unit is from 0 up to but not 1', () => {
  fc.assert(
    fc.property(parts, (each) => {
      const hash = hash32(...each);
      expect(hash).toBe(hash >>> 0);
      expect(unit(...each)).toBeGreaterThanOrEqual(0);
      expect(unit(...each)).toBeLessThan(1);
    }),
  );
});

it('spreads neighbours evenly', () => {
  const tenths = Array.from({ length: 10_000 }, (_, index) => Math.floor(unit('day', index) * 10));
  for (let tenth = 0; tenth < 10; tenth += 1) {
    const share = tenths.filter((each) => each === tenth).length;
    expect(share).toBeGreaterThan(850);
    expect(share).toBeLessThan(1150);
  }
});

it('chooses different places of a list, in order, and no more than were asked for', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 30 }), parts, (count, length, each) => {
      const places = some(count, length, ...each);
      expect(places.length).toBeLessThanOrEqual(count);
      expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
      expect(places.every((place) => place >= 0 && place < length)).toBe(true);
    }),
  );
});

it('writes as many letters or digits as were asked for, without look-alikes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 }), parts, (length, each) => {
      expect(letters(length, ...each)).toMatch(new RegExp(`^[1-9A-HJ-NP-Za-km-z]{${length}}$`));
      expect(hex(length, ...each)).toMatch(new RegExp(`^[0-9a-f]{${length}}$`));
    }),
  );
  expect(letters(24, 'key', 1)).not.toBe(letters(24, 'key', 2));
});
