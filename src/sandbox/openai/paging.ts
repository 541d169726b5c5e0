import { z } from 'zod';
import { count } from '../engine/parameters.ts';
import { badRequest } from './refuse.ts';

/** OpenAI's two ways to page a list: by the id of the last object, and by an opaque `next`. */

interface Bounds {
  readonly least?: number;
  readonly most: number;
  readonly usual: number;
}

/** `limit` and `after`, as all lists take them. Spread into a strict object with the list's own filters. */
export function pagingFields(bounds: Bounds) {
  return { limit: count(bounds), after: z.string().optional() };
}

export function orderField(usual: 'asc' | 'desc') {
  return { order: z.enum(['asc', 'desc']).default(usual) };
}

interface Position {
  readonly limit: number;
  readonly after?: string | undefined;
  readonly before?: string | undefined;
}

interface Item {
  readonly id: string;
}

/** A page that is continued with `after=<last_id>`, or turned back with `before=<first_id>`. */
export function pageById<T extends Item>(items: readonly T[], position: Position) {
  const { data, more } = slice(items, position, (item) => item.id);
  return {
    object: 'list',
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: more,
  };
}

/** A page that is continued with `after=<next>`. */
export function pageByNext<T>(items: readonly T[], position: Position, keyOf: (item: T) => string) {
  const { data, more } = slice(items, position, keyOf);
  const last = data.at(-1);
  return { object: 'list', data, has_more: more, next: more && last !== undefined ? keyOf(last) : null };
}

function slice<T>(items: readonly T[], position: Position, keyOf: (item: T) => string) {
  const { limit, after, before } = position;
  if (before !== undefined) {
    const end = placeOf(items, before, 'before', keyOf);
    const start = Math.max(0, end - limit);
    return { data: items.slice(start, end), more: start > 0 };
  }
  const start = after === undefined ? 0 : placeOf(items, after, 'after', keyOf) + 1;
  return { data: items.slice(start, start + limit), more: limit > 0 && start + limit < items.length };
}

function placeOf<T>(items: readonly T[], cursor: string, name: string, keyOf: (item: T) => string): number {
  const place = items.findIndex((item) => keyOf(item) === cursor);
  if (place < 0) throw badRequest(`Invalid cursor: no object '${cursor}' in this list.`, { param: name });
  return place;
}

/** Sorted by creation, oldest first or newest first; ties stay in the order of creation. */
export function ordered<T extends { created_at: number }>(items: readonly T[], order: 'asc' | 'desc'): T[] {
  const sign = order === 'asc' ? 1 : -1;
  const list = order === 'asc' ? [...items] : [...items].reverse();
  return list.sort((a, b) => sign * (a.created_at - b.created_at));
}
