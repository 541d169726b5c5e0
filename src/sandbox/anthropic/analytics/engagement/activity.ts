import { add, isNothing } from '../../../demand/buckets.ts';
import { type Stream, streams } from '../../../demand/demand.ts';
import { day, usedIn } from '../../../demand/usage.ts';
import type { Store } from '../../../engine/store.ts';
import { userActorOf } from '../dimensions.ts';
import type { Period } from './period.ts';

/**
 * What each person did in each product on each day: the same use that the reports of tokens and cost count, in terms of
 * messages and sessions.
 */
export interface Activity {
  readonly user_id: string;
  readonly email: string;
  readonly date: number;
  readonly product: string;
  readonly used: Readonly<Record<string, number>>;
  readonly streams: readonly Stream[];
}

export function activityIn(store: Store, { from, until }: Pick<Period, 'from' | 'until'>): readonly Activity[] {
  const found = new Map<string, Activity & { used: Record<string, number>; streams: Stream[] }>();
  for (const stream of store.in(streams).where(({ dimensions }) => typeof dimensions['user_id'] === 'string')) {
    const { user_id, email_address } = userActorOf(stream, store);
    const product = String(stream.dimensions['product']);
    for (let date = from; date < until; date += 1) {
      const used = usedOn(stream, date);
      if (isNothing(used)) continue;
      const key = `${user_id} ${product} ${date}`;
      const known = found.get(key) ?? { user_id, email: String(email_address), date, product, used: {}, streams: [] };
      add(known.used, used);
      known.streams.push(stream);
      found.set(key, known);
    }
  }
  return [...found.values()];
}

/** All of a day, which has arrived by the time that a day's numbers are ready. */
export function usedOn(stream: Stream, date: number) {
  return usedIn(stream, windowOf(date), (date + 2) * day);
}

export function windowOf(date: number) {
  return { from: date * day, until: (date + 1) * day };
}

const requestsPerMessage = 5;
const messagesPerSession: Readonly<Record<string, number>> = { chat: 4, cowork: 8, office_agent: 5 };

export function messagesOf({ used }: Activity): number {
  return Math.ceil((used['requests'] ?? 0) / requestsPerMessage);
}

/** Conversations in chat; sessions elsewhere. */
export function sessionsOf(activity: Activity): number {
  const perSession = messagesPerSession[activity.product];
  if (perSession === undefined) return activity.used['sessions'] ?? 0;
  return Math.ceil(messagesOf(activity) / perSession);
}

export function counted(activities: readonly Activity[], count: (activity: Activity) => number): number {
  return activities.reduce((sum, activity) => sum + count(activity), 0);
}
