import { hash32 } from '../../../internal/hash.ts';
import { inCents, type Money } from '../../demand/money.ts';
import { day } from '../../demand/usage.ts';
import type { Route } from '../../engine/route.ts';
import { costIn } from '../cost-lines.ts';
import { type Activity, messagesOf, windowOf } from './engagement/activity.ts';
import { thingRoute } from './engagement/thing-list.ts';
import { type Skill, skills } from './engagement/things.ts';
import { distinctUsers, sessionMetrics, totalCount, type Use } from './engagement/uses.ts';

export const analyticsSkillRoutes: readonly Route[] = [
  thingRoute({
    path: 'skills',
    things: () => skills,
    column: 'skill_name',
    groupBy: ['product', 'rbac_group_id', 'user_id'],
    traits: { skill_name: ({ name }) => [name], share_status: ({ share_status }) => [share_status] },
    wire: (skill, uses, { isWhole }) => ({
      skill_name: skill.name,
      skill_display_name: skill.display,
      share_status: skill.share_status,
      distinct_user_count: distinctUsers(uses.map(({ activity }) => activity)),
      invocation_count: totalCount(uses),
      enable_count: isWhole && skill.share_status !== null ? enableCount(skill, uses) : null,
      ...moneyOf(uses),
      ...sessionMetrics(uses, 'skill'),
    }),
  }),
];

function enableCount({ name }: Skill, uses: readonly Use<Skill>[]): number {
  const days = new Set(uses.map(({ activity }) => activity.date));
  return [...days].reduce((sum, date) => sum + (hash32(name, date, 'enabled') % 3), 0);
}

/** The cost of the requests that a skill was used in. Chat does not tell which they were. */
function moneyOf(uses: readonly Use<Skill>[]) {
  const known = uses.filter(({ activity }) => activity.product !== 'chat');
  if (known.length === 0) return { attributed_list_price: null, estimated_overage_spend: null, currency: null };
  let list = 0n;
  let amount = 0n;
  for (const { activity, count } of known) {
    const cost = costOf(activity);
    const messages = BigInt(messagesOf(activity));
    const part = BigInt(count) < messages ? BigInt(count) : messages;
    list += (cost.list * part) / messages;
    amount += (cost.amount * part) / messages;
  }
  return { attributed_list_price: inCents(list), estimated_overage_spend: inCents(amount), currency: 'USD' };
}

function costOf({ streams, date }: Activity): { list: Money; amount: Money } {
  const cost = { list: 0n, amount: 0n };
  for (const stream of streams) {
    for (const line of costIn(stream, windowOf(date), (date + 2) * day).lines) {
      cost.list += line.list;
      cost.amount += line.amount;
    }
  }
  return cost;
}
