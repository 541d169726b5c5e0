import { z } from 'zod';
import { collection, type Store } from '../../engine/store.ts';

export const periods = ['daily', 'weekly', 'monthly'] as const;
export type Period = (typeof periods)[number];

export type SpendScope =
  | { readonly type: 'user'; readonly user_id: string }
  | { readonly type: 'rbac_group'; readonly rbac_group_id: string }
  | { readonly type: 'seat_tier'; readonly seat_tier: string }
  | { readonly type: 'organization_service'; readonly service: string }
  | { readonly type: 'workspace'; readonly workspace_id: string }
  | { readonly type: 'organization' }
  | { readonly type: 'usage_tier' };

export interface SpendLimit {
  readonly id: string;
  readonly scope: SpendScope;
  readonly period: Period;
  /** Whole cents. Null caps nothing: for a person, an exception from what they would inherit. */
  readonly amount: string | null;
  readonly created_at: string;
  readonly updated_at: string;
}

export const spendLimits = collection<SpendLimit>('spend_limits');

/** Whole cents as text. */
export const amountOfCents = z.string().regex(/^(0|[1-9]\d{0,14})$/, 'should be a whole number of cents');

/** There is one limit for a scope and period; setting it again changes it in place. */
export function setLimit(
  store: Store,
  { scope, period, amount }: Pick<SpendLimit, 'scope' | 'period' | 'amount'>,
  now: string,
): SpendLimit {
  const limits = store.in(spendLimits);
  const present = limits.find((each) => each.period === period && sameScope(each.scope, scope));
  if (present) return limits.change(present.id, { amount, updated_at: now });
  return limits.add({ id: store.newId('spl_01', 22), scope, period, amount, created_at: now, updated_at: now });
}

/** What a person's own limits leave behind when they go: nothing. */
export function dropLimitsOf(store: Store, userId: string): void {
  store.in(spendLimits).removeWhere(({ scope }) => scope.type === 'user' && scope.user_id === userId);
}

function sameScope(a: SpendScope, b: SpendScope): boolean {
  return JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
}

export function spendLimitWire(limit: SpendLimit) {
  return { type: 'spend_limit', ...limit, currency: 'USD', is_enabled: true };
}
