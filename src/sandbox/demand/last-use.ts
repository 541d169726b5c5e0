import type { Store } from '../engine/store.ts';
import { type Stream, streams } from './demand.ts';
import { dayCurve, minutesPerDay } from './rhythm.ts';

const minute = 60_000;
/** Providers note a use a little later, and not each one. */
const step = 5;

/**
 * When each key or person was last in use, in milliseconds, by the value of a dimension such as `api_key_id`. It moves
 * with the clock while demand goes on, though nobody changes anything.
 */
export function lastUses(
  store: Store,
  dimension: string,
  wanted: ReadonlySet<string>,
  now: number,
): ReadonlyMap<string, number> {
  const latest = new Map<string, number>();
  for (const stream of store.in(streams).all()) {
    const id = stream.dimensions[dimension];
    if (typeof id !== 'string' || !wanted.has(id)) continue;
    const used = lastUseOf(stream, now);
    if (used !== undefined && used > (latest.get(id) ?? 0)) latest.set(id, used);
  }
  return latest;
}

function lastUseOf({ active, rhythm }: Stream, now: number): number | undefined {
  const interval = active.findLast(({ from }) => from < now);
  if (!interval) return undefined;
  const end = Math.min(now, interval.until ?? now);
  const curve = dayCurve(rhythm.shape, 0);
  let at = Math.floor(end / minute / step) * step;
  for (let looked = 0; looked < minutesPerDay; looked += step, at -= step) {
    const inDay = at % minutesPerDay;
    const until = inDay === 0 ? minutesPerDay : inDay;
    if ((curve[until] as number) > (curve[until - 1] as number)) return Math.max(at * minute, interval.from);
  }
  return undefined;
}
