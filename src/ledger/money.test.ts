import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decimal, dollars, dollarsFrom, plainText, zero } from './money.ts';

it('reads cents and dollars into the same unit', () => {
  expect(plainText(dollarsFrom('123.45', 'cents'))).toBe('1.2345');
  expect(plainText(dollarsFrom(12.5, 'dollars'))).toBe('12.5');
  expect(plainText(dollarsFrom('0.34090000000000000', 'dollars'))).toBe('0.3409');
});

it('adds without the error of floats', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: 0n, max: 10n ** 15n }), { maxLength: 50 }), (amounts) => {
      const sum = amounts.reduce((total, each) => total.plus(decimal(`${each}`).div(1000)), zero);
      expect(plainText(sum.times(1000))).toBe(String(amounts.reduce((total, each) => total + each, 0n)));
    }),
  );
});

it('shows dollars with separators, and does not show a small amount as nothing', () => {
  expect(dollars(decimal('1234567.891'))).toBe('$1,234,567.89');
  expect(dollars(decimal('-0.5'))).toBe('-$0.50');
  expect(dollars(decimal('0.0012'))).toBe('$0.0012');
  expect(dollars(zero)).toBe('$0.00');
});
