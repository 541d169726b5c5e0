import { badValue } from '../../internal/mistakes.ts';
import { nearest } from '../../internal/nearest.ts';

/** A time zone of the tz database, such as `Europe/Berlin`. Days begin in it; moments are the same everywhere. */
export interface Zone {
  readonly name: string;
  /** The day that a moment falls on, as `2026-11-24`. */
  dayOf(moment: number): string;
  /** The first moment of a day. */
  startOf(day: string): number;
  /** A moment as people write it: `2026-11-24 13:45`. */
  text(moment: number): string;
}

const dayMs = 86_400_000;
const minuteMs = 60_000;
/** No zone is further from UTC than fourteen hours. */
const farthestMs = 15 * 3_600_000;

export const utc: Zone = {
  name: 'UTC',
  dayOf: (moment) => new Date(moment).toISOString().slice(0, 10),
  startOf: (day) => Date.parse(`${day}T00:00:00Z`),
  text: (moment) => new Date(moment).toISOString().slice(0, 16).replace('T', ' '),
};

/**
 * The zone of that name; UTC when none is given.
 * @throws InputError with the nearest names.
 */
export function zoneNamed(name: string | undefined): Zone {
  if (name === undefined || /^(?:utc|z|etc\/utc)$/i.test(name.trim())) return utc;
  const format = formatFor(name.trim());
  if (!format) {
    const [close] = nearest(name, Intl.supportedValuesOf('timeZone'));
    throw badValue({
      code: 'timezone_unknown',
      parameter: 'timezone',
      given: name,
      complaint: 'is no time zone',
      hint: close === undefined ? 'Write one like UTC, Europe/Berlin or America/New_York.' : `Did you mean ${close}?`,
    });
  }
  const text = (moment: number) => format.format(moment).replace(', ', ' ');
  const dayOf = (moment: number) => text(moment).slice(0, 10);
  return { name: name.trim(), dayOf, text, startOf: (day) => firstMomentOf(day, dayOf) };
}

function formatFor(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    // Swedish writes dates as ISO 8601 does.
    return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  } catch {
    return undefined;
  }
}

/** Days only go on, so the moment is between two that are surely before and after it. Zones turn at whole minutes. */
function firstMomentOf(day: string, dayOf: (moment: number) => string): number {
  const middle = utc.startOf(day);
  let before = (middle - farthestMs) / minuteMs;
  let after = (middle + farthestMs) / minuteMs;
  while (after - before > 1) {
    const between = Math.floor((before + after) / 2);
    if (dayOf(between * minuteMs) < day) before = between;
    else after = between;
  }
  return after * minuteMs;
}

/** The day so many days later, or earlier. */
export function dayAfter(day: string, days = 1): string {
  return utc.dayOf(utc.startOf(day) + days * dayMs);
}
