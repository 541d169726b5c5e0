import { z } from 'zod';
import { add, isNothing, type Width } from '../../demand/buckets.ts';
import { type Stream, streams } from '../../demand/demand.ts';
import { type Used, usedIn } from '../../demand/usage.ts';
import { listOf } from '../../engine/parameters.ts';
import { get, type Route } from '../../engine/route.ts';
import { type Cap, pageOfBuckets, reportFields, tableOf } from '../report.ts';

/** One usage report. They differ in what can be grouped and filtered by, and in what a result counts. */
export interface UsageService {
  /** The last part of the path, and the dataset of its streams. */
  readonly name: string;
  /** The name in the results, where it differs from that of the path. */
  readonly object?: string;
  readonly groupBy: readonly [string, ...string[]];
  /** Query parameters besides the common ones, and which dimension of a stream each looks at. */
  readonly filters: Readonly<Record<string, { readonly schema: z.ZodType; readonly dimension: string }>>;
  readonly counts: (used: Used) => Readonly<Record<string, number>>;
}

const caps: Readonly<Record<Width, Cap>> = {
  '1d': { usual: 7, most: 31 },
  '1h': { usual: 24, most: 168 },
  '1m': { usual: 60, most: 1440 },
};

export function usageRoute({ name, object = name, groupBy, filters, counts }: UsageService): Route {
  const query = z.strictObject({
    ...reportFields(),
    bucket_width: z.enum(['1m', '1h', '1d']).default('1d'),
    group_by: listOf(z.enum(groupBy)).default([]),
    project_ids: listOf(z.string()).optional(),
    ...Object.fromEntries(Object.entries(filters).map(([filter, { schema }]) => [filter, schema.optional()])),
  });
  const dimensionOf: Record<string, string> = { project_ids: 'project_id' };
  for (const filter in filters) dimensionOf[filter] = filters[filter]?.dimension ?? filter;

  return get(`/organization/usage/${name}`, { query }, ({ store, query, clock }) => {
    const { buckets, now, next_page } = pageOfBuckets(query, query.bucket_width, caps[query.bucket_width], clock);
    const table = tableOf<Row>(buckets.length);
    for (const stream of store
      .in(streams)
      .where((each) => each.dataset === name && accepts(each, query, dimensionOf))) {
      const group = groupOf(stream, groupBy, query.group_by);
      const key = JSON.stringify(group);
      for (const [index, bucket] of buckets.entries()) {
        const used = usedIn(stream, bucket, now);
        if (!isNothing(used)) add(table.row(index, key, () => ({ group, used: {} })).used, used);
      }
    }
    const data = buckets.map(({ from, until }, index) => ({
      object: 'bucket',
      start_time: from / 1000,
      end_time: until / 1000,
      results: table.rows(index).map((row) => ({
        object: `organization.usage.${object}.result`,
        ...counts(row.used),
        ...row.group,
      })),
    }));
    return { object: 'page', data, has_more: next_page !== null, next_page };
  });
}

interface Row {
  readonly group: Readonly<Record<string, unknown>>;
  readonly used: Record<string, number>;
}

export function accepts(
  { dimensions }: Stream,
  query: Readonly<Record<string, unknown>>,
  dimensionOf: Readonly<Record<string, string>>,
): boolean {
  for (const filter in dimensionOf) {
    const allowed = query[filter];
    if (allowed === undefined) continue;
    const value = dimensions[dimensionOf[filter] as string] ?? null;
    if (Array.isArray(allowed) ? !allowed.includes(value) : allowed !== value) return false;
  }
  return true;
}

/** Every key, null unless it is grouped by. */
export function groupOf({ dimensions }: Stream, keys: readonly string[], asked: readonly string[]) {
  return Object.fromEntries(keys.map((key) => [key, asked.includes(key) ? (dimensions[key] ?? null) : null]));
}
