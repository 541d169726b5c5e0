import type { BucketWidth } from '../../catalogue/report.ts';
import { badValue } from '../../internal/mistakes.ts';
import { dayAfter, utc, type Zone } from './zone.ts';

export const bucketMs: Readonly<Record<BucketWidth, number>> = { '1m': 60_000, '1h': 3_600_000, '1d': 86_400_000 };

/** A time as people say it. */
export type Said =
  /** So many units before now. */
  | { readonly kind: 'ago'; readonly count: number; readonly unit: BucketWidth }
  | { readonly kind: 'now' }
  /** A day, or the days from the first to before the second, in the asker's zone. */
  | { readonly kind: 'days'; readonly day: string; readonly end?: string }
  | { readonly kind: 'moment'; readonly at: number };

const units: Readonly<Record<string, readonly [BucketWidth, number]>> = {
  m: ['1m', 1],
  h: ['1h', 1],
  d: ['1d', 1],
  w: ['1d', 7],
};

/**
 * Reads `30d` (also m, h, w) before now, `today`, `yesterday`, `this month`, `last month`, `2026-10`, `2026-11-01`, or
 * `2026-11-01T08:00:00Z`.
 * @throws InputError with the forms that are understood.
 */
export function readMoment(text: string, now: number, parameter: string, zone: Zone = utc): Said {
  const words = text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+(?=month$)/g, ' ');
  const ago = /^(\d{1,5})\s*([mhdw])$/.exec(words);
  const [unit, each] = units[ago?.[2] ?? ''] ?? [];
  if (ago && unit && each) return { kind: 'ago', count: Number(ago[1]) * each, unit };
  const today = zone.dayOf(now);
  const month = today.slice(0, 7);
  switch (words) {
    case 'now':
      return { kind: 'now' };
    case 'today':
      return { kind: 'days', day: today };
    case 'yesterday':
      return { kind: 'days', day: dayAfter(today, -1) };
    case 'this month':
      return monthSaid(month);
    case 'last month':
      return monthSaid(dayAfter(`${month}-01`, -1).slice(0, 7));
    default: {
      const written = readWritten(text.trim());
      if (written) return written;
    }
  }
  throw badValue({
    code: 'moment_invalid',
    parameter,
    given: text,
    complaint: 'is not a time',
    hint: 'Write 30d, 12h, 90m, 4w, today, yesterday, this month, last month, 2026-10, 2026-11-01 or 2026-11-01T08:00:00Z. Times are UTC.',
  });
}

/** The moment that is meant, or its beginning. */
export function momentOf(said: Said, now: number, zone: Zone = utc): number {
  switch (said.kind) {
    case 'ago':
      return now - said.count * bucketMs[said.unit];
    case 'now':
      return now;
    case 'days':
      return zone.startOf(said.day);
    case 'moment':
      return said.at;
  }
}

/** The same of a text. @throws InputError with the forms that are understood. */
export function parseMoment(text: string, now: number, parameter: string): number {
  return momentOf(readMoment(text, now, parameter), now);
}

function monthSaid(month: string): Said {
  const day = `${month}-01`;
  return { kind: 'days', day, end: `${dayAfter(day, 31).slice(0, 7)}-01` };
}

/** A day must exist: `2026-02-30` is refused, not moved to March. */
function readWritten(text: string): Said | undefined {
  if (/^\d{4}-(?:0[1-9]|1[0-2])$/.test(text)) return monthSaid(text);
  const shape = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/.exec(text);
  const day = shape?.[1];
  if (day === undefined) return undefined;
  const start = utc.startOf(day);
  if (Number.isNaN(start) || utc.dayOf(start) !== day) return undefined;
  if (text === day) return { kind: 'days', day };
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : { kind: 'moment', at };
}
