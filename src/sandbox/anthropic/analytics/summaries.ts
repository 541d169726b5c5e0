import { z } from 'zod';
import { isNothing } from '../../demand/buckets.ts';
import { streams } from '../../demand/demand.ts';
import { day } from '../../demand/usage.ts';
import { get, type Route } from '../../engine/route.ts';
import type { Store } from '../../engine/store.ts';
import { invites } from '../invites.ts';
import { written } from '../report.ts';
import { users } from '../users/record.ts';
import { activityIn, usedOn } from './engagement/activity.ts';
import { filterField, filtersOf } from './engagement/filters.ts';
import { pageFields } from './engagement/listing.ts';
import { dayField, type Period, rangeOf } from './engagement/period.ts';
import { filtered } from './engagement/uses.ts';
import { teamsOf } from './teams.ts';

const lengths = { daily: 1, weekly: 7, monthly: 30 } as const;
/** Slack people are counted over four weeks. */
const slackLengths = { daily: 1, weekly: 7, monthly: 28 } as const;
const longestBack = 29;

const products = ['chat', 'claude_code', 'cowork', 'office_agent'] as const;

export const analyticsSummaryRoutes: readonly Route[] = [
  get(
    '/v1/organizations/analytics/summaries',
    {
      query: z.strictObject({
        ...pageFields(),
        starting_date: dayField(),
        ending_date: dayField().optional(),
        filter: filterField(),
      }),
    },
    ({ store, query, clock }) => {
      const filters = filtersOf(query.filter, ['rbac_group_id']);
      const period = rangeOf(query.starting_date, query.ending_date, clock.now());
      const activities = filtered(activityIn(store, withRunUp(period)), filters, teamsOf(store));
      const isScoped = filters.size > 0;
      const presence = new Presence();
      for (const { date, product, user_id } of activities) {
        presence.add('', date, user_id);
        presence.add(product, date, user_id);
      }
      const slack = isScoped ? undefined : slackPresence(store, period);
      const days = Array.from({ length: period.until - period.from }, (_, index) => period.from + index);
      return { data: days.map((date) => summary(store, date, presence, slack)), next_page: null };
    },
  ),
];

/** Who was there on which day, by product. */
class Presence {
  readonly #people = new Map<string, Set<string>>();

  add(product: string, date: number, person: string): void {
    const key = `${product} ${date}`;
    const known = this.#people.get(key);
    if (known) known.add(person);
    else this.#people.set(key, new Set([person]));
  }

  /** How many different people in the days up to this one. */
  count(product: string, date: number, length: number): number {
    const everybody = new Set<string>();
    for (let past = date - length + 1; past <= date; past += 1) {
      for (const person of this.#people.get(`${product} ${past}`) ?? []) everybody.add(person);
    }
    return everybody.size;
  }
}

/** The windows of the first day reach back. */
function withRunUp({ from, until }: Period) {
  return { from: from - longestBack, until };
}

/** Slack people, linked to an account or not. */
function slackPresence(store: Store, period: Period): Presence {
  const presence = new Presence();
  const { from, until } = withRunUp(period);
  for (const stream of store.in(streams).all()) {
    const person = stream.dimensions['claude_tag_user_id'];
    if (typeof person !== 'string') continue;
    for (let date = from; date < until; date += 1) if (!isNothing(usedOn(stream, date))) presence.add('', date, person);
  }
  return presence;
}

function summary(store: Store, date: number, presence: Presence, slack: Presence | undefined) {
  const end = (date + 1) * day;
  const seats = slack ? store.in(users).where(({ added_at }) => Date.parse(added_at) < end).length : null;
  const active = activeCounts(presence, '', date);
  return {
    starting_at: written(date * day),
    ending_at: written(end),
    ...named(active, ''),
    ...Object.assign({}, ...products.map((product) => named(activeCounts(presence, product, date), `${product}_`))),
    ...(slack ? named(activeCounts(slack, '', date, slackLengths), 'claude_tag_') : nobodyKnown),
    assigned_seat_count: seats,
    pending_invite_count: slack ? pendingAt(store, end) : null,
    daily_adoption_rate: percentage(active.daily, seats),
    weekly_adoption_rate: percentage(active.weekly, seats),
    monthly_adoption_rate: percentage(active.monthly, seats),
  };
}

interface ActiveCounts {
  readonly daily: number | null;
  readonly weekly: number | null;
  readonly monthly: number | null;
}

function activeCounts(
  presence: Presence,
  product: string,
  date: number,
  { daily, weekly, monthly }: Readonly<Record<keyof typeof lengths, number>> = lengths,
) {
  return {
    daily: presence.count(product, date, daily),
    weekly: presence.count(product, date, weekly),
    monthly: presence.count(product, date, monthly),
  };
}

function named({ daily, weekly, monthly }: ActiveCounts, prefix: string) {
  return {
    [`${prefix}daily_active_user_count`]: daily,
    [`${prefix}weekly_active_user_count`]: weekly,
    [`${prefix}monthly_active_user_count`]: monthly,
  };
}

const nobodyKnown = named({ daily: null, weekly: null, monthly: null }, 'claude_tag_');

function pendingAt(store: Store, moment: number): number {
  return store
    .in(invites)
    .where(
      ({ invited_at, accepted_at, expires_at }) =>
        Date.parse(invited_at) < moment &&
        Date.parse(expires_at) > moment &&
        (accepted_at === null || Date.parse(accepted_at) > moment),
    ).length;
}

function percentage(people: number, seats: number | null): number | null {
  if (seats === null) return null;
  return seats === 0 ? 0 : Math.round((people / seats) * 10_000) / 100;
}
