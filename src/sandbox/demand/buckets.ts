import type { Refusal } from '../engine/refusal.ts';
import { day, type Window } from './usage.ts';

/** Buckets of a report: aligned to UTC, the first snapped down to its boundary. */

export const widths = { '1m': 60_000, '1h': 3_600_000, '1d': day } as const;
export type Width = keyof typeof widths;

export function snapDown(moment: number, width: Width): number {
  return Math.floor(moment / widths[width]) * widths[width];
}

export function snapUp(moment: number, width: Width): number {
  return Math.ceil(moment / widths[width]) * widths[width];
}

/** At most `limit` buckets from `start` to `end`, both on boundaries, and where the next page begins. */
export function bucketsBetween(start: number, end: number, width: Width, limit: number) {
  const step = widths[width];
  const buckets: Window[] = [];
  let from = start;
  for (; from < end && buckets.length < limit; from += step) buckets.push({ from, until: from + step });
  return { buckets, next: from < end ? from : null };
}

/** The rows of an answer by bucket and group. Refuses to hold more than an answer may have. */
export class Table<Row> {
  readonly #buckets: Map<string, Row>[];
  readonly #tooLarge: () => Refusal;
  #room: number;

  constructor(buckets: number, room: number, tooLarge: () => Refusal) {
    this.#buckets = Array.from({ length: buckets }, () => new Map());
    this.#room = room;
    this.#tooLarge = tooLarge;
  }

  /** The row of a group, made when it is asked for first. */
  row(bucket: number, key: string, make: () => Row): Row {
    const rows = this.#buckets[bucket] as Map<string, Row>;
    const present = rows.get(key);
    if (present !== undefined) return present;
    if (this.#room === 0) throw this.#tooLarge();
    this.#room -= 1;
    const row = make();
    rows.set(key, row);
    return row;
  }

  rows(bucket: number): Row[] {
    return [...(this.#buckets[bucket] as Map<string, Row>).values()];
  }
}

/** The most rows that one answer holds. */
export const mostRows = 25_000;

export function add(sums: Record<string, number>, used: Readonly<Record<string, number>>): void {
  for (const kind in used) sums[kind] = (sums[kind] ?? 0) + (used[kind] as number);
}

export function isNothing(used: Readonly<Record<string, number>>): boolean {
  for (const kind in used) if (used[kind] !== 0) return false;
  return true;
}
