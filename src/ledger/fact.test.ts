import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactText, readDecimal } from './exact.ts';
import { addQuantities, type Fact, type Quantity } from './fact.ts';
import { byGroup, byInterval, byIntervalAndGroup, total } from './question/totals.ts';

const whole = fc.bigInt({ min: 0n, max: 10n ** 18n });

/** What one row of a report holds: a count and cents, each of which may be unknown. */
const row = fc.record({
  day: fc.integer({ min: 1, max: 28 }),
  model: fc.constantFrom('opus', 'haiku', null),
  count: fc.option(whole, { nil: undefined }),
  cents: fc.option(whole, { nil: undefined }),
  currency: fc.constantFrom('USD', 'EUR'),
});
type Row = typeof row extends fc.Arbitrary<infer Value> ? Value : never;

function factFrom({ day, model, count, cents, currency }: Row): Fact {
  const amount = cents === undefined ? undefined : readDecimal(String(cents))?.times('0.01');
  const date = (number: number) => `2026-11-${String(number).padStart(2, '0')}T00:00:00Z`;
  return {
    starting_at: date(day),
    ending_at: date(day + 1),
    dimensions: { model },
    measures: { count: count === undefined ? { known: undefined, unknown: 1 } : { known: count, unknown: 0 } },
    money: amount ? { amounts: { [currency]: amount }, unknown: 0 } : { amounts: {}, unknown: 1 },
  };
}

/** A sum, by plain whole numbers. */
function reference(rows: readonly Row[]) {
  const known = rows.flatMap(({ count }) => (count === undefined ? [] : [count]));
  const centsOf = (currency: string) =>
    rows.flatMap((each) => (each.currency === currency && each.cents !== undefined ? [each.cents] : []));
  const sum = (numbers: readonly bigint[]) => (numbers.length === 0 ? undefined : numbers.reduce((a, b) => a + b));
  return {
    count: { known: sum(known), unknown: rows.length - known.length },
    cents: { USD: sum(centsOf('USD')), EUR: sum(centsOf('EUR')) },
    unknownAmounts: rows.filter(({ cents }) => cents === undefined).length,
  };
}

function summed({ measures, money }: Fact) {
  const cents = (currency: string) => {
    const amount = money?.amounts[currency];
    return amount && BigInt(exactText(amount.times(100)));
  };
  return { count: measures['count'], cents: { USD: cents('USD'), EUR: cents('EUR') }, unknownAmounts: money?.unknown };
}

describe('sums of facts', () => {
  it('are exact, keep currencies apart, and count what is unknown', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), (rows) => {
        const all = total(rows.map(factFrom));
        expect(all && summed(all)).toEqual(reference(rows));
      }),
    );
  });

  it('do not depend on the order', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), (rows) => {
        const there = total(rows.map(factFrom));
        const back = total(rows.map(factFrom).reverse());
        expect(there && summed(there)).toEqual(back && summed(back));
        expect([there?.starting_at, there?.ending_at]).toEqual([back?.starting_at, back?.ending_at]);
      }),
    );
  });

  it('make the same whole however they are divided into parts', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), (rows) => {
        const facts = rows.map(factFrom);
        const whole = total(facts);
        for (const parts of [byGroup(facts), byInterval(facts), byIntervalAndGroup(facts)]) {
          const again = total(parts);
          expect(again && summed(again)).toEqual(whole && summed(whole));
        }
      }),
    );
  });

  it('keep a group and its lack apart', () => {
    const facts = (['opus', null, 'null'] as const).map((model) =>
      factFrom({ day: 1, model: model as 'opus', count: 1n, cents: 1n, currency: 'USD' }),
    );
    expect(byGroup(facts)).toHaveLength(3);
  });

  it('are nothing over nothing, which is not zero', () => {
    expect(total([])).toBeUndefined();
  });
});

describe('a quantity', () => {
  const unknown: Quantity = { known: undefined, unknown: 1 };

  it('of which nothing is known has no number', () => {
    expect(addQuantities(unknown, unknown)).toEqual({ known: undefined, unknown: 2 });
  });

  it('that is zero is known', () => {
    expect(addQuantities({ known: 0n, unknown: 0 }, unknown)).toEqual({ known: 0n, unknown: 1 });
  });
});
