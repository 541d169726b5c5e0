import { z } from 'zod';
import { get, type Route } from '../../../engine/route.ts';
import type { Store } from '../../../engine/store.ts';
import { teamsOf } from '../teams.ts';
import { activityIn } from './activity.ts';
import { filtersOf, passes } from './filters.ts';
import { type GroupBy, grouped, groupFields, groupsOf, listingFields, momentOf, pageOfRows } from './listing.ts';
import { periodOf } from './period.ts';
import type { Thing } from './things.ts';
import { filtered, type Use, usesOf } from './uses.ts';

/** One report about things of a kind: which there are, what tells them apart, and what a row says. */
interface ThingList<T extends Thing> {
  /** The path, from `analytics/` on. */
  readonly path: string;
  readonly things: (store: Store) => readonly T[];
  /** The field that holds a thing's name, by which rows are ordered. */
  readonly column: string;
  readonly groupBy: readonly GroupBy[];
  /** What things can be filtered by, besides what they can be grouped by, and the values that pass for a thing. */
  readonly traits: Readonly<Record<string, (thing: T) => readonly (string | null)[]>>;
  readonly products?: readonly string[];
  readonly wire: (thing: T, uses: readonly Use<T>[], scope: Scope) => Readonly<Record<string, unknown>>;
}

export interface Scope {
  readonly store: Store;
  /** Whether the rows are of all people and products. */
  readonly isWhole: boolean;
}

const narrowing = ['product', 'rbac_group_id', 'user_id'];

/** The use of things of one kind: a row for each that was used, or for each and group. */
export function thingRoute<T extends Thing>(list: ThingList<T>): Route {
  const query = z.strictObject(listingFields(list.groupBy));
  const dimensions = [...Object.keys(list.traits), ...list.groupBy];
  return get(`/v1/organizations/analytics/${list.path}`, { query }, ({ store, query, clock }) => {
    const now = momentOf(query, clock.now());
    const filters = filtersOf(query.filter, dimensions, list.products);
    const rbac = teamsOf(store);
    const activities = filtered(activityIn(store, periodOf(query, now)), filters, rbac);
    const things = list.things(store);
    const accepted = things.filter((thing) =>
      Object.entries(list.traits).every(([trait, valuesOf]) => passes(filters, trait, ...valuesOf(thing))),
    );
    const scope = { store, isWhole: query.group_by.length === 0 && !narrowing.some((name) => filters.has(name)) };
    const rows = grouped(
      usesOf(activities, accepted),
      ({ activity }) => groupsOf(activity, query.group_by, rbac),
      ({ thing }) => thing.name,
    ).map(({ group, members }) => ({
      ...list.wire((members[0] as Use<T>).thing, members, scope),
      ...groupFields(group, store),
    }));
    const [any] = things;
    return pageOfRows(rows, query, now, {
      column: list.column,
      columnOf: (row) => String(row[list.column]),
      sample: any ? list.wire(any, [], scope) : {},
    });
  });
}
