import { bucketsBetween, snapDown, snapUp, type Width } from '../../demand/buckets.ts';
import { day, lateDelay, type Window } from '../../demand/usage.ts';
import type { Clock } from '../../engine/clock.ts';
import { badRequest } from '../refuse.ts';
import { written } from '../report.ts';

/** What period an analytics report covers. */

const earliest = Date.parse('2026-01-01T00:00:00Z');
export const longest = 31 * day;

interface Range {
  readonly starting_at: number;
  readonly ending_at?: number | undefined;
}

/** Refuses periods that are too old or too long. */
export function checkRange({ starting_at, ending_at }: Range, width: Width | undefined, clock: Clock): void {
  if (starting_at < earliest) throw badRequest('starting_at: must not be before 2026-01-01T00:00:00Z');
  if (starting_at < clock.now() - 365 * day) throw badRequest('starting_at: must be within the last 365 days');
  if (ending_at === undefined) return;
  if (ending_at <= starting_at) throw badRequest('ending_at: must be after starting_at');
  if (ending_at - starting_at > longest) throw badRequest('ending_at: the range may span at most 31 days');
  if (width === '1m' && ending_at - starting_at > day) {
    throw badRequest('ending_at: with buckets of one minute the range may span at most 24 hours');
  }
}

/** The windows of a report by row: its buckets, or one over the whole range in whole hours. */
export function windowsOf({ starting_at, ending_at }: Range, width: Width | undefined, now: number): Window[] {
  if (width === undefined) {
    const end = ending_at ?? Math.min(now, starting_at + longest);
    return [{ from: snapDown(starting_at, '1h'), until: snapDown(end, '1h') }];
  }
  if (ending_at === undefined) throw badRequest('ending_at: is required with a time bucket width');
  const end = Math.min(snapUp(ending_at, width), snapUp(now, width));
  return bucketsBetween(snapDown(starting_at, width), end, width, Number.POSITIVE_INFINITY).buckets;
}

/** Everything before this moment has arrived. */
export function refreshedAt(now: number): string {
  return written(snapDown(now - lateDelay, '1h'));
}
