import { z } from 'zod';
import { hash32 } from '../../internal/hash.ts';
import { bucketsBetween, mostRows, snapDown, snapUp, Table, type Width } from '../demand/buckets.ts';
import type { Clock } from '../engine/clock.ts';
import { integer } from '../engine/parameters.ts';
import { badRequest } from './refuse.ts';

/** What OpenAI's usage and cost reports have in common: buckets per page, and cursors of twenty bytes. */

export function reportFields() {
  return {
    start_time: integer(),
    end_time: integer().optional(),
    limit: integer().optional(),
    page: z.string().optional(),
  };
}

export interface Cap {
  readonly usual: number;
  readonly most: number;
}

export interface BucketQuery {
  readonly start_time: number;
  readonly end_time?: number | undefined;
  readonly limit?: number | undefined;
  readonly page?: string | undefined;
}

/** The buckets of a page, from that of `start_time` to that before `end_time`, which is at most now. */
export function pageOfBuckets(query: BucketQuery, width: Width, cap: Cap, clock: Clock) {
  const { start_time, end_time } = query;
  if (start_time < 0) throw invalid('start_time', 'it must not be negative');
  if (end_time !== undefined && end_time <= start_time) throw invalid('end_time', 'it must be after start_time');
  const limit = limitWithin(cap, query.limit);
  const { now, start } = query.page === undefined ? firstPage(query, width, clock) : placeIn(query.page, query);
  const end = snapUp(Math.min(end_time === undefined ? now : end_time * 1000, now), width);
  const { buckets, next } = bucketsBetween(start, end, width, limit);
  return { buckets, now, next_page: next === null ? null : cursorTo(next, now, query) };
}

function firstPage({ start_time }: BucketQuery, width: Width, clock: Clock) {
  return { now: clock.seconds() * 1000, start: snapDown(start_time * 1000, width) };
}

function limitWithin({ usual, most }: Cap, limit: number | undefined): number {
  if (limit === undefined) return usual;
  if (limit < 1 || limit > most) throw invalid('limit', `it must be between 1 and ${most} for this bucket width`);
  return limit;
}

function invalid(param: string, reason: string) {
  return badRequest(`Invalid value for '${param}': ${reason}.`, { param, code: 'invalid_value' });
}

/**
 * The moment of the first page in seconds and nanoseconds, and the start of the next bucket, all big-endian. Later
 * pages see what the first one could. The nanoseconds are those of the query: another query does not continue it.
 */
function cursorTo(next: number, now: number, query: BucketQuery): string {
  const bytes = Buffer.alloc(20);
  bytes.writeBigInt64BE(BigInt(now / 1000), 0);
  bytes.writeUInt32BE(fingerprint(query), 8);
  bytes.writeBigInt64BE(BigInt(next / 1000), 12);
  return `page_${bytes.toString('base64')}`;
}

function placeIn(cursor: string, query: BucketQuery): { now: number; start: number } {
  const bytes = Buffer.from(cursor.replace(/^page_/, ''), 'base64');
  if (!cursor.startsWith('page_') || bytes.length !== 20) throw invalid('page', 'this cursor is not valid');
  if (bytes.readUInt32BE(8) !== fingerprint(query)) {
    throw invalid('page', 'this cursor belongs to a request with other parameters');
  }
  return { now: Number(bytes.readBigInt64BE(0)) * 1000, start: Number(bytes.readBigInt64BE(12)) * 1000 };
}

function fingerprint(query: BucketQuery): number {
  const filters = Object.entries(query).filter(([name]) => name !== 'page' && name !== 'limit');
  return hash32(JSON.stringify(filters.sort(([a], [b]) => (a < b ? -1 : 1)))) % 1_000_000_000;
}

export function tableOf<Row>(buckets: number): Table<Row> {
  return new Table<Row>(buckets, mostRows, () =>
    badRequest('The response would be too large. Reduce limit, or group by fewer fields.', { param: 'limit' }),
  );
}
