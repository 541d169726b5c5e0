import { z } from 'zod';
import { day } from '../../../demand/usage.ts';
import { badRequest } from '../../refuse.ts';

/** Which days an engagement report covers, counted from the epoch: one day, or a range that is rolled up. */
export interface Period {
  readonly from: number;
  /** Exclusive. */
  readonly until: number;
  readonly isRange: boolean;
}

const earliest = Date.parse('2026-01-01T00:00:00Z') / day;
const longest = 366;
/** When the numbers of a day are ready, on the day after. */
const readyAt = 10 * 3_600_000;

/** A day as `YYYY-MM-DD`. */
export function dayField() {
  return z.iso.date('should be a date such as 2026-10-01').transform((text) => Date.parse(text) / day);
}

export interface PeriodQuery {
  readonly date?: number | undefined;
  readonly starting_date?: number | undefined;
  readonly ending_date?: number | undefined;
}

/** The days that a request asks for, as far as they are there at `now`. */
export function periodOf({ date, starting_date, ending_date }: PeriodQuery, now: number): Period {
  if (date !== undefined && starting_date !== undefined) {
    throw badRequest('date: use either date or starting_date, not both');
  }
  if (date === undefined && starting_date === undefined) throw badRequest('date: date or starting_date is required');
  if (date === undefined) return rangeOf(starting_date as number, ending_date, now);
  if (ending_date !== undefined) throw badRequest('ending_date: is only valid with starting_date');
  checkDay('date', date, latestDay(now));
  return { from: date, until: date + 1, isRange: false };
}

export function rangeOf(from: number, ending: number | undefined, now: number): Period {
  const latest = latestDay(now);
  const until = ending ?? latest + 1;
  checkDay('starting_date', from, latest);
  checkDay('ending_date', until - 1, latest);
  if (until <= from) throw badRequest('ending_date: must be after starting_date');
  if (until - from > longest) throw badRequest(`ending_date: the range may span at most ${longest} days`);
  return { from, until, isRange: true };
}

export function isoDay(date: number): string {
  return new Date(date * day).toISOString().slice(0, 10);
}

function latestDay(now: number): number {
  return Math.floor((now - readyAt) / day) - 1;
}

function checkDay(name: string, date: number, latest: number): void {
  if (date < earliest) throw badRequest(`${name}: data is available from ${isoDay(earliest)}`);
  if (date > latest) throw badRequest(`${name}: the latest available day is ${isoDay(latest)}`);
}
