import { Table } from '../../demand/buckets.ts';
import type { Stream } from '../../demand/demand.ts';
import type { Window } from '../../demand/usage.ts';
import { cursorTo, positionIn, tooLarge } from '../report.ts';
import type { Group } from './dimensions.ts';
import type { Measure } from './measure.ts';

/** One row of a report: a group's value in a window. */
export interface Row<Value> {
  readonly window: Window;
  readonly group: Group;
  readonly value: Value;
}

export interface Source<Value> {
  readonly streams: readonly { readonly stream: Stream; readonly groups: readonly Group[] }[];
  readonly measure: Measure<Value>;
}

/** The most rows that are ranked for one answer. */
const mostRanked = 200_000;

/** The rows of some windows, in the order of windows and streams. */
export function rowsIn<Value>({ streams, measure }: Source<Value>, windows: readonly Window[], now: number) {
  const table = new Table<Row<Value>>(windows.length, mostRanked, tooLarge);
  for (const { stream, groups } of streams) {
    const keys = groups.map((group) => JSON.stringify(group));
    for (const [index, window] of windows.entries()) {
      const value = measure.of(stream, window, now);
      if (value === undefined) continue;
      for (const [place, group] of groups.entries()) {
        const make = () => ({ window, group, value: measure.empty() });
        measure.merge(table.row(index, keys[place] as string, make).value, value);
      }
    }
  }
  return windows.map((_, index) => table.rows(index));
}

interface Paging<Value> {
  readonly query: { readonly page?: string | undefined };
  readonly limit: number;
  /** Below zero when the first row goes first. */
  readonly compare: (a: Row<Value>, b: Row<Value>) => number;
}

interface Page<Value> {
  readonly rows: readonly Row<Value>[];
  readonly next_page: string | null;
}

/** A page of all rows in the order of `compare`. */
export function rankedPage<Value>(
  source: Source<Value>,
  windows: readonly Window[],
  now: number,
  { query, limit, compare }: Paging<Value>,
): Page<Value> {
  const [start = 0] = query.page === undefined ? [] : positionIn(query.page, query);
  const rows = rowsIn(source, windows, now).flat().sort(compare);
  const end = start + limit;
  return { rows: rows.slice(start, end), next_page: end < rows.length ? cursorTo([end, 0, now], query) : null };
}

/** A page of the rows window by window; `compare` orders them within each. */
export function timedPage<Value>(
  source: Source<Value>,
  windows: readonly Window[],
  now: number,
  { query, limit, compare }: Paging<Value>,
): Page<Value> {
  let [place = 0, skip = 0] = query.page === undefined ? [] : positionIn(query.page, query);
  const rows: Row<Value>[] = [];
  for (; place < windows.length; place += 1, skip = 0) {
    const [present = []] = rowsIn(source, [windows[place] as Window], now);
    const taken = present.sort(compare).slice(skip, skip + limit - rows.length);
    if (rows.length === limit && present.length > skip) return { rows, next_page: cursorTo([place, skip, now], query) };
    rows.push(...taken);
    if (skip + taken.length < present.length) {
      return { rows, next_page: cursorTo([place, skip + taken.length, now], query) };
    }
  }
  return { rows, next_page: null };
}

/** The moment of a paging run: that of its first page. */
export function momentOf(query: { readonly page?: string | undefined }, now: number): number {
  return query.page === undefined ? now : (positionIn(query.page, query)[2] ?? now);
}
