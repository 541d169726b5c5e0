import { z } from 'zod';
import { count } from '../engine/parameters.ts';
import { badRequest } from './refuse.ts';

/** Anthropic's two ways to page a list: by the ids of objects, and by an opaque cursor that is bound to its query. */

/** `limit`, `after_id`, `before_id`. Spread into a strict object with the list's own filters. */
export function idPagingFields() {
  return {
    limit: count({ most: 1000, usual: 20 }),
    after_id: z.string().optional(),
    before_id: z.string().optional(),
  };
}

interface IdPosition {
  readonly limit: number;
  readonly after_id?: string | undefined;
  readonly before_id?: string | undefined;
}

/** A page of a list in its final order (newest first, for most), found by the id that `idOf` gives. */
export function pageById<T>(items: readonly T[], position: IdPosition, idOf: (item: T) => string) {
  const { limit, after_id, before_id } = position;
  if (after_id !== undefined && before_id !== undefined) {
    throw badRequest('Only one of after_id and before_id may be given.');
  }
  let start = after_id === undefined ? 0 : placeOf(items, after_id, 'after_id', idOf) + 1;
  let end = start + limit;
  if (before_id !== undefined) {
    end = placeOf(items, before_id, 'before_id', idOf);
    start = Math.max(0, end - limit);
  }
  const data = items.slice(start, end);
  const [first] = data;
  const last = data.at(-1);
  return {
    data,
    has_more: before_id === undefined ? end < items.length : start > 0,
    first_id: first === undefined ? null : idOf(first),
    last_id: last === undefined ? null : idOf(last),
  };
}

function placeOf<T>(items: readonly T[], id: string, parameter: string, idOf: (item: T) => string): number {
  const place = items.findIndex((item) => idOf(item) === id);
  if (place < 0) throw badRequest(`${parameter}: no object with id ${id} in this list`);
  return place;
}

/** `limit` and `page`, with the bounds that most lists have. */
export function cursorPagingFields(
  bounds: { least?: number; most: number; usual: number } = { most: 1000, usual: 20 },
) {
  return { limit: count(bounds), page: z.string().optional() };
}

interface CursorPosition {
  readonly limit: number;
  readonly page?: string | undefined;
}

/** A page that is continued with `page=<next_page>`. The cursor knows its query and refuses another. */
export function pageByCursor<T, Query extends CursorPosition>(items: readonly T[], query: Query) {
  const start = query.page === undefined ? 0 : offsetIn(query.page, query);
  const end = start + query.limit;
  return { data: items.slice(start, end), next_page: end < items.length ? cursorAt(end, query) : null };
}

/** A page of what was added, the newest first, as most lists stand; each as `wire` writes it. */
export function newestFirst<T, Wired, Query extends CursorPosition>(
  items: readonly T[],
  query: Query,
  wire: (item: T) => Wired,
) {
  const { data, next_page } = pageByCursor([...items].reverse(), query);
  return { data: data.map((item) => wire(item)), next_page };
}

/** An opaque cursor for a place in the answer to a query. */
export function cursorAt(place: number, query: CursorPosition): string {
  return `page_${Buffer.from(JSON.stringify([place, fingerprint(query)])).toString('base64url')}`;
}

export function offsetIn(cursor: string, query: CursorPosition): number {
  const [place, made] = decode(cursor);
  if (typeof place !== 'number') throw badRequest('page: this cursor is not valid');
  if (made !== fingerprint(query)) throw badRequest('page: this cursor belongs to a request with other parameters');
  return place;
}

function decode(cursor: string): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor.slice('page_'.length), 'base64url').toString());
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}

function fingerprint({ page: _page, limit: _limit, ...filters }: CursorPosition): string {
  return JSON.stringify(filters, Object.keys(filters).sort());
}
