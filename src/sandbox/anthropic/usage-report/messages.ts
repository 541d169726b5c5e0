import { z } from 'zod';
import { add, isNothing, type Width } from '../../demand/buckets.ts';
import { type Stream, streams } from '../../demand/demand.ts';
import { usedIn } from '../../demand/usage.ts';
import { listOf } from '../../engine/parameters.ts';
import { get, type Route } from '../../engine/route.ts';
import type { Store } from '../../engine/store.ts';
import { beta } from '../guards.ts';
import { organization } from '../organization/record.ts';
import { badRequest } from '../refuse.ts';
import { type Cap, idOf, moment, pageOfBuckets, reportPaging, tableOf, written } from '../report.ts';

const dimensions = [
  'account_id',
  'api_key_id',
  'context_window',
  'inference_geo',
  'model',
  'service_account_id',
  'service_tier',
  'speed',
  'workspace_id',
] as const;
type Dimension = (typeof dimensions)[number];

const caps: Readonly<Record<Width, Cap>> = {
  '1d': { usual: 7, most: 31 },
  '1h': { usual: 24, most: 168 },
  '1m': { usual: 60, most: 1440 },
};

/** Not documented; the answer to one more was seen in July 2026. */
const mostDimensions = 5;

const query = z.strictObject({
  ...reportPaging(),
  starting_at: moment(),
  ending_at: moment().optional(),
  bucket_width: z.enum(['1d', '1h', '1m']).default('1d'),
  group_by: listOf(z.enum(dimensions)).default([]),
  account_ids: listOf(idOf('user_')).optional(),
  api_key_ids: listOf(idOf('apikey_')).optional(),
  service_account_ids: listOf(idOf('svac_')).optional(),
  workspace_ids: listOf(idOf('wrkspc_')).optional(),
  models: listOf(z.string()).optional(),
  service_tiers: listOf(
    z.enum(['standard', 'batch', 'priority', 'priority_on_demand', 'flex', 'flex_discount']),
  ).optional(),
  context_window: listOf(z.enum(['0-200k', '200k-1M'])).optional(),
  inference_geos: listOf(z.enum(['global', 'us', 'not_available'])).optional(),
  speeds: listOf(z.enum(['standard', 'fast'])).optional(),
});
type Query = z.infer<typeof query>;

const fastMode = beta('fast-mode-2026-02-01', 400);

export const messagesUsageRoutes: readonly Route[] = [
  get('/v1/organizations/usage_report/messages', { query }, (call) => {
    const { store, clock } = call;
    const speedAsked = call.query.speeds !== undefined || call.query.group_by.includes('speed');
    if (speedAsked) fastMode(call);
    if (call.query.group_by.length > mostDimensions) {
      throw badRequest(`Cannot specify more than ${mostDimensions} group_by[] dimensions.`);
    }
    const { buckets, now, next_page } = pageOfBuckets(
      call.query,
      call.query.bucket_width,
      caps[call.query.bucket_width],
      clock,
    );
    const table = tableOf<Row>(buckets.length);
    for (const stream of streamsOf(store, call.query)) {
      const group = groupOf(stream, call.query.group_by, store);
      const key = JSON.stringify(group);
      for (const [index, bucket] of buckets.entries()) {
        const used = usedIn(stream, bucket, now);
        if (!isNothing(used)) add(table.row(index, key, () => ({ group, used: {} })).used, used);
      }
    }
    const data = buckets.map(({ from, until }, index) => ({
      starting_at: written(from),
      ending_at: written(until),
      results: table.rows(index).map((row) => wire(row, speedAsked)),
    }));
    return { data, has_more: next_page !== null, next_page };
  }),
];

interface Row {
  readonly group: Group;
  readonly used: Record<string, number>;
}

type Group = Partial<Record<Dimension, string | null>>;

function streamsOf(store: Store, filters: Query): readonly Stream[] {
  const accepts = (allowed: readonly string[] | undefined, value: unknown) =>
    allowed === undefined || allowed.some((each) => each === value);
  return store
    .in(streams)
    .where(
      ({ dataset, dimensions: of }) =>
        dataset === 'messages' &&
        accepts(filters.account_ids, of['account_id']) &&
        accepts(filters.api_key_ids, of['api_key_id']) &&
        accepts(filters.service_account_ids, federatedAccount(of)) &&
        accepts(filters.workspace_ids, of['workspace_id']) &&
        accepts(filters.models, of['model']) &&
        accepts(filters.service_tiers, of['service_tier']) &&
        accepts(filters.context_window, of['context_window']) &&
        accepts(filters.inference_geos, of['inference_geo']) &&
        accepts(filters.speeds, of['speed']),
    );
}

function groupOf({ dimensions: of }: Stream, groupBy: readonly Dimension[], store: Store): Group {
  const group: Group = {};
  for (const dimension of groupBy) {
    const value = of[dimension];
    group[dimension] = typeof value === 'string' ? value : null;
  }
  if (groupBy.includes('workspace_id')) group.workspace_id = legacyWorkspace(of['workspace_id'], store);
  if (groupBy.includes('service_account_id')) group.service_account_id = federatedAccount(of);
  return group;
}

/** A service account stands here only when it came by federation, not when it has a key. */
function federatedAccount(of: Stream['dimensions']): string | null {
  const account = of['service_account_id'];
  return typeof account === 'string' && of['api_key_id'] === null ? account : null;
}

/** These reports write null for the default workspace. */
export function legacyWorkspace(id: unknown, store: Store): string | null {
  return typeof id === 'string' && id !== store.read(organization).default_workspace_id ? id : null;
}

function wire({ group, used }: Row, speedAsked: boolean) {
  return {
    uncached_input_tokens: used['uncached_input_tokens'] ?? 0,
    cache_creation: {
      ephemeral_5m_input_tokens: used['cache_creation.ephemeral_5m_input_tokens'] ?? 0,
      ephemeral_1h_input_tokens: used['cache_creation.ephemeral_1h_input_tokens'] ?? 0,
    },
    cache_read_input_tokens: used['cache_read_input_tokens'] ?? 0,
    output_tokens: used['output_tokens'] ?? 0,
    server_tool_use: { web_search_requests: used['web_search_requests'] ?? 0 },
    model: group.model ?? null,
    workspace_id: group.workspace_id ?? null,
    api_key_id: group.api_key_id ?? null,
    account_id: group.account_id ?? null,
    service_account_id: group.service_account_id ?? null,
    service_tier: group.service_tier ?? null,
    context_window: group.context_window ?? null,
    inference_geo: group.inference_geo ?? null,
    ...(speedAsked && { speed: group.speed ?? null }),
  };
}
