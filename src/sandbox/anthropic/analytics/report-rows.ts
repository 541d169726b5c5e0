import type { Width } from '../../demand/buckets.ts';
import type { Clock } from '../../engine/clock.ts';
import type { Store } from '../../engine/store.ts';
import { badRequest } from '../refuse.ts';
import { limitWithin, written } from '../report.ts';
import { type Dimension, dimensions, groupsOf } from './dimensions.ts';
import type { Measure } from './measure.ts';
import { checkCombination, type Filters, matchingStreams } from './query.ts';
import { checkRange, refreshedAt, windowsOf } from './range.ts';
import { type RankedQuery, type Ranking, rowsPerPage } from './ranking.ts';
import { momentOf, type Row, rankedPage, type Source, timedPage } from './rows.ts';
import { teamsOf } from './teams.ts';

/** The two reports by row, `analytics/usage` and `analytics/cost`, which differ in what they measure. */

const mostDimensions = 5;

interface RowQuery extends RankedQuery {
  readonly time_bucket_width?: Width | undefined;
}

export function answerRows<Value>(
  { store, query, clock }: { readonly store: Store; readonly query: RowQuery; readonly clock: Clock },
  { measure, compare, wire }: Ranking<Value>,
) {
  const groupBy = dimensions.filter((dimension) => query.group_by.includes(dimension));
  check(query, groupBy, clock);
  const now = momentOf(query, clock.now());
  const windows = windowsOf(query, query.time_bucket_width, now);
  const source = sourceOf(store, query, groupBy, measure);
  const limit = limitWithin(rowsPerPage, query.limit);
  const timed = query.order_by === 'time' && query.time_bucket_width !== undefined;
  const sign = query.order === 'asc' && !timed ? 1 : -1;
  const ordered = (a: Row<Value>, b: Row<Value>) => sign * compare(query.order_by, a.value, b.value);
  const sequence = timed && query.order === 'desc' ? [...windows].reverse() : windows;
  const page = (timed ? timedPage : rankedPage)(source, sequence, now, { query, limit, compare: ordered });
  const rows = query.exclude_deleted_users ? page.rows.filter(({ group }) => !isDeleted(group.actor)) : page.rows;
  return {
    data: rows.flatMap(wire),
    has_more: page.next_page !== null,
    next_page: page.next_page,
    data_refreshed_at: refreshedAt(now),
  };
}

export function sourceOf<Value>(
  store: Store,
  query: Filters,
  groupBy: readonly Dimension[],
  measure: Measure<Value>,
): Source<Value> {
  const rbac = teamsOf(store);
  const streams = matchingStreams(store, query, rbac).map((stream) => ({
    stream,
    groups: groupsOf(stream, groupBy, store, rbac),
  }));
  return { streams, measure };
}

function check(query: RowQuery, groupBy: readonly Dimension[], clock: Clock): void {
  checkRange(query, query.time_bucket_width, clock);
  checkCombination(query);
  if (groupBy.length > mostDimensions) {
    throw badRequest(`Cannot specify more than ${mostDimensions} group_by[] dimensions.`);
  }
  if (query.exclude_deleted_users && !groupBy.includes('actor')) {
    throw badRequest('exclude_deleted_users: requires group_by[]=actor');
  }
}

function isDeleted(actor: unknown): boolean {
  return typeof actor === 'object' && actor !== null && 'deleted' in actor && actor.deleted === true;
}

/** Bounds and group of a row, every dimension null unless it is grouped by. */
export function rowFields({ window, group }: Row<unknown>, ungrouped: Readonly<Record<string, null>>) {
  return {
    starting_at: written(window.from),
    ending_at: written(window.until),
    group: { ...ungrouped, ...group },
  };
}

export function nullsFor(names: readonly string[]): Readonly<Record<string, null>> {
  return Object.fromEntries(names.map((name) => [name, null]));
}
