import type { ReportRow } from '../live/rows.ts';
import { zero } from '../money.ts';

/** Adds rows that agree in `keyOf`, keeping the first one's interval and dimensions. The order is that of arrival. */
export function addUp(rows: Iterable<ReportRow>, keyOf: (row: ReportRow) => string): ReportRow[] {
  const sums = new Map<string, ReportRow>();
  for (const row of rows) {
    const key = keyOf(row);
    const sum = sums.get(key);
    sums.set(key, sum ? plus(sum, row) : row);
  }
  return [...sums.values()];
}

function plus(a: ReportRow, b: ReportRow): ReportRow {
  const measures: Record<string, number> = { ...a.measures };
  for (const [path, value] of Object.entries(b.measures)) measures[path] = (measures[path] ?? 0) + value;
  return {
    ...a,
    starting_at: earlier(a.starting_at, b.starting_at),
    ending_at: later(a.ending_at, b.ending_at),
    measures,
    money: a.money?.plus(b.money ?? zero),
  };
}

/** Moments in one notation sort as text. */
function earlier(a: string, b: string): string {
  return [a, b].sort()[0] as string;
}

function later(a: string, b: string): string {
  return [a, b].sort()[1] as string;
}

/** One row per group and interval. */
export function byIntervalAndGroup(rows: Iterable<ReportRow>): ReportRow[] {
  return addUp(rows, (row) => JSON.stringify([row.starting_at, row.dimensions]));
}

/** One row per group over the whole period. */
export function byGroup(rows: Iterable<ReportRow>): ReportRow[] {
  return addUp(rows, (row) => JSON.stringify(row.dimensions));
}

/** One row per interval. */
export function byInterval(rows: Iterable<ReportRow>): ReportRow[] {
  return addUp(rows, (row) => row.starting_at);
}

export function total(rows: Iterable<ReportRow>): ReportRow | undefined {
  return addUp(rows, () => 'all')[0];
}

/** What a row weighs in a ranking or a chart: money where there is some, else the headline measures. */
export function weight(row: ReportRow, headline: readonly string[]): number {
  if (row.money) return row.money.toNumber();
  return headline.reduce((sum, path) => sum + (row.measures[path] ?? 0), 0);
}
