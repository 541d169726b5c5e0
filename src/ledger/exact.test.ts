import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addExact, compareExact, exactText, readDecimal, readExact } from './exact.ts';

describe('a number as a provider wrote it', () => {
  it.each([
    [0, '0'],
    [12.5, '12.5'],
    [0.1, '0.1'],
    [1e-7, '0.0000001'],
    [-3, '-3'],
    [9007199254740991, '9007199254740991'],
    ['123.4500', '123.45'],
    ['0E-18', '0'],
    ['1e3', '1000'],
    ['-0.5', '-0.5'],
    ['90071992547409930000', '90071992547409930000'],
  ])('%j is read in full', (written, text) => {
    expect(exactText(readExact(written) ?? 0n)).toBe(text);
    expect(readDecimal(written)?.toFixed()).toBe(text);
  });

  it.each(['', ' ', 'NaN', 'Infinity', '1,234.56', '$5', '0x10', '1e9999', '1.', '.5', '+1', '1 000', '٣'])(
    '«%s» is no number',
    (written) => {
      expect(readDecimal(written)).toBeUndefined();
      expect(readExact(written)).toBeUndefined();
    },
  );

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, true, null, undefined, {}, [1]])('nor is %o', (written) => {
    expect(readDecimal(written)).toBeUndefined();
    expect(readExact(written)).toBeUndefined();
  });

  it('is a bigint exactly when it is whole', () => {
    expect(readExact(7)).toBe(7n);
    expect(readExact('7.00')).toBe(7n);
    expect(typeof readExact('7.01')).toBe('object');
  });
});

/** A number with two decimals, as hundredths. */
const hundredths = fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n });
const exactOf = (hundredth: bigint) => {
  const digits = String(hundredth < 0n ? -hundredth : hundredth).padStart(3, '0');
  const read = readExact(`${hundredth < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`);
  if (read === undefined) throw new Error('not read');
  return read;
};

describe('arithmetic over whole numbers and fractions', () => {
  it('adds as whole numbers of the smallest unit would', () => {
    fc.assert(
      fc.property(hundredths, hundredths, (a, b) => {
        expect(compareExact(addExact(exactOf(a), exactOf(b)), exactOf(a + b))).toBe(0);
      }),
    );
  });

  it('orders as they do', () => {
    fc.assert(
      fc.property(hundredths, hundredths, (a, b) => {
        expect(Math.sign(compareExact(exactOf(a), exactOf(b)))).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });
});
