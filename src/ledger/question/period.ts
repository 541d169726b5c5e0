import type { BucketWidth } from '../../catalogue/report.ts';
import { InputError } from '../../errors.ts';
import { bucketMs, momentOf, readMoment, type Said } from './moment.ts';
import { dayAfter, utc, type Zone } from './zone.ts';

/** A period of time, in milliseconds; the end is exclusive. */
export interface Period {
  readonly from: number;
  readonly until: number;
  /** True when it runs up to the present. */
  readonly open: boolean;
}

export interface Wanted {
  readonly since: string;
  readonly until?: string | undefined;
  /** How wide intervals shall be; as wide as the bounds allow when omitted. */
  readonly width?: BucketWidth | undefined;
  /** The widths that the report has. */
  readonly widths: readonly BucketWidth[];
  /** Where days begin; UTC when omitted. */
  readonly zone?: Zone | undefined;
  readonly now: number;
}

/** A period as it can be asked for. */
export interface PlannedPeriod {
  readonly period: Period;
  /** How wide the intervals of the answer are. */
  readonly width: BucketWidth;
  /** How wide they are asked for: narrower than `width` where days of a zone are added up of hours. */
  readonly asked: BucketWidth;
  /** Where days begin in the answer. */
  readonly zone: Zone;
  /** What is otherwise than was asked for, as sentences. */
  readonly notes: readonly string[];
}

const widest: readonly BucketWidth[] = ['1d', '1h', '1m'];

/**
 * The period that was asked for, on the bounds of the intervals that the report has. Bounds inside an interval are moved
 * outwards, and that is said. `30d` is thirty days, the one that has begun included.
 * @throws InputError when it lies in the future, or ends before it begins.
 */
export function planPeriod(wanted: Wanted): PlannedPeriod {
  const { widths, now, zone: asker = utc } = wanted;
  const since = readMoment(wanted.since, now, 'since', asker);
  const until = endOf(wanted, since, asker);
  refuseWrongOrder(wanted, since, until, asker);
  const width = wanted.width ?? widthFor([since, until], widths, asker, now);
  const zone = zoneFor(asker, width, widths);
  const asked = width === '1d' && zone !== utc ? hoursOrLess(zone, widths, momentOf(since, now, zone)) : width;
  const grid = { width, zone, now };
  const start = startOn(grid, since);
  const end = until.kind === 'now' ? { at: now, moved: false } : endOn(grid, until);
  const notes = [
    ...(start.moved ? [movedText('begins', start.at, momentOf(since, now, zone), grid)] : []),
    ...(end.moved && end.at < now ? [movedText('ends', end.at, momentOf(until, now, zone), grid)] : []),
    ...(zone === asker ? [] : [daysElsewhere(asker)]),
  ];
  const from = start.at < end.at ? start.at : floorOn(grid, momentOf(since, now, zone));
  return { period: { from, until: Math.min(end.at, now), open: end.at >= now }, width, asked, zone, notes };
}

/** A month that is named alone is meant whole. */
function endOf({ until, now }: Wanted, since: Said, zone: Zone): Said {
  if (until !== undefined) return readMoment(until, now, 'until', zone);
  return since.kind === 'days' && since.end !== undefined ? { kind: 'days', day: since.end } : { kind: 'now' };
}

function refuseWrongOrder({ since, until, now }: Wanted, first: Said, last: Said, zone: Zone): void {
  const [from, end] = [momentOf(first, now, zone), momentOf(last, now, zone)];
  if (from > now) {
    throw new InputError('period_in_future', `The period would begin in the future, at ${since}.`, {
      parameter: 'since',
      hint: 'Reports look back.',
    });
  }
  if (until !== undefined && end <= from) {
    throw new InputError('period_reversed', `The end of the period, ${until}, is not after its start, ${since}.`, {
      parameter: 'until',
      hint: 'The end is exclusive and comes after the start: the day of 2026-11-12 ends at 2026-11-13.',
    });
  }
}

/** The widest intervals on whose bounds both ends lie, as far as the report has them. */
function widthFor(ends: readonly Said[], widths: readonly BucketWidth[], zone: Zone, now: number): BucketWidth {
  const offered = widest.filter((width) => widths.includes(width));
  const fits = (width: BucketWidth) => ends.every((said) => liesOn(said, width, zone, now));
  return offered.find(fits) ?? offered.at(-1) ?? '1d';
}

function liesOn(said: Said, width: BucketWidth, zone: Zone, now: number): boolean {
  switch (said.kind) {
    case 'now':
    case 'days':
      return true;
    case 'ago':
      return bucketMs[width] <= bucketMs[said.unit];
    case 'moment':
      return floorOn({ width, zone, now }, said.at) === said.at;
  }
}

