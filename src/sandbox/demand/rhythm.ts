import { unit } from '../../internal/hash.ts';
import type { Rhythm } from './demand.ts';

/** How demand is spread over the days of a week and the minutes of a day. All times are UTC. */

type Shape = Rhythm['shape'];

export const minutesPerDay = 1440;

/** Sunday first. */
const weekdays: Readonly<Record<Shape, readonly number[]>> = {
  office: [0.04, 1, 1.06, 1.04, 1, 0.88, 0.06],
  steady: [0.74, 1, 1.03, 1.02, 1, 0.97, 0.79],
  nightly: [0.5, 1, 1, 1, 1, 1, 0.9],
};

/** By hour, from midnight. */
const hours: Readonly<Record<Shape, readonly number[]>> = {
  office: [0, 0, 0, 0, 0, 0, 1, 8, 26, 40, 46, 38, 24, 40, 48, 44, 36, 20, 8, 4, 2, 1, 0, 0],
  steady: [14, 12, 11, 10, 10, 12, 15, 19, 24, 27, 28, 28, 27, 28, 29, 28, 27, 25, 23, 22, 21, 19, 17, 15],
  nightly: [6, 40, 60, 52, 20, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
};

/** So that days of the same shape differ. */
const variants = 8;
/** Minutes for which the pace stays the same. */
const quarter = 15;

const curves: Readonly<Record<Shape, readonly Float64Array[]>> = {
  office: curvesOf('office'),
  steady: curvesOf('steady'),
  nightly: curvesOf('nightly'),
};

/** The part of an ordinary weekday's demand that a day of the week has. */
export function weekdayWeight(shape: Shape, day: number): number {
  const weekday = (day + 4) % 7;
  return weekdays[shape][weekday] ?? 1;
}

/** The part of a day's demand that has happened at each minute: 0 at the first, 1 at the last, never falling. */
export function dayCurve(shape: Shape, variant: number): Float64Array {
  return curves[shape][variant % variants] as Float64Array;
}

function curvesOf(shape: Shape): Float64Array[] {
  return Array.from({ length: variants }, (_, variant) => curveOf(shape, variant));
}

function curveOf(shape: Shape, variant: number): Float64Array {
  const running = new Float64Array(minutesPerDay + 1);
  for (let start = 0; start < minutesPerDay; start += quarter) {
    const weight = (hours[shape][Math.floor(start / 60)] ?? 0) * (0.7 + 0.6 * unit(shape, variant, start));
    for (let minute = start; minute < start + quarter; minute += 1) {
      running[minute + 1] = (running[minute] as number) + weight;
    }
  }
  const total = running[minutesPerDay] as number;
  return running.map((weight) => weight / total);
}
