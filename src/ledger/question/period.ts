import type { BucketWidth } from '../../catalogue/report.ts';
import { InputError } from '../../errors.ts';
import { badValue } from '../../internal/mistakes.ts';

/** A period of time in UTC, in milliseconds; the end is exclusive. */
export interface Period {
  readonly from: number;
  readonly until: number;
  /** True when it runs up to the present. */
  readonly open: boolean;
}

export const bucketMs: Readonly<Record<BucketWidth, number>> = { '1m': 60_000, '1h': 3_600_000, '1d': 86_400_000 };

const unitMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/**
 * A moment in words: `30d` (also m, h, w) before now, `today`, `yesterday`, `2026-11-01`, or `2026-11-01T08:00:00Z`.
 * @throws InputError with the forms that are understood.
 */
export function parseMoment(text: string, now: number, parameter: string): number {
  const ago = /^(\d{1,5})\s*([mhdw])$/.exec(text);
  if (ago) return now - Number(ago[1]) * (unitMs[ago[2] ?? ''] ?? 0);
  const today = floor(now, bucketMs['1d']);
  if (text === 'now') return now;
  if (text === 'today') return today;
  if (text === 'yesterday') return today - bucketMs['1d'];
  const written = parseWritten(text);
  if (written !== undefined) return written;
  throw badValue({
    code: 'moment_invalid',
    parameter,
    given: text,
    complaint: 'is not a time',
    hint: 'Write 30d, 12h, 4w, today, yesterday, 2026-11-01 or 2026-11-01T08:00:00Z. Times are UTC.',
  });
}

/** A day must exist: `2026-02-30` is refused, not moved to March. */
function parseWritten(text: string): number | undefined {
  const shape = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/.exec(text);
  if (!shape?.[1]) return undefined;
  const day = Date.parse(`${shape[1]}T00:00:00Z`);
  if (Number.isNaN(day) || new Date(day).toISOString().slice(0, 10) !== shape[1]) return undefined;
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : moment;
}

interface Wanted {
  readonly since: string;
  readonly until?: string | undefined;
  readonly width: BucketWidth;
  readonly now: number;
}

/** The period that was asked for, its start moved down to the beginning of a bucket. */
export function periodOf({ since, until, width, now }: Wanted): Period {
  const from = floor(parseMoment(since, now, 'since'), bucketMs[width]);
  const end = until === undefined ? now : parseMoment(until, now, 'until');
  if (from > now) {
    throw new InputError('period_in_future', `The period would begin in the future, at ${since}.`, {
      parameter: 'since',
      hint: 'Reports look back.',
    });
  }
  if (end <= from) {
    throw new InputError('period_reversed', `The end of the period, ${until}, is not after its start, ${since}.`, {
      parameter: 'until',
      hint: 'The end is exclusive and comes after the start.',
    });
  }
  return { from, until: Math.min(end, now), open: end >= now };
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
