import { z } from 'zod';
import { letters } from '../../internal/hash.ts';
import { count } from '../engine/parameters.ts';
import { get, type Route } from '../engine/route.ts';
import { collection, type Store } from '../engine/store.ts';
import { pageByCursor } from './paging.ts';
import { notFound, present } from './refuse.ts';
import { firstVersion } from './versions.ts';

export const groupTypes = ['model_group', 'batch', 'token_count', 'files', 'skills', 'web_search'] as const;

/** A family of models or a part of the API that has limits of its own. */
export interface RateLimitGroup {
  readonly type: (typeof groupTypes)[number];
  /** Model groups only. */
  readonly display_name?: string;
  /** Names and aliases; null where the group is not of models. */
  readonly models: readonly string[] | null;
  readonly limits: Readonly<Record<string, number>>;
}

/** What the organisation may use of a group. Its id is the organisation's own; the group's is the same everywhere. */
export interface RateLimit extends RateLimitGroup {
  readonly id: string;
}

export const rateLimits = collection<RateLimit>('rate_limits');

/** Without `limit` everything comes in one page. */
export function rateLimitPagingFields() {
  return { limit: count({ most: 1000, usual: 1000 }), page: z.string().optional() };
}

export const rateLimitRoutes: readonly Route[] = [
  get(
    '/v1/organizations/rate_limits',
    {
      query: z.strictObject({
        ...rateLimitPagingFields(),
        group_type: z.enum(groupTypes).optional(),
        model: z.string().optional(),
      }),
    },
    ({ store, query, headers }) => {
      const matching = store
        .in(rateLimits)
        .where(
          (limit) =>
            (query.group_type === undefined || limit.type === query.group_type) &&
            (query.model === undefined || limit.models?.includes(query.model) === true),
        );
      if (query.model !== undefined && matching.length === 0) {
        throw notFound(`model: ${query.model} has no rate limits`);
      }
      const page = pageByCursor(matching, query);
      return { ...page, data: page.data.map((limit) => wire(limit, headers['anthropic-version'])) };
    },
  ),
];

export function rateLimitOf(store: Store, id: string): RateLimit {
  return present(store.in(rateLimits).get(id), 'Rate limit', id);
}

/** The group as an entry shows it. The first version wrote its type beside it too. */
export function wireGroup({ type, display_name }: RateLimit, version: string | undefined) {
  const id = `rlg_01${letters(22, 'rate-limit-group', type, display_name ?? '')}`;
  const group = { id, type, ...(display_name !== undefined && { display_name }) };
  return { group, ...(version === firstVersion && { group_type: type }) };
}

function wire(limit: RateLimit, version: string | undefined) {
  const limits = Object.entries(limit.limits).map(([type, value]) => ({ type, value }));
  return { type: 'rate_limit', id: limit.id, ...wireGroup(limit, version), models: limit.models, limits };
}
