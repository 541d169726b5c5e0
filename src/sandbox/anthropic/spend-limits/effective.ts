import { z } from 'zod';
import { unit } from '../../../internal/hash.ts';
import { type Stream, streams } from '../../demand/demand.ts';
import type { Money } from '../../demand/money.ts';
import { day } from '../../demand/usage.ts';
import type { Clock } from '../../engine/clock.ts';
import { listOf } from '../../engine/parameters.ts';
import { get, type Route } from '../../engine/route.ts';
import type { Store } from '../../engine/store.ts';
import { costIn, isBilled } from '../cost-lines.ts';
import { cursorPagingFields, pageByCursor } from '../paging.ts';
import { groupsOfUser } from '../rbac-groups/members.ts';
import { users } from '../users/record.ts';
import { type Period, periods, type SpendLimit, type SpendScope, spendLimits } from './record.ts';

export const effectiveLimitRoutes: readonly Route[] = [
  get(
    '/v1/organizations/spend_limits/effective',
    {
      query: z.strictObject({
        ...cursorPagingFields(),
        period: listOf(z.enum(periods)).optional(),
        user_ids: listOf(z.string().startsWith('user_', 'should be an id that starts with user_'))
          .pipe(z.array(z.string()).max(100))
          .optional(),
      }),
    },
    ({ store, query, clock }) => {
      const wanted = periods.filter((period) => query.period === undefined || query.period.includes(period));
      const limited = store
        .in(users)
        .where(({ id }) => query.user_ids === undefined || query.user_ids.includes(id))
        .map(({ id }) => ({ id, limits: wanted.flatMap((period) => effectiveLimit(store, id, period) ?? []) }))
        .filter(({ limits }) => limits.length > 0);
      const page = pageByCursor(limited, query);
      return {
        ...page,
        data: page.data.flatMap(({ id, limits }) => limits.map((each) => summary(store, id, each, clock))),
      };
    },
  ),
];

/** The row of a person and period, or null where no limit is set for either. */
export function spendSummary(store: Store, userId: string, period: Period, clock: Clock) {
  const limit = effectiveLimit(store, userId, period);
  return limit ? summary(store, userId, limit, clock) : null;
}

export function userActor(store: Store, userId: string) {
  const member = store.in(users).get(userId);
  return {
    type: 'user_actor',
    user_id: userId,
    name: member?.name ?? null,
    email_address: member?.email ?? null,
    deleted: false,
  };
}

/**
 * The limit that a person has, the nearest first: their own, the highest of their groups', their seat tier's, the
 * organisation's. A level without an amount sets nothing, but for the person's own, which then is an exception.
 */
function effectiveLimit(store: Store, userId: string, period: Period): SpendLimit | undefined {
  const limits = store.in(spendLimits).where((limit) => limit.period === period);
  const own = limits.find(({ scope }) => scope.type === 'user' && scope.user_id === userId);
  if (own) return own;
  const groups = groupsOfUser(store, userId);
  const levels: readonly ((scope: SpendScope) => boolean)[] = [
    (scope) => scope.type === 'rbac_group' && groups.includes(scope.rbac_group_id),
    (scope) => scope.type === 'seat_tier' && scope.seat_tier === seatTierOf(userId),
    (scope) => scope.type === 'organization',
  ];
  for (const applies of levels) {
    const [highest] = limits
      .filter(({ scope, amount }) => amount !== null && applies(scope))
      .sort((a, b) => Number(b.amount) - Number(a.amount));
    if (highest) return highest;
  }
  return undefined;
}

/** Seats are given out in the provider's own pages; here by hash. */
function seatTierOf(userId: string): string {
  return unit(userId, 'seat') < 0.25 ? 'enterprise_premium' : 'enterprise_standard';
}

function summary(store: Store, userId: string, { id, scope, period, amount }: SpendLimit, clock: Clock) {
  return {
    scope: { type: 'user', user_id: userId },
    source: scope,
    actor: userActor(store, userId),
    amount,
    currency: 'USD',
    period,
    period_to_date_spend: inThousandthsOfCents(spentSince(store, userId, startOf(period, clock.now()), clock.now())),
    spend_limit_id: id,
  };
}

/** Days begin at midnight, weeks on Monday, months on the first, all UTC. */
function startOf(period: Period, now: number): number {
  const today = Math.floor(now / day);
  if (period === 'daily') return today * day;
  if (period === 'weekly') return (today - ((today + 3) % 7)) * day;
  const date = new Date(now);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
}

function spentSince(store: Store, userId: string, from: number, now: number): Money {
  const isTheirs = (stream: Stream) => stream.dimensions['user_id'] === userId && isBilled(stream);
  let spent = 0n;
  for (const stream of store.in(streams).where(isTheirs)) {
    for (const { amount } of costIn(stream, { from, until: now }, now).lines) spent += amount;
  }
  return spent;
}

const perThousandthOfCent = 10_000_000n;

/** Cents with at most three places. */
function inThousandthsOfCents(amount: Money): string {
  const digits = ((amount + perThousandthOfCent / 2n) / perThousandthOfCent).toString().padStart(4, '0');
  const fraction = digits.slice(-3).replace(/0+$/, '');
  return fraction === '' ? digits.slice(0, -3) : `${digits.slice(0, -3)}.${fraction}`;
}