/** Where a report has nothing but whole days, these are UTC's. */
function zoneFor(zone: Zone, width: BucketWidth, widths: readonly BucketWidth[]): Zone {
  return width === '1d' && !widths.some((each) => each !== '1d') ? utc : zone;
}

/** Days of a zone are added up of hours, or of minutes where they begin within an hour. */
function hoursOrLess(zone: Zone, widths: readonly BucketWidth[], from: number): BucketWidth {
  const beginsOnHour = zone.startOf(zone.dayOf(from)) % bucketMs['1h'] === 0;
  return widths.includes('1h') && (beginsOnHour || !widths.includes('1m')) ? '1h' : '1m';
}

interface Grid {
  readonly width: BucketWidth;
  readonly zone: Zone;
  readonly now: number;
}

interface Placed {
  readonly at: number;
  /** True when it is not where it was asked for. */
  readonly moved: boolean;
}

function startOn(grid: Grid, said: Said): Placed {
  const { width, zone, now } = grid;
  const moment = momentOf(said, now, zone);
  if (said.kind === 'ago' && bucketMs[width] <= bucketMs[said.unit])
    return { at: ceilingOn(grid, moment), moved: false };
  const at = floorOn(grid, moment);
  return { at, moved: at !== moment };
}

function endOn(grid: Grid, said: Said): Placed {
  const { width, zone, now } = grid;
  const moment = momentOf(said, now, zone);
  const at = ceilingOn(grid, moment);
  return { at, moved: at !== moment && !(said.kind === 'ago' && bucketMs[width] <= bucketMs[said.unit]) };
}

function floorOn({ width, zone }: Grid, moment: number): number {
  return width === '1d' ? zone.startOf(zone.dayOf(moment)) : floor(moment, bucketMs[width]);
}

function ceilingOn(grid: Grid, moment: number): number {
  const at = floorOn(grid, moment);
  if (at === moment) return at;
  const { width, zone } = grid;
  return width === '1d' ? zone.startOf(dayAfter(zone.dayOf(moment))) : at + bucketMs[width];
}

const whole: Readonly<Record<BucketWidth, string>> = { '1d': 'days', '1h': 'hours', '1m': 'minutes' };

function movedText(does: 'begins' | 'ends', at: number, asked: number, { width, zone }: Grid): string {
  const kept = `It ${does} at ${zone.text(at)} ${zone.name}, not at ${zone.text(asked)}`;
  return `${kept}: what is reported are whole ${whole[width]}.`;
}

function daysElsewhere({ name }: Zone): string {
  return `The provider reports this by whole days of UTC: the first and last hours of a day in ${name} count to the day beside it.`;
}

/** The period in words, with clock times where it does not begin and end with days. */
export function periodText({ period, width, zone }: Pick<PlannedPeriod, 'period' | 'width' | 'zone'>): string {
  const text = (moment: number) => zone.text(moment).replace(' 00:00', '');
  const { from, until, open } = period;
  const end = open ? `now (${zone.text(until)})` : `${text(until)} (not included)`;
  return `${text(from)} to ${end} ${zone.name}, by ${width}`;
}

/** The moments at which the intervals of the period begin. */
export function intervalsOf({ period, width, zone }: Pick<PlannedPeriod, 'period' | 'width' | 'zone'>): number[] {
  const starts: number[] = [];
  for (let at = period.from; at < period.until; ) {
    starts.push(at);
    at = width === '1d' && zone !== utc ? zone.startOf(dayAfter(zone.dayOf(at))) : at + bucketMs[width];
  }
  return starts;
}

/** The period in pieces of at most `buckets` buckets, oldest first. */
export function piecesOf(period: Period, width: BucketWidth, buckets: number): Period[] {
  const step = bucketMs[width] * buckets;
  const pieces: Period[] = [];
  for (let from = period.from; from < period.until; from += step) {
    const until = Math.min(from + step, period.until);
    pieces.push({ from, until, open: period.open && until === period.until });
  }
  return pieces;
}

export function bucketCount({ from, until }: Period, width: BucketWidth): number {
  return Math.ceil((until - from) / bucketMs[width]);
}

export function floor(moment: number, step: number): number {
  return Math.floor(moment / step) * step;
}

/** A moment as a report's parameter takes it. */
export function written(moment: number, form: 'rfc3339' | 'unix' | 'date'): string | number {
  if (form === 'unix') return Math.floor(moment / 1000);
  const text = new Date(moment).toISOString();
  return form === 'date' ? text.slice(0, 10) : `${text.slice(0, 19)}Z`;
}
