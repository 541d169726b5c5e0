import { describe, expect, it } from 'vitest';
import { exactText, readDecimal } from '../exact.ts';
import type { Fact } from '../fact.ts';
import { runaways, unused } from './key-trends.ts';

const now = Date.parse('2026-11-15T00:00:00Z');
const day = 86_400_000;
const date = (moment: number) => `${new Date(moment).toISOString().slice(0, 19)}Z`;

/** What a key cost on a day before today; undefined for an amount that nobody knows. */
function spent(key: string | null, daysAgo: number, amount: string | undefined, currency = 'USD'): Fact {
  const read = readDecimal(amount);
  return {
    starting_at: date(now - daysAgo * day),
    ending_at: date(now - (daysAgo - 1) * day),
    dimensions: { api_key_id: key },
    measures: {},
    money: read ? { amounts: { [currency]: read }, unknown: 0 } : { amounts: {}, unknown: 1 },
  };
}

const found = (facts: readonly Fact[], at = now) => runaways(facts, 'api_key_id', { now: at, days: 7, times: 5 });

describe('a key that runs away', () => {
  it('is one that spends exactly as many times as much, however a float would round', () => {
    const facts = [spent('k', 14, '0.1'), spent('k', 13, '0.2'), spent('k', 1, '1.5')];
    const [trend] = found(facts);
    expect(trend).toMatchObject({ key: 'k', currency: 'USD', unknown: 0 });
    expect(trend && exactText(trend.times)).toBe('5');
    expect(trend?.lately.times(7).round(15).toFixed()).toBe('1.5');
  });

  it('is not one that spends the smallest bit less', () => {
    expect(found([spent('k', 14, '0.3'), spent('k', 1, '1.49999999999999999999')])).toEqual([]);
  });

  it('is measured a day, over as much of today as there was', () => {
    const facts = [spent('k', 7, '7'), spent('k', 3, '35'), spent('k', 0, '2.5')];
    const [trend] = found(facts, now + day / 2);
    expect(trend).toBeUndefined();
    const [steep] = found([spent('k', 14, '7'), spent('k', 3, '35'), spent('k', 0, '2.5')], now + day / 2);
    expect(steep && [exactText(steep.before), exactText(steep.lately)]).toEqual(['1', '5']);
  });

  it('comes before one that rose less', () => {
    const facts = ['six', 'nine'].flatMap((key, index) => [spent(key, 14, '1'), spent(key, 2, String(6 + 3 * index))]);
    expect(found(facts).map(({ key }) => key)).toEqual(['nine', 'six']);
  });

  it('is no new key, no use without a key, and nothing without a time before', () => {
    expect(found([spent('new', 2, '100'), spent(null, 14, '1'), spent(null, 1, '100'), spent('old', 14, '1')])).toEqual(
      [],
    );
    expect(found([spent('k', 2, '100')])).toEqual([]);
    expect(found([])).toEqual([]);
  });

  it('is judged in each currency by itself', () => {
    const facts = [spent('k', 14, '1', 'EUR'), spent('k', 14, '1'), spent('k', 1, '9', 'EUR'), spent('k', 1, '2')];
    expect(found(facts).map(({ currency }) => currency)).toEqual(['EUR']);
  });

  it('says how many amounts are unknown, and takes none of them for nothing', () => {
    const facts = [
      spent('k', 14, '1'),
      spent('k', 13, undefined),
      spent('k', 1, '9'),
      spent('hidden', 13, undefined),
      spent('hidden', 1, '9'),
    ];
    expect(found(facts)).toMatchObject([{ key: 'k', unknown: 1 }]);
  });
});

describe('an unused key', () => {
  const keys = [
    { id: 'young', createdAt: now - 5 * day },
    { id: 'old', createdAt: now - 200 * day },
    { id: 'older', createdAt: now - 300 * day, lastUsedAt: null },
    { id: 'seen', createdAt: now - 200 * day },
    { id: 'used', createdAt: now - 200 * day, lastUsedAt: now - day },
    { id: 'used long ago', createdAt: now - 250 * day, lastUsedAt: now - 100 * day },
    { id: 'undated', createdAt: undefined },
  ];

  it('is old, and neither a fact nor the list shows use', () => {
    const facts = [spent('seen', 3, '0')];
    expect(unused(keys, facts, 'api_key_id', { now, days: 90 }).map(({ id }) => id)).toEqual([
      'older',
      'used long ago',
      'old',
    ]);
  });
});
