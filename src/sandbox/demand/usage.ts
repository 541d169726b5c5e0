import { avalanche, hash32 } from '../../internal/hash.ts';
import type { Stream } from './demand.ts';
import { dayCurve, minutesPerDay, weekdayWeight } from './rhythm.ts';

/**
 * What a stream used, as a pure function of the stream and the time. A day has a whole total of each kind, and a share
 * of it has happened at each minute; the use of any window is a difference of two such counts, so that minutes, hours,
 * days and any grouping of them always have the same sum.
 */

export interface Window {
  /** Milliseconds, inclusive. */
  readonly from: number;
  /** Milliseconds, exclusive. */
  readonly until: number;
}

/** Whole numbers by kind: tokens, requests, images, seconds. */
export type Used = Readonly<Record<string, number>>;

const minute = 60_000;
export const day = 86_400_000;

/** Most of what happened arrives soon; the rest comes late, so that recent counts grow until they settle. */
export const promptDelay = 5 * minute;
export const lateDelay = 240 * minute;

const nothing: Used = {};

/** What `now` can know of a stream's use in a window. Kinds may be missing where there was nothing. */
export function usedIn(stream: Stream, window: Window, now: number): Used {
  let sums: number[] | undefined;
  for (const { from, until } of stream.active) {
    const start = wholeMinute(Math.max(window.from, from));
    const end = wholeMinute(until === null ? window.until : Math.min(window.until, until));
    if (start < end) sums = addInterval(stream, sums, start, end, now);
  }
  if (sums === undefined) return nothing;
  const { kinds } = scheduleOf(stream);
  const used: Record<string, number> = {};
  for (let index = 0; index < kinds.length; index += 1) used[kinds[index] as string] = sums[index] as number;
  return used;
}

type Sums = number[] | undefined;

function addInterval(stream: Stream, before: Sums, start: number, end: number, now: number): Sums {
  let sums = before;
  const promptEnd = Math.min(end, wholeMinute(now - promptDelay));
  const lateEnd = Math.min(end, wholeMinute(now - lateDelay));
  for (let date = Math.floor(start / day); date * day < promptEnd; date += 1) {
    const midnight = date * day;
    const first = Math.max(0, (start - midnight) / minute);
    const prompt = Math.min(minutesPerDay, (promptEnd - midnight) / minute);
    const late = Math.max(first, Math.min(minutesPerDay, (lateEnd - midnight) / minute));
    if (prompt > first) sums = addMinutes(dayOf(stream, date), sums, first, prompt, late);
  }
  return sums;
}

/** Minutes `first` to `prompt` of what arrives soon, and `first` to `late` of what arrives late. */
function addMinutes({ totals, curve, steps }: Day, before: Sums, first: number, prompt: number, late: number): Sums {
  const earlier = share(curve, steps, first);
  const soon = share(curve, steps, prompt);
  if (soon === earlier) return before;
  const settled = share(curve, steps, late);
  const sums = before ?? new Array<number>(totals.length).fill(0);
  for (let index = 0; index < totals.length; index += 1) {
    const total = totals[index] as number;
    const atStart = Math.floor(total * earlier);
    const promptly = promptPart(Math.floor(total * soon)) - promptPart(atStart);
    const lately = latePart(Math.floor(total * settled)) - latePart(atStart);
    sums[index] = (sums[index] as number) + promptly + lately;
  }
  return sums;
}

function promptPart(count: number): number {
  return Math.floor((count * 19) / 20);
}

function latePart(count: number): number {
  return count - promptPart(count);
}

/** What has happened at a minute of a day. It moves with whole requests, so that no tokens come without one. */
function share(curve: Float64Array, steps: number, at: number): number {
  const part = curve[at] as number;
  return steps === 0 ? part : Math.floor(part * steps) / steps;
}

/** A window in pieces, cut at moments such as those at which prices change. */
export function splitAt({ from, until }: Window, moments: readonly number[]): Window[] {
  const bounds = [from, ...moments.filter((moment) => moment > from && moment < until), until];
  return bounds.slice(1).map((end, index) => ({ from: bounds[index] as number, until: end }));
}

interface Day {
  readonly date: number;
  readonly totals: Float64Array;
  readonly curve: Float64Array;
  /** Requests of the day; 0 where the stream does not count any. */
  readonly steps: number;
}

interface Schedule {
  readonly kinds: readonly string[];
  readonly hash: number;
  /** The day that was asked for last. Reports go through a stream's buckets in order, so one is enough. */
  last: Day | undefined;
}

const schedules = new WeakMap<Stream, Schedule>();

function scheduleOf(stream: Stream): Schedule {
  const known = schedules.get(stream);
  if (known) return known;
  const made: Schedule = { kinds: Object.keys(stream.amounts), hash: hash32(stream.id), last: undefined };
  schedules.set(stream, made);
  return made;
}

function dayOf(stream: Stream, date: number): Day {
  const schedule = scheduleOf(stream);
  if (schedule.last?.date === date) return schedule.last;
  const made = makeDay(stream, schedule, date);
  schedule.last = made;
  return made;
}

function makeDay(stream: Stream, { kinds, hash }: Schedule, date: number): Day {
  const { shape } = stream.rhythm;
  const noise = avalanche(hash ^ Math.imul(date, 0x9e3779b1));
  const level = levelOn(stream, date) * (0.82 + 0.36 * fraction(noise));
  const totals = new Float64Array(kinds.length);
  for (let index = 0; index < kinds.length; index += 1) {
    const own = avalanche(noise + Math.imul(index + 1, 0x85ebca77));
    const expected = (stream.amounts[kinds[index] as string] as number) * level * (0.97 + 0.06 * fraction(own));
    totals[index] = Math.floor(expected + fraction(avalanche(own)));
  }
  const counted = kinds.indexOf('requests');
  const steps = counted < 0 ? 0 : (totals[counted] as number);
  if (counted >= 0 && steps === 0) totals.fill(0);
  return { date, totals, curve: dayCurve(shape, noise), steps };
}

/** How many times an ordinary weekday at the stream's start the day is, but for chance. */
function levelOn({ rhythm, active }: Stream, date: number): number {
  const [beginning] = active;
  const age = beginning === undefined ? 0 : Math.max(0, date - Math.floor(beginning.from / day));
  const ranAway = rhythm.runaway !== undefined && date >= Math.floor(rhythm.runaway.from / day);
  return (
    weekdayWeight(rhythm.shape, date) * power(1 + rhythm.growth, age) * (ranAway ? (rhythm.runaway?.times ?? 1) : 1)
  );
}

/** By multiplication alone, which is the same on every machine. */
export function power(base: number, exponent: number): number {
  let result = 1;
  for (let square = base, left = exponent; left > 0; left = Math.floor(left / 2), square *= square) {
    if (left % 2 === 1) result *= square;
  }
  return result;
}

function fraction(hash: number): number {
  return (hash >>> 0) / 0x1_0000_0000;
}

function wholeMinute(moment: number): number {
  return Math.floor(moment / minute) * minute;
}
