import { unit } from '../../internal/hash.ts';
import type { Store } from '../engine/store.ts';
import { type Rhythm, type Stream, streams } from './demand.ts';
import { day, power } from './usage.ts';

/** How seeded demand is planned: what a key is for, which models it went through, and how much it uses today. */

/** A way of use as it is today, from which its beginning is worked out. */
export interface Use {
  readonly dataset: string;
  readonly dimensions: Stream['dimensions'];
  readonly rhythm: Rhythm;
  readonly from: number;
  readonly until: number | null;
  /** What an ordinary weekday uses now, by kind. */
  readonly perDay: Readonly<Record<string, number>>;
  readonly retired?: boolean;
}

/** Adds the same use each day from this one on, as a test or a person wishes it. */
export function addSteadyUse(store: Store, use: Pick<Use, 'dataset' | 'dimensions' | 'perDay'>, now: number): void {
  const today = Math.floor(now / day) * day;
  addUse(store, { ...use, rhythm: { shape: 'steady', growth: 0 }, from: today, until: null }, now);
}

export function addUse(store: Store, use: Use, now: number): void {
  const { dataset, dimensions, rhythm, from, until, perDay, retired } = use;
  if (until !== null && until <= from) return;
  const grown = power(1 + rhythm.growth, Math.max(0, Math.floor((now - from) / day)));
  const amounts = Object.fromEntries(
    Object.entries(perDay).map(([kind, amount]) => [kind, Math.round(amount / grown)] as const),
  );
  store.in(streams).add({
    id: store.newId('stream_', 16),
    dataset,
    dimensions,
    amounts,
    rhythm,
    active: [{ from, until }],
    ...(retired && { retired: true }),
  });
}

/** The mean of a week, as a part of an ordinary weekday. */
const weeklyMean: Readonly<Record<Rhythm['shape'], number>> = { office: 0.726, steady: 0.936, nightly: 0.914 };

/** Requests of an ordinary weekday that come to a daily mean of dollars. */
export function requestsFor(dollarsPerDay: number, dollarsPerRequest: number, shape: Rhythm['shape']): number {
  return dollarsPerDay / dollarsPerRequest / weeklyMean[shape];
}

/** By which an older model's use is sized: a dear one was used less than its cheaper successor, and cost some more. */
export function meanPrice(then: number, now: number): number {
  return Math.sqrt(then * Math.sqrt(then * now));
}

/** What a key is for, as far as its name tells. */
export type Purpose = 'production' | 'batch' | 'development' | 'runaway' | 'stale';

export function purposeOf(name: string): Purpose {
  if (/legacy/i.test(name)) return 'stale';
  if (/backfill|retry/i.test(name)) return 'runaway';
  if (/batch|nightly|etl|eval|index|export|report|cron|job/i.test(name)) return 'batch';
  if (/prod|api|live|service|gateway|worker|backend|support|search|agent|bot/i.test(name)) return 'production';
  return 'development';
}

const shapes: Readonly<Record<Purpose, Rhythm['shape']>> = {
  production: 'steady',
  batch: 'nightly',
  development: 'office',
  runaway: 'steady',
  stale: 'steady',
};

const daysSinceRunaway = 9;
const daysSinceStale = 190;

/** How the demand of a key moves. */
export function rhythmOf(id: string, purpose: Purpose, now: number): Rhythm {
  const growth = Math.round(unit(id, 'growth') * (purpose === 'production' ? 30 : 15)) / 10_000;
  const runaway = { from: Math.floor(now / day) * day - daysSinceRunaway * day, times: 20 };
  return { shape: shapes[purpose], growth, ...(purpose === 'runaway' && { runaway }) };
}

/** When a key's use began: with the key, but not longer ago than reports can be asked for. */
export function beginningOf(createdAt: number, now: number): number {
  return Math.max(createdAt, Math.floor(now / day) * day - 400 * day);
}

/** When the use of a stale key ended. */
export function staleSince(from: number, now: number): number {
  return Math.max(from, now - daysSinceStale * day);
}

/** How much of the organisation's spend a key has, as a weight. A few keys have most of it. */
export function weightOf(id: string, purpose: Purpose): number {
  const size = 0.2 + unit(id, 'size') ** 3 * 5;
  return { production: 12 * size, batch: 5 * size, development: size, runaway: 0, stale: 0 }[purpose];
}

/** What the runaway key cost a day before it ran away, and what keys cost that are hardly used, in dollars. */
export const runawayDollars = 24;
export const fewDollars = 6;

interface PlannedKey {
  readonly id: string;
  readonly name: string;
}

/**
 * What each key is for and costs a day, of a whole in dollars. One key at most has run away; what has ended weighs
 * nothing, and cost little while it lasted.
 */
export function planKeys<Key extends PlannedKey>(
  keys: readonly Key[],
  whole: number,
  hasEnded: (key: Key) => boolean,
): readonly { readonly key: Key; readonly purpose: Purpose; readonly weight: number; readonly dollars: number }[] {
  const runaway = keys.find(({ name }) => purposeOf(name) === 'runaway');
  const weighed = keys.map((key) => {
    const named = purposeOf(key.name);
    const purpose: Purpose = named === 'runaway' && key !== runaway ? 'batch' : named;
    return { key, purpose, weight: hasEnded(key) ? 0 : weightOf(key.id, purpose) };
  });
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  return weighed.map(({ key, purpose, weight }) => {
    const usual = weight === 0 ? fewDollars : (whole * weight) / total;
    return { key, purpose, weight, dollars: purpose === 'runaway' ? runawayDollars : usual };
  });
}

/** A line of models, oldest first, and the day from which each could be used. */
export type Family = readonly { readonly model: string; readonly since: string }[];

export interface Tenure {
  readonly model: string;
  readonly from: number;
  readonly until: number | null;
  readonly retired: boolean;
}

/** The models that a key went through: it takes a new one some days after it came out. */
export function tenures(family: Family, id: string, from: number, until: number | null, now: number): Tenure[] {
  const lag = Math.floor(unit(id, 'adoption') ** 2 * 30) * day;
  const moves = family
    .map(({ model, since }, index) => ({ model, from: index === 0 ? 0 : Date.parse(since) + lag }))
    .filter(({ from: moved }) => moved <= now);
  return moves.flatMap(({ model, from: moved }, index) => {
    const start = Math.max(from, moved);
    const next = moves[index + 1]?.from ?? Number.POSITIVE_INFINITY;
    const end = Math.min(next, until ?? Number.POSITIVE_INFINITY);
    if (start >= end) return [];
    const goesOn = end === Number.POSITIVE_INFINITY;
    return [{ model, from: start, until: goesOn ? null : end, retired: !goesOn && end === next }];
  });
}

/** One of several, by hash; earlier ones are likelier. */
export function pick<T>(choices: readonly T[], ...parts: readonly (string | number)[]): T {
  const place = Math.floor(unit(...parts) ** 1.4 * choices.length);
  return choices[place] as T;
}
