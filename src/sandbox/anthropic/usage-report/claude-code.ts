import { z } from 'zod';
import { add, isNothing } from '../../demand/buckets.ts';
import { type Stream, streams } from '../../demand/demand.ts';
import { type Money, wholeCents } from '../../demand/money.ts';
import { day, usedIn, type Window } from '../../demand/usage.ts';
import { count } from '../../engine/parameters.ts';
import { get, type Route } from '../../engine/route.ts';
import type { Store } from '../../engine/store.ts';
import { apiKeys } from '../api-keys.ts';
import { costIn } from '../cost-lines.ts';
import { organization } from '../organization/record.ts';
import { cursorTo, positionIn, written } from '../report.ts';
import { users } from '../users/record.ts';

/** Activity of the last hour is not shown yet. */
const hidden = 3_600_000;

const tools = ['edit_tool', 'multi_edit_tool', 'write_tool', 'notebook_edit_tool'] as const;

export const claudeCodeUsageRoutes: readonly Route[] = [
  get(
    '/v1/organizations/usage_report/claude_code',
    {
      query: z.strictObject({
        starting_at: z.iso.date('should be a date such as 2026-10-01'),
        limit: count({ most: 1000, usual: 20 }),
        page: z.string().optional(),
      }),
    },
    ({ store, query, clock }) => {
      const [start = 0, now = clock.now()] = query.page === undefined ? [] : positionIn(query.page, query);
      const midnight = Date.parse(query.starting_at);
      const records = recordsOf(store, { from: midnight, until: Math.min(midnight + day, now - hidden) }, now);
      const end = start + query.limit;
      const more = end < records.length;
      const data = records.slice(start, end).map((record) => wire(record, midnight, store));
      return { data, has_more: more, next_page: more ? cursorTo([end, now], query) : null };
    },
  ),
];

interface Activity {
  readonly stream: Stream;
  readonly used: { [kind: string]: number };
  readonly models: Map<string, { readonly used: { [kind: string]: number }; cost: Money }>;
}

/** One for each person or key, terminal, and local or remote use. */
function recordsOf(store: Store, window: Window, now: number): readonly Activity[] {
  const records = new Map<string, Activity>();
  for (const stream of store.in(streams).where(({ dimensions }) => dimensions['product'] === 'claude_code')) {
    const used = usedIn(stream, window, now);
    if (isNothing(used)) continue;
    const key = keyOf(stream);
    const record = records.get(key) ?? { stream, used: {}, models: new Map() };
    records.set(key, record);
    add(record.used, used);
    const name = String(stream.dimensions['model']);
    const model = record.models.get(name) ?? { used: {}, cost: 0n };
    record.models.set(name, model);
    add(model.used, used);
    for (const line of costIn(stream, window, now).lines) model.cost += line.list;
  }
  return [...records.values()];
}

function keyOf({ dimensions: of }: Stream): string {
  return JSON.stringify([
    of['user_id'] ?? of['api_key_id'],
    of['terminal_type'],
    of['is_remote'],
    of['customer_type'],
    of['subscription_type'],
  ]);
}

function actorOf({ dimensions: of }: Stream, store: Store) {
  if (typeof of['user_id'] === 'string') {
    const email_address = store.in(users).get(of['user_id'])?.email ?? of['user_email'] ?? null;
    return { type: 'user_actor', email_address };
  }
  const name = store.in(apiKeys).get(String(of['api_key_id']))?.name ?? null;
  return { type: 'api_actor', api_key_name: name };
}

function wire({ stream, used, models }: Activity, midnight: number, store: Store) {
  const { dimensions: of } = stream;
  return {
    date: written(midnight),
    actor: actorOf(stream, store),
    organization_id: store.read(organization).id,
    customer_type: of['customer_type'] ?? 'api',
    subscription_type: of['subscription_type'] ?? null,
    terminal_type: of['terminal_type'] ?? null,
    is_remote: of['is_remote'] === true,
    core_metrics: {
      num_sessions: used['sessions'] ?? 0,
      lines_of_code: { added: used['lines_added'] ?? 0, removed: used['lines_removed'] ?? 0 },
      commits_by_claude_code: used['commits'] ?? 0,
      pull_requests_by_claude_code: used['pull_requests'] ?? 0,
    },
    tool_actions: Object.fromEntries(
      tools.map((tool) => [tool, { accepted: used[`${tool}.accepted`] ?? 0, rejected: used[`${tool}.rejected`] ?? 0 }]),
    ),
    model_breakdown: [...models].map(([model, { used: of, cost }]) => ({
      model,
      tokens: {
        input: of['uncached_input_tokens'] ?? 0,
        output: of['output_tokens'] ?? 0,
        cache_read: of['cache_read_input_tokens'] ?? 0,
        cache_creation:
          (of['cache_creation.ephemeral_5m_input_tokens'] ?? 0) + (of['cache_creation.ephemeral_1h_input_tokens'] ?? 0),
      },
      estimated_cost: { amount: wholeCents(cost), currency: 'USD' },
    })),
  };
}
