import { z } from 'zod';
import { add, isNothing, type Width } from '../../demand/buckets.ts';
import { type Stream, streams } from '../../demand/demand.ts';
import { type Used, usedIn } from '../../demand/usage.ts';
import { flag, listOf } from '../../engine/parameters.ts';
import { get, type Route } from '../../engine/route.ts';
import { type Cap, pageOfBuckets, reportFields, tableOf } from '../report.ts';

/** One usage report. They differ in what can be grouped by, and in what a result counts. */
export interface UsageService {
  /** The last part of the path, and the dataset of its streams. */
  readonly name: string;
  /** The name in the results, where it differs from that of the path. */
  readonly object?: string;
  readonly groupBy: readonly [Dimension, ...Dimension[]];
  /** The fields of a result, and which kinds of use each is the sum of. */
  readonly counts: Readonly<Record<string, readonly string[]>>;
}

const texts = listOf(z.string());

/** How results can be narrowed by each dimension that they can be grouped by: the parameter, and what it takes. */
const filters = {
  project_id: { project_ids: texts },
  user_id: { user_ids: texts },
  api_key_id: { api_key_ids: texts },
  model: { models: texts },
  batch: { batch: flag() },
  source: { sources: listOf(z.enum(['image.generation', 'image.edit', 'image.variation'])) },
  size: { sizes: listOf(z.enum(['256x256', '512x512', '1024x1024', '1792x1792', '1024x1792'])) },
  vector_store_id: { vector_store_ids: texts },
  context_level: { context_levels: listOf(z.enum(['low', 'medium', 'high'])) },
  service_tier: {},
  api_source: {},
} satisfies Readonly<Record<string, Readonly<Record<string, z.ZodType>>>>;
type Dimension = keyof typeof filters;

const caps: Readonly<Record<Width, Cap>> = {
  '1d': { usual: 7, most: 31 },
  '1h': { usual: 24, most: 168 },
  '1m': { usual: 60, most: 1440 },
};

export function usageRoute({ name, object = name, groupBy, counts }: UsageService): Route {
  const narrowing: Record<string, z.ZodType> = {};
  const dimensionOf: Record<string, Dimension> = {};
  for (const dimension of groupBy) {
    for (const [parameter, schema] of Object.entries<z.ZodType>(filters[dimension])) {
      narrowing[parameter] = schema.optional();
      dimensionOf[parameter] = dimension;
    }
  }
  const query = z.strictObject({
    ...reportFields(),
    bucket_width: z.enum(['1m', '1h', '1d']).default('1d'),
    group_by: listOf(z.enum(groupBy)).default([]),
    ...narrowing,
  });

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
        ...countsOf(row.used, counts),
        ...row.group,
      })),
    }));
    return { object: 'page', data, has_more: next_page !== null, next_page };
  });
}

function countsOf(used: Used, counts: UsageService['counts']) {
  const sums = Object.entries(counts).map(([field, kinds]) => [
    field,
    kinds.reduce((sum, kind) => sum + (used[kind] ?? 0), 0),
  ]);
  return Object.fromEntries(sums) as Record<string, number>;
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
