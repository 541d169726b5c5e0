import { z } from 'zod';
import { get, type Route } from '../route.ts';
import { consoleOnly } from './guards.ts';
import { cursorPagingFields, pageByCursor } from './paging.ts';
import { notFound } from './refuse.ts';

export const groupTypes = ['batch', 'files', 'model_group', 'skills', 'token_count', 'web_search'] as const;
type GroupType = (typeof groupTypes)[number];

/** A group of limits; its ids are the same in every organisation. */
export interface RateLimitGroup {
  readonly id: string;
  readonly type: GroupType;
  readonly display_name?: string;
  readonly models: readonly string[] | null;
  readonly limits: Readonly<Record<string, number>>;
}

/** What the organisation may use. */
export const rateLimitGroups: readonly RateLimitGroup[] = [
  modelGroup('opus', 'Claude Opus', ['claude-opus-5-5', 'claude-opus-5', 'claude-opus-4-8'], 4_000, 2_000_000, 400_000),
  modelGroup(
    'sonnet',
    'Claude Sonnet',
    ['claude-sonnet-5-5', 'claude-sonnet-5', 'claude-sonnet-4-6'],
    4_000,
    4_000_000,
    800_000,
  ),
  modelGroup('haiku', 'Claude Haiku', ['claude-haiku-5-5', 'claude-haiku-4-5'], 8_000, 8_000_000, 1_600_000),
  modelGroup('fable', 'Claude Fable', ['claude-fable-5-2', 'claude-fable-5-1'], 2_000, 1_000_000, 200_000),
  { id: 'rlg_01batch', type: 'batch', models: null, limits: { requests_per_minute: 4_000, batch_queue_size: 500_000 } },
  { id: 'rlg_01files', type: 'files', models: null, limits: { requests_per_minute: 1_000 } },
  { id: 'rlg_01token_count', type: 'token_count', models: null, limits: { requests_per_minute: 8_000 } },
];

function modelGroup(
  name: string,
  display_name: string,
  models: string[],
  requests: number,
  input: number,
  output: number,
): RateLimitGroup {
  const limits = {
    requests_per_minute: requests,
    input_tokens_per_minute: input,
    input_tokens_per_minute_cache_aware: input,
    output_tokens_per_minute: output,
  };
  return { id: `rlg_01${name}`, type: 'model_group', display_name, models, limits };
}

export const rateLimitRoutes: readonly Route[] = [
  get(
    '/v1/organizations/rate_limits',
    {
      guards: [consoleOnly],
      query: z.strictObject({
        ...cursorPagingFields({ most: 1000, usual: 20 }),
        group_type: z.enum(groupTypes).optional(),
        model: z.string().optional(),
      }),
    },
    ({ query }) => {
      const found = rateLimitGroups.filter(
        (group) =>
          (query.group_type === undefined || group.type === query.group_type) &&
          (query.model === undefined || group.models?.includes(query.model)),
      );
      if (query.model !== undefined && found.length === 0)
        throw notFound(`model: ${query.model} has no rate limit group`);
      const page = pageByCursor(found, query);
      return { ...page, data: page.data.map(wire) };
    },
  ),
];

export function wireGroup({ id, type, display_name }: RateLimitGroup) {
  return { id, type, ...(display_name !== undefined && { display_name }) };
}

function wire(group: RateLimitGroup) {
  const limits = Object.entries(group.limits).map(([type, value]) => ({ type, value }));
  return { id: group.id, type: 'rate_limit', group: wireGroup(group), models: group.models, limits };
}
