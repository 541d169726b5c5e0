import { isoMicroseconds } from '../../engine/clock.ts';
import type { Store } from '../../engine/store.ts';
import type { RbacGroup } from '../rbac-groups/record.ts';
import { increaseRequests } from '../spend-limits/increase-requests.ts';
import { type Period, type SpendScope, setLimit } from '../spend-limits/record.ts';
import type { User } from '../users/record.ts';

const dayMs = 86_400_000;

interface LimitSeed {
  readonly now: number;
  readonly members: readonly User[];
  readonly groups: readonly RbacGroup[];
}

/** Limits of every level that people inherit from, three exceptions, and two people who want more. */
export function seedSpendLimits(store: Store, { now, members, groups }: LimitSeed): void {
  const at = isoMicroseconds(now - 150 * dayMs);
  const limit = (scope: SpendScope, period: Period, amount: string | null) =>
    setLimit(store, { scope, period, amount }, at);
  const engineering = groups.find(({ name }) => name === 'Engineering');
  const [, , lead, analyst, writer, tester, engineer] = members;
  limit({ type: 'organization' }, 'monthly', '500000');
  limit({ type: 'seat_tier', seat_tier: 'enterprise_standard' }, 'monthly', '100000');
  limit({ type: 'seat_tier', seat_tier: 'enterprise_premium' }, 'monthly', '250000');
  limit({ type: 'seat_tier', seat_tier: 'enterprise_standard' }, 'daily', '20000');
  limit({ type: 'organization_service', service: 'claude_tag' }, 'monthly', '80000');
  if (engineering) limit({ type: 'rbac_group', rbac_group_id: engineering.id }, 'monthly', '200000');
  if (lead) limit({ type: 'user', user_id: lead.id }, 'monthly', null);
  if (analyst) limit({ type: 'user', user_id: analyst.id }, 'monthly', '75000');
  if (writer) limit({ type: 'user', user_id: writer.id }, 'weekly', '15000');
  if (tester) ask(store, tester, 'daily', now - 2 * dayMs);
  if (engineer) ask(store, engineer, 'monthly', now - 5 * 3_600_000);
}

function ask(store: Store, { id }: User, period: Period, at: number): void {
  store.in(increaseRequests).add({
    id: store.newId('slir_01', 22),
    user_id: id,
    period,
    status: 'pending',
    created_at: isoMicroseconds(at),
    resolved_at: null,
    resolved_by: null,
  });
}
