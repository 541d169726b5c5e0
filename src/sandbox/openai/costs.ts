import { z } from 'zod';
import { type Stream, streams } from '../demand/demand.ts';
import { inDollars, type Money } from '../demand/money.ts';
import { day, splitAt } from '../demand/usage.ts';
import { listOf } from '../engine/parameters.ts';
import { get, type Route } from '../engine/route.ts';
import type { Store } from '../engine/store.ts';
import { type CostLine, costIn } from './cost-lines.ts';
import { priceChanges } from './prices.ts';
import { badRequest } from './refuse.ts';
import { pageOfBuckets, reportFields, tableOf } from './report.ts';
import { accepts, groupOf } from './usage/service.ts';

const cap = { usual: 7, most: 180 };

const keys = ['project_id', 'api_key_id', 'user_id', 'api_source'] as const;
const filters = { project_ids: 'project_id', api_key_ids: 'api_key_id' };

const query = z.strictObject({
  ...reportFields(),
  bucket_width: z.enum(['1d']).default('1d'),
  group_by: listOf(z.enum([...keys, 'line_item'])).default([]),
  project_ids: listOf(z.string()).optional(),
  api_key_ids: listOf(z.string()).optional(),
  line_items: listOf(z.string()).optional(),
});
type Query = z.infer<typeof query>;

export const costRoutes: readonly Route[] = [
  get('/organization/costs', { query }, ({ store, query, clock }) => {
    const { buckets, now, next_page } = pageOfBuckets(query, query.bucket_width, cap, clock);
    checkPeople(query, now);
    const table = tableOf<Row>(buckets.length);
    for (const stream of store.in(streams).where((each) => accepts(each, query, filters))) {
      const group = groupOf(stream, keys, query.group_by);
      const key = JSON.stringify(group);
      for (const [index, bucket] of buckets.entries()) {
        for (const line of costIn(stream, bucket, now)) {
          if (query.line_items !== undefined && !query.line_items.includes(line.item)) continue;
          const item = query.group_by.includes('line_item') ? line : null;
          const row = table.row(index, `${key} ${item?.item}`, () => ({ group, item, quantity: 0, amount: 0n }));
          row.amount += line.amount;
          row.quantity += line.quantity;
        }
      }
    }
    const data = buckets.map(({ from, until }, index) => ({
      object: 'bucket',
      start_time: from / 1000,
      end_time: until / 1000,
      results: table.rows(index).map(wire),
    }));
    return { object: 'page', data, has_more: next_page !== null, next_page };
  }),
];

interface Row {
  readonly group: Readonly<Record<string, unknown>>;
  readonly item: CostLine | null;
  quantity: number;
  amount: Money;
}

/** How far back costs by person and project are kept together is the provider's secret; here it is 90 days. */
function checkPeople({ group_by, project_ids, start_time }: Query, now: number): void {
  const byProject = group_by.includes('project_id') || project_ids !== undefined;
  if (!group_by.includes('user_id') || !byProject || start_time * 1000 >= now - 90 * day) return;
  throw badRequest('Grouping by user_id cannot be combined with projects for this time range.', { param: 'group_by' });
}

/** The decimal number has few enough digits to be the same as a JSON number. */
function wire({ group, item, quantity, amount }: Row) {
  return {
    object: 'organization.costs.result',
    amount: { value: Number(inDollars(amount)), currency: 'usd' },
    line_item: item?.item ?? null,
    ...group,
    quantity: item === null ? null : quantity,
    quantity_unit: item?.unit ?? null,
  };
}

/** What was spent since the month began, in whole cents, as far as it has arrived. */
export function monthToDateCents(store: Store, now: number, projectId?: string): number {
  const today = new Date(now);
  const from = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), 1);
  let spent = 0n;
  const periods = splitAt({ from, until: now }, priceChanges);
  for (const stream of store.in(streams).where((each) => projectId === undefined || isOf(each, projectId))) {
    for (const period of periods) for (const line of costIn(stream, period, now)) spent += line.amount;
  }
  return Number(spent / 10_000_000_000n);
}

function isOf({ dimensions }: Stream, projectId: string): boolean {
  return dimensions['project_id'] === projectId;
}
