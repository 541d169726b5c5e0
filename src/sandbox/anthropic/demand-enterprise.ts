import { unit } from '../../internal/hash.ts';
import type { Stream } from '../demand/demand.ts';
import { beginningOf, rhythmOf } from '../demand/demand-plan.ts';
import { day } from '../demand/usage.ts';
import type { PluginOptions } from '../engine/plugin.ts';
import type { Store } from '../engine/store.ts';
import { addClaudeCode } from './demand-claude-code.ts';
import { profiles } from './demand-profiles.ts';
import { addWay, type Demand, type Way } from './demand-ways.ts';
import { type User, users } from './users/record.ts';

/** The demand of the seeded Claude Enterprise organisation: what people use, by product, without keys or workspaces. */

const dollarsPerDay = 24_000 / 30;
const parts = { people: 0.9, slack: 0.08 };

/** Chances that a person uses a product at all, beside chat. */
const chances = { claude_code: 0.55, cowork: 0.25, office_agent: 0.2, claude_in_chrome: 0.15 };

/** Usage of Claude Enterprise has no tier. */
const untiered = { service_tier: null };

export function seedEnterpriseDemand(store: Store, { scale, clock }: PluginOptions): void {
  const now = clock.now();
  const dollars = dollarsPerDay * scale;
  const people = store.in(users).all();
  for (const person of people) addPerson(store, person, (dollars * parts.people) / people.length, now);
  addSlack(store, people[0], dollars * parts.slack, now);
}

function addPerson(store: Store, person: User, dollars: number, now: number): void {
  const { id, email, name, added_at } = person;
  const demand = demandOf(id, { user_id: id, user_email: email, user_name: name }, Date.parse(added_at), dollars, now);
  const chatty = { profile: profiles.chat, product: 'chat' };
  addWay(store, demand, { ...chatty, family: 'sonnet', part: 0.25 }, now);
  addWay(store, demand, { ...chatty, family: 'opus', part: 0.1 }, now);
  if (unit(id, 'claude_code') < chances.claude_code) {
    const subscription = { customer_type: 'subscription', subscription_type: 'enterprise' };
    const coding = { ...demand, dollarsPerDay: dollars, dimensions: { ...demand.dimensions, ...subscription } };
    addClaudeCode(store, coding, now);
  }
  for (const product of ['cowork', 'office_agent', 'claude_in_chrome'] as const) {
    if (unit(id, product) >= chances[product]) continue;
    addWay(store, demand, { family: 'sonnet', profile: profiles.agent, product, part: 0.2 }, now);
  }
}

/** Claude in Slack: mostly nobody's, but for direct messages. */
function addSlack(store: Store, person: User | undefined, dollars: number, now: number): void {
  const channel = store.newId('C0', 9).toUpperCase();
  const member = store.newId('U0', 9).toUpperCase();
  const way: Way = { family: 'sonnet', profile: profiles.chat, product: 'claude_tag', part: 0.25 };
  const kinds = [
    { claude_tag_category: 'engaged', slack_channel_id: channel, claude_tag_user_id: member },
    { claude_tag_category: 'monitoring', slack_channel_id: channel },
    { claude_tag_category: 'scheduled', slack_channel_id: store.newId('C0', 9).toUpperCase() },
    {
      claude_tag_category: 'dm',
      claude_tag_user_id: member,
      ...(person && { user_id: person.id, user_email: person.email, user_name: person.name }),
    },
  ];
  for (const kind of kinds) {
    addWay(store, demandOf(kind.claude_tag_category, kind, now - 120 * day, dollars, now), way, now);
  }
}

function demandOf(id: string, dimensions: Stream['dimensions'], since: number, dollars: number, now: number): Demand {
  return {
    id,
    dimensions: { ...dimensions, ...untiered },
    rhythm: rhythmOf(id, 'development', now),
    from: beginningOf(since, now),
    until: null,
    retired: false,
    dollarsPerDay: dollars,
  };
}
