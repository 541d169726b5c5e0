import type { ReportRow } from '../live/rows.ts';

/** How the spend on one key moved lately, in dollars per day. */
export interface KeyTrend {
  readonly key: string;
  readonly before: number;
  readonly lately: number;
}

const dayMs = 86_400_000;

/**
 * Keys whose daily spend of the last `days` days is at least `times` what it was before, steepest first. New keys are
 * left out: they have no before.
 */
export function runaways(
  rows: readonly ReportRow[],
  dimension: string,
  { now, days = 7, times = 5 }: { now: number; days?: number; times?: number },
): KeyTrend[] {
  const turn = now - days * dayMs;
  const first = Math.min(...rows.map((row) => Date.parse(row.starting_at)));
  const daysBefore = Math.max(1, (turn - first) / dayMs);
  const sums = new Map<string, { before: number; lately: number }>();
  for (const row of rows) {
    const key = row.dimensions[dimension];
    if (!key) continue;
    const sum = sums.get(key) ?? { before: 0, lately: 0 };
    const amount = row.money?.toNumber() ?? 0;
    if (Date.parse(row.starting_at) < turn) sum.before += amount;
    else sum.lately += amount;
    sums.set(key, sum);
  }
  return [...sums]
    .map(([key, { before, lately }]) => ({ key, before: before / daysBefore, lately: lately / days }))
    .filter(({ before, lately }) => before > 0 && lately >= before * times)
    .sort((a, b) => b.lately / b.before - a.lately / a.before);
}

export interface KnownKey {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
}

/** Keys older than `days` that occur in none of the rows: nobody would miss them. Oldest first. */
export function unused(
  keys: readonly KnownKey[],
  rows: readonly ReportRow[],
  dimension: string,
  { now, days }: { now: number; days: number },
): KnownKey[] {
  const used = new Set(rows.map((row) => row.dimensions[dimension]));
  return keys
    .filter((key) => !used.has(key.id) && key.createdAt < now - days * dayMs)
    .sort((a, b) => a.createdAt - b.createdAt);
}
