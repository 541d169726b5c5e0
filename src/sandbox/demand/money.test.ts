import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dollars, inCents, inDollars, part, perMillion, wholeCents } from './money.ts';

it('writes back the decimal number of dollars that it read', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat({ max: 999_999_999 }), (whole, fraction) => {
      const text = `${whole}.${String(fraction).padStart(9, '0')}`;
      expect(inDollars(dollars(text))).toBe(text.replace(/\.?0+$/, ''));
    }),
  );
});

it('prices a token exactly, also at half and at nine tenths', () => {
  expect(inDollars(BigInt(1_000_000) * perMillion('0.125'))).toBe('0.125');
  expect(inCents(3n * part(part(perMillion('0.01'), 11n, 20n), 9n, 10n))).toBe('0.00000148500'.replace(/0+$/, ''));
});

it('writes cents with at least two places', () => {
  expect(inCents(dollars('51'))).toBe('5100.00');
  expect(inCents(dollars('0.125'))).toBe('12.50');
  expect(inCents(0n)).toBe('0.00');
});

it('rounds whole cents half up', () => {
  expect(wholeCents(dollars('0.005'))).toBe(1);
  expect(wholeCents(dollars('0.0049'))).toBe(0);
});

it('refuses a division that leaves a rest', () => {
  expect(() => part(1n, 1n, 3n)).toThrow('exactly');
});
