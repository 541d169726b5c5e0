import type { Width } from '../../demand/buckets.ts';
import type { Clock } from '../../engine/clock.ts';
import type { Store } from '../../engine/store.ts';
import { limitWithin, written } from '../report.ts';
import { type Dimension, dimensions, groupsOf, userActorOf } from './dimensions.ts';
import { checkCombination, matchingStreams } from './query.ts';
import { checkRange, refreshedAt, windowsOf } from './range.ts';
import { type RankedQuery, type Ranking, rowsPerPage } from './ranking.ts';
import { momentOf, type Row, rankedPage } from './rows.ts';
import { teamsOf } from './teams.ts';

/** The two older reports of Claude Enterprise by person. Use without an account is left out. */

interface UserQuery extends RankedQuery {
  readonly bucket_width?: Width | undefined;
}

export function answerUserRows<Value>(
  { store, query, clock }: { readonly store: Store; readonly query: UserQuery; readonly clock: Clock },
  { measure, compare, wire }: Ranking<Value>,
) {
  checkRange(query, query.bucket_width, clock);
  checkCombination(query);
  const now = momentOf(query, clock.now());
  const windows = windowsOf(query, query.bucket_width, now);
  const sign = query.order === 'asc' ? 1 : -1;
  const page = rankedPage({ streams: groupedStreams(store, query), measure }, windows, now, {
    query,
    limit: limitWithin(rowsPerPage, query.limit),
    compare: (a, b) => sign * compare(query.order_by, a.value, b.value),
  });
  const rows = query.exclude_deleted_users
    ? page.rows.filter(({ group }) => !(group.actor as { deleted: boolean }).deleted)
    : page.rows;
  return {
    data: rows.flatMap((row) =>
      wire(row).map((fields) => ({ actor: row.group.actor, ...periodOf(row, query.bucket_width), ...fields })),
    ),
    has_more: page.next_page !== null,
    next_page: page.next_page,
    data_refreshed_at: refreshedAt(now),
  };
}

function groupedStreams(store: Store, query: UserQuery) {
  const rbac = teamsOf(store);
  const groupBy: readonly Dimension[] = dimensions.filter((dimension) => query.group_by.includes(dimension));
  return matchingStreams(store, query, rbac)
    .filter((stream) => typeof stream.dimensions['user_id'] === 'string')
    .map((stream) => {
      const actor = userActorOf(stream, store);
      return { stream, groups: groupsOf(stream, groupBy, store, rbac).map((group) => ({ ...group, actor })) };
    });
}

/** Rows tell their bucket, and nothing where there are none. */
function periodOf({ window }: Row<unknown>, width: Width | undefined) {
  if (width === undefined) return { starting_at: null, ending_at: null };
  return { starting_at: written(window.from), ending_at: written(window.until) };
}
