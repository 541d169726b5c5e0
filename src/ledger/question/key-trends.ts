import type { Decimal } from '../exact.ts';
import type { Fact } from '../fact.ts';
import { addMoney, amountsOf, type Money } from '../money.ts';
import { bucketMs } from './moment.ts';
import { floor } from './period.ts';

/** How the spend on one key moved lately. */
export interface KeyTrend {
  readonly key: string;
  readonly currency: string;
  /** The average per day in that currency, rounded to 20 decimals. */
  readonly before: Decimal;
  readonly lately: Decimal;
  /** `lately` by `before`. */
  readonly times: Decimal;
  /** How many facts of the key have an amount that nobody knows; they are in neither average. */
  readonly unknown: number;
}

const nothing: Money = { amounts: {}, unknown: 0 };

/**
 * Keys whose daily spend since midnight UTC `days` days ago is at least `times` what it was before, steepest first. New
 * keys are left out: they have no before.
 */
export function runaways(
  facts: readonly Fact[],
  dimension: string,
  { now, days = 7, times = 5 }: { now: number; days?: number; times?: number },
): KeyTrend[] {
  const turn = floor(now, bucketMs['1d']) - days * bucketMs['1d'];
  const first = facts.reduce((earliest, { starting_at }) => Math.min(earliest, Date.parse(starting_at)), turn);
  const [spanBefore, spanLately] = [turn - first, now - turn];
  if (spanBefore === 0) return [];
  return [...sumsByKey(facts, dimension, turn)]
    .flatMap(([key, { before, lately }]) =>
      amountsOf(before).map(([currency, amount]) => {
        const late = lately.amounts[currency];
        const unknown = before.unknown + lately.unknown;
        // Compared across, since a quotient would be rounded.
        const isSteep =
          late !== undefined && amount.gt(0) && late.times(spanBefore).gte(amount.times(spanLately).times(times));
        return isSteep ? { key, currency, before: amount, lately: late, unknown } : undefined;
      }),
    )
    .filter((trend) => trend !== undefined)
    .sort((a, b) => b.lately.times(a.before).cmp(a.lately.times(b.before)))
    .map(({ before, lately, ...rest }) => ({
      ...rest,
      before: before.times(bucketMs['1d']).div(spanBefore),
      lately: lately.times(bucketMs['1d']).div(spanLately),
      times: lately.times(spanBefore).div(before.times(spanLately)),
    }));
}

function sumsByKey(facts: readonly Fact[], dimension: string, turn: number) {
  const sums = new Map<string, { readonly before: Money; readonly lately: Money }>();
  for (const { dimensions, starting_at, money = nothing } of facts) {
    const key = dimensions[dimension];
    if (!key) continue;
    const { before, lately } = sums.get(key) ?? { before: nothing, lately: nothing };
    const isBefore = Date.parse(starting_at) < turn;
    sums.set(key, isBefore ? { before: addMoney(before, money), lately } : { before, lately: addMoney(lately, money) });
  }
  return sums;
}

/** What must be known of a key to say that nobody uses it. Moments in milliseconds; undefined where nobody knows. */
export interface DatedKey {
  readonly id: string;
  readonly createdAt: number | undefined;
  /** Null for a key that was never used. */
  readonly lastUsedAt?: number | null | undefined;
}

/**
 * Keys made at least `days` ago that occur in none of the facts and were not used since, as far as their provider says:
 * nobody would miss them. Oldest first.
 */
export function unused<Key extends DatedKey>(
  keys: readonly Key[],
  facts: readonly Fact[],
  dimension: string,
  { now, days }: { now: number; days: number },
): Key[] {
  const used = new Set(facts.map(({ dimensions }) => dimensions[dimension]));
  const since = now - days * bucketMs['1d'];
  return keys
    .filter(({ id, lastUsedAt }) => !used.has(id) && (lastUsedAt ?? 0) < since)
    .filter(({ createdAt }) => createdAt !== undefined && createdAt < since)
    .sort((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0));
}
