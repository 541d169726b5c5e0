import { z } from 'zod';
import { type Call, del, get, post, type Route } from '../engine/route.ts';
import { collection } from '../engine/store.ts';
import { monthToDateCents } from './costs.ts';
import type { Project } from './projects/record.ts';
import { notFound } from './refuse.ts';
import { ofOrganization, ownerOf, type Scope, scopeOf } from './scope.ts';

/** A hard limit of a month's spend, of the organisation or one project. */
export interface SpendLimit {
  /** `organization`, or a project's id. */
  readonly scope: string;
  /** In cents. */
  readonly threshold_amount: number;
}

export const spendLimits = collection<SpendLimit>('spend_limits', ({ scope }) => scope);

const body = z.strictObject({
  threshold_amount: z.int().min(1),
  currency: z.literal('USD'),
  interval: z.literal('month'),
});

export function spendLimitRoutesOf({ path: owner, reading, changing }: Scope): readonly Route[] {
  const path = `${owner}/spend_limit`;
  return [
    get(path, {}, (call) => read(call, reading(call))),
    post(path, { body }, (call) => {
      const project = changing(call);
      const { threshold_amount } = call.body;
      call.store.in(spendLimits).add({ scope: scopeOf(project), threshold_amount });
      return read(call, project);
    }),
    del(path, {}, (call) => {
      const scope = scopeOf(changing(call));
      if (!call.store.in(spendLimits).remove(scope)) throw notFound('spend limit', scope);
      return { object: `${ownerOf(scope)}.spend_limit.deleted`, deleted: true };
    }),
  ];
}

export const spendLimitRoutes = spendLimitRoutesOf(ofOrganization);

function read({ store, clock }: Pick<Call, 'store' | 'clock'>, project: Project | undefined) {
  const scope = scopeOf(project);
  const limit = store.in(spendLimits).get(scope);
  if (!limit) throw notFound('spend limit', scope);
  const spent = monthToDateCents(store, clock.now(), project?.id);
  return {
    object: `${ownerOf(scope)}.spend_limit`,
    threshold_amount: limit.threshold_amount,
    currency: 'USD',
    interval: 'month',
    enforcement: { status: spent >= limit.threshold_amount ? 'enforcing' : 'inactive' },
  };
}
