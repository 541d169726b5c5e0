import { z } from 'zod';
import type { Clock } from '../../engine/clock.ts';
import { listOf } from '../../engine/parameters.ts';
import { get, post, type Route } from '../../engine/route.ts';
import { collection, type Store } from '../../engine/store.ts';
import { cursorPagingFields, newestFirst } from '../paging.ts';
import { badRequest, present } from '../refuse.ts';
import { users } from '../users/record.ts';
import { spendSummary, userActor } from './effective.ts';
import { amountOfCents, type Period, periods, setLimit, spendLimitWire } from './record.ts';

const statuses = ['approved', 'denied', 'pending'] as const;

/** A person's wish for a higher limit in the period in which they were stopped. */
export interface IncreaseRequest {
  readonly id: string;
  readonly user_id: string;
  readonly period: Period;
  readonly status: (typeof statuses)[number];
  readonly created_at: string;
  readonly resolved_at: string | null;
  /** The key that approved or denied. */
  readonly resolved_by: string | null;
}

export const increaseRequests = collection<IncreaseRequest>('spend_limit_increase_requests');

const path = '/v1/organizations/spend_limit_increase_requests';
const notification = { suppress_notification: z.boolean().optional() };

export const increaseRequestRoutes: readonly Route[] = [
  get(
    path,
    {
      query: z.strictObject({
        ...cursorPagingFields(),
        status: listOf(z.enum(statuses)).optional(),
        actor_ids: listOf(z.string().startsWith('user_', 'should be an id that starts with user_')).optional(),
      }),
    },
    ({ store, query, clock }) => {
      const matching = store
        .in(increaseRequests)
        .where(
          (request) =>
            store.in(users).has(request.user_id) &&
            (query.status === undefined || query.status.includes(request.status)) &&
            (query.actor_ids === undefined || query.actor_ids.includes(request.user_id)),
        );
      return newestFirst(matching, query, (request) => wire(store, request, clock));
    },
  ),

  get(`${path}/{request_id}`, {}, ({ store, params: { request_id }, clock }) =>
    wire(store, requestOf(store, request_id), clock),
  ),

  post(
    `${path}/{request_id}/approve`,
    {
      body: z.strictObject({ amount: amountOfCents, period: z.enum(periods).nullish(), ...notification }),
    },
    ({ store, body, params: { request_id }, clock, caller }) => {
      const request = requestOf(store, request_id);
      if (request.status !== 'pending') throw badRequest(`This request is ${request.status} already.`);
      present(store.in(users).get(request.user_id), 'User', request.user_id);
      const limit = setLimit(
        store,
        {
          scope: { type: 'user', user_id: request.user_id },
          period: body.period ?? request.period,
          amount: body.amount,
        },
        clock.iso(),
      );
      const approved = resolve(store, request, 'approved', clock, caller.id);
      return { ...wire(store, approved, clock), spend_limit: spendLimitWire(limit) };
    },
  ),

  post(
    `${path}/{request_id}/deny`,
    { body: z.strictObject(notification) },
    ({ store, params: { request_id }, clock, caller }) => {
      const request = requestOf(store, request_id);
      if (request.status === 'approved') throw badRequest('An approved request cannot be denied.');
      if (request.status === 'denied') return wire(store, request, clock);
      return wire(store, resolve(store, request, 'denied', clock, caller.id), clock);
    },
  ),
];

function requestOf(store: Store, id: string): IncreaseRequest {
  return present(store.in(increaseRequests).get(id), 'Spend limit increase request', id);
}

function resolve(
  store: Store,
  { id }: IncreaseRequest,
  status: 'approved' | 'denied',
  clock: Clock,
  key: string,
): IncreaseRequest {
  return store.in(increaseRequests).change(id, { status, resolved_at: clock.iso(), resolved_by: key });
}

/** While a request is open it shows how the person stands now. */
function wire(store: Store, { user_id, resolved_by, ...request }: IncreaseRequest, clock: Clock) {
  return {
    type: 'spend_limit_increase_request',
    ...request,
    actor: userActor(store, user_id),
    resolved_by: resolved_by === null ? null : { type: 'scoped_api_key_actor', scoped_api_key_id: resolved_by },
    spend_summary: request.status === 'pending' ? spendSummary(store, user_id, request.period, clock) : null,
  };
}
