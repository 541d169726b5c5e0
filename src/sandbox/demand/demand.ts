import { collection, type Store } from '../engine/store.ts';

/**
 * Where usage comes from. A stream is the steady demand of one key (or person) for one model in one way of use; what it
 * uses in any interval is a pure function of the seed, the stream and the time, so nothing is recorded as the clock moves.
 */
export interface Stream {
  readonly id: string;
  /** Which report it belongs to, such as `messages`, `completions`, `images`. */
  readonly dataset: string;
  /** What the reports can group and filter by: key, person, workspace or project, model, tier and so on. */
  readonly dimensions: Readonly<Record<string, string | boolean | null>>;
  /** What an ordinary weekday at the start uses, by kind: tokens, requests, images, seconds. Whole numbers. */
  readonly amounts: Readonly<Record<string, number>>;
  /** How demand moves over days and within a day. */
  readonly rhythm: Rhythm;
  /** When it is active, in milliseconds; `until` is null while it goes on. */
  readonly active: readonly { readonly from: number; readonly until: number | null }[];
  /** Set when it has ended for good, as when another model took its place. */
  readonly retired?: true;
}

export interface Rhythm {
  /** `office`: working hours of weekdays. `steady`: around the clock. `nightly`: a batch in the small hours. */
  readonly shape: 'office' | 'steady' | 'nightly';
  /** Growth per day, such as 0.004. */
  readonly growth: number;
  /** A day, in milliseconds, after which demand is many times higher: a key that ran away. */
  readonly runaway?: { readonly from: number; readonly times: number };
}

export const streams = collection<Stream>('streams');

/** Ends the demand of the streams that match, as when a key is disabled or a workspace archived. */
export function stopDemand(store: Store, now: number, matches: (stream: Stream) => boolean): void {
  for (const stream of store.in(streams).where(matches)) {
    const active = stream.active.map((interval) =>
      interval.until === null || interval.until > now ? { ...interval, until: Math.max(interval.from, now) } : interval,
    );
    store.in(streams).change(stream.id, { active });
  }
}

/** Starts it again, as when a key is enabled. */
export function resumeDemand(store: Store, now: number, matches: (stream: Stream) => boolean): void {
  for (const stream of store.in(streams).where(matches)) {
    if (stream.retired || stream.active.at(-1)?.until === null) continue;
    store.in(streams).change(stream.id, { active: [...stream.active, { from: now, until: null }] });
  }
}
