import { z } from 'zod';
import { count, listOf } from '../../../engine/parameters.ts';
import type { Store } from '../../../engine/store.ts';
import { rbacGroups } from '../../rbac-groups/record.ts';
import { badRequest } from '../../refuse.ts';
import { cursorTo, positionIn } from '../../report.ts';
import type { RbacGroups } from '../dimensions.ts';
import type { Activity } from './activity.ts';
import { filterField } from './filters.ts';
import { dayField } from './period.ts';

/** What the lists of engagement share: parameters, grouping, order, pages. */

export type GroupBy = 'product' | 'rbac_group_id' | 'user_id';

export function pageFields() {
  return { limit: count({ most: 1000, usual: 20 }), page: z.string().optional() };
}

/** Of the lists that take a day or a range. */
export function listingFields<const Dimension extends GroupBy>(groupBy: readonly Dimension[]) {
  return {
    ...pageFields(),
    date: dayField().optional(),
    starting_date: dayField().optional(),
    ending_date: dayField().optional(),
    filter: filterField(),
    group_by: listOf(z.enum(groupBy)).default([]),
    order: z.enum(['asc', 'desc']).optional(),
    order_by: z.string().optional(),
  };
}

export type Group = Readonly<Partial<Record<GroupBy, string | null>>>;

/** The rows that an activity counts for: one, but for a person in several RBAC groups. */
export function groupsOf(activity: Activity, groupBy: readonly GroupBy[], rbac: RbacGroups): readonly Group[] {
  const { product, user_id } = activity;
  const group: Group = {
    ...(groupBy.includes('product') && { product }),
    ...(groupBy.includes('user_id') && { user_id }),
  };
  if (!groupBy.includes('rbac_group_id')) return [group];
  const teams = rbac(user_id);
  if (teams.length === 0) return [{ ...group, rbac_group_id: null }];
  return teams.map((rbac_group_id) => ({ ...group, rbac_group_id }));
}

/** Members of each group of rows, in the order in which they are met. */
export function grouped<Member>(
  members: readonly Member[],
  groups: (member: Member) => readonly Group[],
  nameOf: (member: Member) => string,
): readonly { readonly name: string; readonly group: Group; readonly members: readonly Member[] }[] {
  const rows = new Map<string, { name: string; group: Group; members: Member[] }>();
  for (const member of members) {
    for (const group of groups(member)) {
      const name = nameOf(member);
      const key = JSON.stringify([name, group]);
      const row = rows.get(key) ?? { name, group, members: [] };
      row.members.push(member);
      rows.set(key, row);
    }
  }
  return [...rows.values()];
}

/** The dimensions of a row as it is written; groups carry their name. */
export function groupFields(group: Group, store: Store): object {
  if (group.rbac_group_id === undefined) return group;
  const name = group.rbac_group_id === null ? null : (store.in(rbacGroups).get(group.rbac_group_id)?.name ?? null);
  return { ...group, rbac_group_name: name };
}

type Row = Readonly<Record<string, unknown>>;

interface ListingQuery {
  readonly limit: number;
  readonly page?: string | undefined;
  readonly order?: 'asc' | 'desc' | undefined;
  readonly order_by?: string | undefined;
}

interface Order {
  /** The name of the column by which rows stand unless told otherwise, and its value. */
  readonly column: string;
  readonly columnOf: (row: Row) => string;
  /** A row in which every number is there, for the names of what can be ranked by. */
  readonly sample: Row;
}

/** The rows in their order, a page at a time. Later pages know the moment of the first. */
export function pageOfRows(rows: readonly Row[], query: ListingQuery, now: number, order: Order) {
  const ranked = [...rows].sort(comparison(query, order));
  const [start = 0] = query.page === undefined ? [] : positionIn(query.page, query);
  const end = start + query.limit;
  return { data: ranked.slice(start, end), next_page: end < ranked.length ? cursorTo([end, now], query) : null };
}

/** The moment of the first page of a run. */
export function momentOf(query: { readonly page?: string | undefined }, now: number): number {
  return query.page === undefined ? now : (positionIn(query.page, query)[1] ?? now);
}

function comparison({ order, order_by }: ListingQuery, { column, columnOf, sample }: Order) {
  const byColumn = (a: Row, b: Row) => compare(fullKey(a, columnOf), fullKey(b, columnOf));
  if (order_by === undefined || order_by === column) {
    return order === 'desc' ? (a: Row, b: Row) => byColumn(b, a) : byColumn;
  }
  if (typeof valueAt(sample, order_by) !== 'number')
    throw badRequest(`order_by: rows cannot be ordered by ${order_by}`);
  const sign = order === 'asc' ? 1 : -1;
  return (a: Row, b: Row) => sign * (numberAt(a, order_by) - numberAt(b, order_by)) || byColumn(a, b);
}

function fullKey(row: Row, columnOf: (row: Row) => string): string {
  return [columnOf(row), row['product'], row['user_id'], row['rbac_group_id']].join(' ');
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function numberAt(row: Row, path: string): number {
  const value = valueAt(row, path);
  return typeof value === 'number' ? value : 0;
}

/** The value at a path such as `chat_metrics.message_count`. */
function valueAt(row: Row, path: string): unknown {
  let value: unknown = row;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Row)[name];
  }
  return value;
}
