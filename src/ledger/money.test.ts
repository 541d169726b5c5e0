import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactText, readDecimal } from './exact.ts';
import { addMoney, amountText, fromCents, type Money, moneyText } from './money.ts';

const unknownAmount: Money = { amounts: {}, unknown: 1 };
const money = (amount: string, currency = 'USD'): Money => ({ amounts: { [currency]: decimal(amount) }, unknown: 0 });
const nothing: Money = { amounts: {}, unknown: 0 };

function decimal(text: string) {
  const read = readDecimal(text);
  if (!read) throw new Error(`${text} is not an amount`);
  return read;
}

/** Amounts of up to eight decimals, as whole numbers of 10^-8. */
const units = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
const amountOf = (unit: bigint) => {
  const digits = String(unit < 0n ? -unit : unit).padStart(9, '0');
  return `${unit < 0n ? '-' : ''}${digits.slice(0, -8)}.${digits.slice(-8)}`;
};

describe('a sum of money', () => {
  it('is exact, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(units, { maxLength: 60 }), fc.nat(), (parts, seed) => {
        const turned = [...parts.slice(seed % (parts.length || 1)), ...parts.slice(0, seed % (parts.length || 1))];
        for (const order of [parts, turned, [...parts].reverse()]) {
          const sum = order.map((part) => money(amountOf(part))).reduce(addMoney, nothing);
          const whole = parts.reduce((total, part) => total + part, 0n);
          expect(exactText((sum.amounts['USD'] ?? decimal('0')).times(1e8))).toBe(String(whole));
        }
      }),
    );
  });

  it('keeps currencies apart', () => {
    const sum = [money('40'), money('30', 'EUR'), money('2.5')].reduce(addMoney);
    expect(moneyText(sum)).toBe('$42.50 + 30.00 EUR');
  });

  it('counts what is unknown, and does not take it for nothing', () => {
    expect(addMoney(money('1.5'), unknownAmount)).toEqual({ ...money('1.5'), unknown: 1 });
    expect(moneyText(addMoney(unknownAmount, unknownAmount))).toBe('');
  });
});

it('turns cents into dollars without rounding', () => {
  expect(exactText(fromCents(decimal('123.45')))).toBe('1.2345');
  expect(exactText(fromCents(decimal(`0.${'0'.repeat(30)}1`)))).toBe(`0.${'0'.repeat(32)}1`);
});

it('shows amounts with separators and currency, and does not show a small amount as nothing', () => {
  expect(amountText(decimal('1234567.891'), 'USD')).toBe('$1,234,567.89');
  expect(amountText(decimal('-0.5'), 'USD')).toBe('-$0.50');
  expect(amountText(decimal('0.0012'), 'USD')).toBe('$0.0012');
  expect(amountText(decimal('0'), 'USD')).toBe('$0.00');
  expect(amountText(decimal('1234.5'), 'EUR')).toBe('1,234.50 EUR');
});
