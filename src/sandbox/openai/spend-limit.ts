import { z } from 'zod';
import { type Call, del, get, post, type Route } from '../engine/route.ts';
import { collection } from '../engine/store.ts';
import { monthToDateCents } from './costs.ts';
import { notFound } from './refuse.ts';

/** A hard limit of a month's spend, of the organisation or one project. */
export interface SpendLimit {
  /** `organization`, or a project's id. */
  readonly scope: string;
  /** In cents. */
  readonly threshold_amount: number;
}

export const spendLimits = collection<SpendLimit>('spend_limits', ({ scope }) => scope);

export const spendLimitBody = z.strictObject({
  threshold_amount: z.int().min(1),
  currency: z.literal('USD'),
  interval: z.literal('month'),
});

const everything = 'organization';

export const spendLimitRoutes: readonly Route[] = [
  get('/organization/spend_limit', {}, (call) => readSpendLimit(call, everything)),
  post('/organization/spend_limit', { body: spendLimitBody }, (call) => setSpendLimit(call, everything, call.body)),
  del('/organization/spend_limit', {}, (call) => removeSpendLimit(call, everything)),
];

export function readSpendLimit({ store, clock }: Call, scope: string) {
  const limit = store.in(spendLimits).get(scope);
  if (!limit) throw notFound('spend limit', scope);
  const projectId = scope === everything ? undefined : scope;
  const spent = monthToDateCents(store, clock.now(), projectId);
  return {
    object: objectOf(scope),
    threshold_amount: limit.threshold_amount,
    currency: 'USD',
    interval: 'month',
    enforcement: { status: spent >= limit.threshold_amount ? 'enforcing' : 'inactive' },
  };
}

export function setSpendLimit(call: Call, scope: string, { threshold_amount }: z.output<typeof spendLimitBody>) {
  call.store.in(spendLimits).add({ scope, threshold_amount });
  return readSpendLimit(call, scope);
}

export function removeSpendLimit({ store }: Call, scope: string) {
  if (!store.in(spendLimits).remove(scope)) throw notFound('spend limit', scope);
  return { object: `${objectOf(scope)}.deleted`, deleted: true };
}

function objectOf(scope: string): string {
  return scope === everything ? 'organization.spend_limit' : 'project.spend_limit';
}
