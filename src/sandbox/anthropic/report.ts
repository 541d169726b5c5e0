import { z } from 'zod';
import { hash32 } from '../../internal/hash.ts';
import { bucketsBetween, mostRows, snapDown, snapUp, Table, type Width } from '../demand/buckets.ts';
import type { Clock } from '../engine/clock.ts';
import { integer } from '../engine/parameters.ts';
import { badRequest } from './refuse.ts';

/** What Anthropic's reports have in common: moments, buckets per page, and cursors that know their query. */

/** An RFC 3339 moment with an offset, in milliseconds. */
export function moment() {
  return z.iso
    .datetime({ offset: true, error: 'should be an RFC 3339 date-time with an offset' })
    .transform(Date.parse);
}

/** An id of one kind. */
export function idOf(prefix: string) {
  return z.string().startsWith(prefix, `should be an id that starts with ${prefix}`);
}

export function reportPaging() {
  return { limit: integer().optional(), page: z.string().optional() };
}

/** A moment as reports write it, without fractions. */
export function written(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

export interface Cap {
  readonly usual: number;
  readonly most: number;
}

/** How many buckets a page has. */
export function limitWithin({ usual, most }: Cap, limit: number | undefined): number {
  if (limit === undefined) return usual;
  if (limit < 1) throw badRequest('limit: Input should be greater than or equal to 1');
  if (limit > most) throw badRequest(`limit: Input should be less than or equal to ${most}`);
  return limit;
}

export interface BucketQuery {
  readonly starting_at: number;
  readonly ending_at?: number | undefined;
  readonly limit?: number | undefined;
  readonly page?: string | undefined;
}

/** The buckets of a page: those that end by `ending_at`, or up to the one that is going on now. */
export function pageOfBuckets(
  query: BucketQuery,
  width: Width,
  cap: Cap,
  clock: Clock,
  longest = Number.POSITIVE_INFINITY,
) {
  const { starting_at, ending_at, page } = query;
  if (ending_at !== undefined && ending_at <= starting_at) throw badRequest('ending_at: must be after starting_at');
  const limit = limitWithin(cap, query.limit);
  const [start = snapDown(starting_at, width), now = clock.now()] = page === undefined ? [] : positionIn(page, query);
  const latest = snapUp(Math.min(now, starting_at + longest), width);
  const end = ending_at === undefined ? latest : Math.min(latest, snapDown(ending_at, width));
  const { buckets, next } = bucketsBetween(start, end, width, limit);
  return { buckets, now, next_page: next === null ? null : cursorTo([next, now], query) };
}

/** Cursors carry the moment of the first page, so that later pages see the same data. */
export function cursorTo(position: readonly number[], query: object): string {
  return `page_${Buffer.from(JSON.stringify([...position, fingerprint(query)])).toString('base64url')}`;
}

export function positionIn(cursor: string, query: object): readonly number[] {
  const decoded = decode(cursor);
  if (decoded.length < 2) throw badRequest('page: this cursor is not valid');
  if (decoded.at(-1) !== fingerprint(query)) {
    throw badRequest('page: this cursor belongs to a request with other parameters');
  }
  return decoded.slice(0, -1);
}

function decode(cursor: string): readonly number[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor.slice('page_'.length), 'base64url').toString());
    return z.array(z.int()).parse(parsed);
  } catch {
    return [];
  }
}

function fingerprint(query: object): number {
  const filters = Object.entries(query).filter(([name]) => name !== 'page' && name !== 'limit');
  return hash32(JSON.stringify(filters.sort(([a], [b]) => (a < b ? -1 : 1))));
}

export function tableOf<Row>(buckets: number): Table<Row> {
  return new Table<Row>(buckets, mostRows, tooLarge);
}

export function tooLarge() {
  return badRequest('The response would be too large. Reduce limit, or group by fewer dimensions.');
}
