import { unit } from '../../../../internal/hash.ts';
import type { RbacGroups } from '../dimensions.ts';
import { type Activity, messagesOf, sessionsOf } from './activity.ts';
import { type Filters, passes } from './filters.ts';
import type { Thing } from './things.ts';

/** How often a person used one thing in one product on one day: a pure function of the activity and the thing. */
export interface Use<T extends Thing> {
  readonly thing: T;
  readonly activity: Activity;
  readonly count: number;
  /** Conversations or sessions in which it was used. */
  readonly sessions: number;
}

export function usesOf<T extends Thing>(activities: readonly Activity[], things: readonly T[]): readonly Use<T>[] {
  const uses: Use<T>[] = [];
  for (const thing of things) {
    const takers = new Map<string, boolean>();
    for (const activity of activities) {
      const { user_id, date, product } = activity;
      if (!thing.products.includes(product) || date < (thing.since ?? 0)) continue;
      const takes = takers.get(user_id) ?? unit(thing.name, user_id, 'takes') < thing.share;
      takers.set(user_id, takes);
      if (!takes) continue;
      const expected = messagesOf(activity) * thing.rate * (0.4 + 1.2 * unit(thing.name, user_id, product, date));
      const count = Math.floor(expected + unit(thing.name, user_id, date, 'chance'));
      if (count > 0)
        uses.push({ thing, activity, count, sessions: Math.min(count, Math.max(1, sessionsOf(activity))) });
    }
  }
  return uses;
}

/** The activities that the filters about people and products leave. */
export function filtered(activities: readonly Activity[], filters: Filters, rbac: RbacGroups): readonly Activity[] {
  return activities.filter(
    ({ user_id, product }) =>
      passes(filters, 'user_id', user_id) &&
      passes(filters, 'product', product) &&
      (!filters.has('rbac_group_id') || passes(filters, 'rbac_group_id', ...rbac(user_id))),
  );
}

export function totalCount(uses: readonly Use<Thing>[]): number {
  return uses.reduce((sum, { count }) => sum + count, 0);
}

export function sessionsIn(uses: readonly Use<Thing>[], product: string): number {
  return uses.reduce((sum, use) => (use.activity.product === product ? sum + use.sessions : sum), 0);
}

export function distinctUsers(activities: readonly Activity[]): number {
  return new Set(activities.map(({ user_id }) => user_id)).size;
}

/** The parts of Office by which its numbers are told apart. */
const officeProducts = ['excel', 'outlook', 'powerpoint', 'word'] as const;

/** A person works in one part of Office a day. */
export function officeProductOf({ user_id, date }: Activity): string {
  return officeProducts[Math.floor(unit(user_id, date, 'office') * officeProducts.length)] ?? 'word';
}

export function byOfficeProduct<Value>(make: (product: string) => Value): Record<string, Value> {
  return Object.fromEntries(officeProducts.map((product) => [product, make(product)]));
}

/** In how many sessions something was used, by the names that the rows of skills and connectors give them. */
export function sessionMetrics(uses: readonly Use<Thing>[], kind: 'connector' | 'skill') {
  const sessions = (product: string) => ({ [`distinct_session_${kind}_used_count`]: sessionsIn(uses, product) });
  return {
    chat_metrics: { [`distinct_conversation_${kind}_used_count`]: sessionsIn(uses, 'chat') },
    claude_code_metrics: sessions('claude_code'),
    cowork_metrics: sessions('cowork'),
    office_metrics: byOfficeProduct((office) => {
      const there = uses.filter(({ activity }) => officeProductOf(activity) === office);
      return { [`distinct_session_${kind}_used_count`]: sessionsIn(there, 'office_agent') };
    }),
  };
}
