import type { Width } from '../../demand/buckets.ts';
import type { Clock } from '../../engine/clock.ts';
import type { Store } from '../../engine/store.ts';
import { type Cap, pageOfBuckets, written } from '../report.ts';
import { dimensions } from './dimensions.ts';
import type { Measure } from './measure.ts';
import { checkCombination, type Filters } from './query.ts';
import { checkRange, longest, refreshedAt } from './range.ts';
import { sourceOf } from './report-rows.ts';
import { type Row, rowsIn } from './rows.ts';

/** The two older reports of Claude Enterprise by bucket. */

const caps: Readonly<Record<Width, Cap>> = {
  '1d': { usual: 7, most: 31 },
  '1h': { usual: 24, most: 168 },
  '1m': { usual: 60, most: 256 },
};

/** A bucket tells of its largest groups and of no others. */
const mostGroups = 100;

interface BucketedQuery extends Filters {
  readonly starting_at: number;
  readonly ending_at?: number | undefined;
  readonly bucket_width: Width;
  readonly limit?: number | undefined;
  readonly page?: string | undefined;
  readonly group_by: readonly string[];
}

interface Ranking<Value> {
  readonly measure: Measure<Value>;
  /** Ascending by size. */
  readonly compare: (a: Value, b: Value) => number;
  readonly wire: (row: Row<Value>) => object[];
}

export function answerBuckets<Value>(
  { store, query, clock }: { readonly store: Store; readonly query: BucketedQuery; readonly clock: Clock },
  { measure, compare, wire }: Ranking<Value>,
) {
  const width = query.bucket_width;
  checkRange(query, undefined, clock);
  checkCombination(query);
  const { buckets, now, next_page } = pageOfBuckets(query, width, caps[width], clock, longest);
  const groupBy = dimensions.filter((dimension) => query.group_by.includes(dimension));
  const rows = rowsIn(sourceOf(store, query, groupBy, measure), buckets, now);
  const data = buckets.map(({ from, until }, index) => ({
    starting_at: written(from),
    ending_at: written(until),
    results: (rows[index] ?? [])
      .sort((a, b) => compare(b.value, a.value))
      .slice(0, mostGroups)
      .flatMap(wire),
  }));
  return { data, has_more: next_page !== null, next_page, data_refreshed_at: refreshedAt(now) };
}
