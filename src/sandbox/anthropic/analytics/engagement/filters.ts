import { z } from 'zod';
import { listOf } from '../../../engine/parameters.ts';
import { badRequest } from '../../refuse.ts';

/** `filter[]=dimension:value`: repeated within a dimension any of them, across dimensions all of them. */
export type Filters = ReadonlyMap<string, ReadonlySet<string>>;

export const productsWith = {
  everything: ['chat', 'claude_code', 'cowork', 'office_agent'],
  artifacts: ['chat', 'claude_code', 'cowork'],
  plugins: ['claude_code', 'cowork'],
} as const;

/** What values of a dimension look like; names may be anything. */
const shapes: Readonly<Record<string, RegExp>> = {
  is_shared: /^(true|false)$/,
  project_id: /^claude_proj_/,
  rbac_group_id: /^(rbac_group_|[0-9a-f]{8}-)/,
  share_status: /^(organization|private|public)$/,
  user_id: /^user_/,
};

const mostFilters = 100;

export function filterField() {
  return listOf(z.string()).pipe(z.array(z.string()).max(mostFilters)).default([]);
}

export function filtersOf(
  texts: readonly string[],
  dimensions: readonly string[],
  products: readonly string[] = productsWith.everything,
): Filters {
  const filters = new Map<string, Set<string>>();
  for (const text of texts) {
    const [dimension = '', ...rest] = text.split(':');
    const value = rest.join(':');
    if (!dimensions.includes(dimension)) throw badRequest(`filter: unsupported dimension ${dimension}`);
    const fits = dimension === 'product' ? products.includes(value) : (shapes[dimension]?.test(value) ?? value !== '');
    if (!fits) throw badRequest(`filter: ${value} is not a value of ${dimension}`);
    const known = filters.get(dimension) ?? new Set();
    filters.set(dimension, known.add(value.toLowerCase()));
  }
  return filters;
}

/** Whether one of the values passes; names are compared without case. */
export function passes(filters: Filters, dimension: string, ...values: readonly (string | null)[]): boolean {
  const allowed = filters.get(dimension);
  return allowed === undefined || values.some((value) => value !== null && allowed.has(value.toLowerCase()));
}
