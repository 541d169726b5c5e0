import type { Clock } from '../../../engine/clock.ts';
import type { Store } from '../../../engine/store.ts';
import { teamsOf } from '../teams.ts';
import { activityIn } from './activity.ts';
import { type Filters, filtersOf } from './filters.ts';
import { type GroupBy, grouped, groupFields, groupsOf, momentOf, pageOfRows } from './listing.ts';
import { type PeriodQuery, periodOf } from './period.ts';
import type { Thing } from './things.ts';
import { filtered, type Use, usesOf } from './uses.ts';

interface ThingQuery extends PeriodQuery {
  readonly limit: number;
  readonly page?: string | undefined;
  readonly filter: readonly string[];
  readonly group_by: readonly GroupBy[];
  readonly order?: 'asc' | 'desc' | undefined;
  readonly order_by?: string | undefined;
}

interface ThingCall {
  readonly store: Store;
  readonly query: ThingQuery;
  readonly clock: Clock;
}

interface ThingList<T extends Thing> {
  readonly things: readonly T[];
  /** The field that holds a thing's name, by which rows are ordered. */
  readonly column: string;
  readonly dimensions: readonly string[];
  readonly products?: readonly string[];
  /** Whether the filters leave a thing. */
  readonly accepts: (thing: T, filters: Filters) => boolean;
  readonly wire: (thing: T, uses: readonly Use<T>[], scope: Scope) => Readonly<Record<string, unknown>>;
}

export interface Scope {
  readonly store: Store;
  /** Whether the rows are of all people and products. */
  readonly isWhole: boolean;
}

/** The use of things of one kind: a row for each that was used, or for each and group. */
export function answerThings<T extends Thing>({ store, query, clock }: ThingCall, list: ThingList<T>) {
  const now = momentOf(query, clock.now());
  const filters = filtersOf(query.filter, list.dimensions, list.products);
  const rbac = teamsOf(store);
  const activities = filtered(activityIn(store, periodOf(query, now)), filters, rbac);
  const things = list.things.filter((thing) => list.accepts(thing, filters));
  const narrowing = ['product', 'rbac_group_id', 'user_id'];
  const scope = { store, isWhole: query.group_by.length === 0 && !narrowing.some((name) => filters.has(name)) };
  const rows = grouped(
    usesOf(activities, things),
    ({ activity }) => groupsOf(activity, query.group_by, rbac),
    ({ thing }) => thing.name,
  ).map(({ group, members }) => ({
    ...list.wire((members[0] as Use<T>).thing, members, scope),
    ...groupFields(group, store),
  }));
  const [any] = list.things;
  return pageOfRows(rows, query, now, {
    column: list.column,
    columnOf: (row) => String(row[list.column]),
    sample: any ? list.wire(any, [], scope) : {},
  });
}
