import { z } from 'zod';
import { letters } from '../../../internal/hash.ts';
import { listOf } from '../../engine/parameters.ts';
import { del, get, post, type Route } from '../../engine/route.ts';
import type { Store } from '../../engine/store.ts';
import { beta } from '../guards.ts';
import { organization } from '../organization/record.ts';
import { cursorPagingFields, pageByCursor } from '../paging.ts';
import { badRequest, present } from '../refuse.ts';
import { users } from '../users/record.ts';
import { isDefault, openWorkspace } from '../workspaces/record.ts';
import {
  amountOfCents,
  periods,
  type SpendLimit,
  type SpendScope,
  setLimit,
  spendLimits,
  spendLimitWire,
} from './record.ts';

/** The scope types of each plane, in the order in which Claude Enterprise lists them. */
const scopeTypes = {
  console: ['organization', 'workspace', 'usage_tier'],
  enterprise: ['organization', 'seat_tier', 'rbac_group', 'organization_service', 'user'],
} as const satisfies Record<string, readonly SpendScope['type'][]>;

const everyScopeType = [...scopeTypes.console, ...scopeTypes.enterprise] as const;

/** The most that Console organisations of the highest usage tier spend in a month, in cents. */
const tierCap = '20000000';

const path = '/v1/organizations/spend_limits';

export const spendLimitRoutes: readonly Route[] = [
  get(
    path,
    {
      guards: [beta('spend-limit-reads-2026-09-26', 400)],
      query: z.strictObject({
        ...cursorPagingFields(),
        scope_type: listOf(z.enum(everyScopeType)).optional(),
        workspace_id: z.string().optional(),
      }),
    },
    ({ store, query }) => {
      refuseForeignFilters(store, query);
      const { scope_type, workspace_id } = query;
      const matching = listed(store).filter(
        ({ scope }) =>
          (scope_type === undefined || scope_type.includes(scope.type)) &&
          (workspace_id === undefined || (scope.type === 'workspace' && scope.workspace_id === workspace_id)),
      );
      const page = pageByCursor(matching, query);
      return { ...page, data: page.data.map(spendLimitWire) };
    },
  ),

  post(
    path,
    {
      body: z.strictObject({
        scope: z.discriminatedUnion('type', [
          z.strictObject({ type: z.literal('user'), user_id: z.string() }),
          z.strictObject({ type: z.literal('organization') }),
          z.strictObject({ type: z.literal('workspace'), workspace_id: z.string() }),
        ]),
        amount: amountOfCents.nullable(),
        period: z.enum(periods).default('monthly'),
      }),
    },
    ({ store, body, clock }) => {
      if (store.read(organization).plane === 'console') checkConsoleLimit(store, body);
      else checkEnterpriseLimit(store, body.scope);
      return spendLimitWire(setLimit(store, body, clock.iso()));
    },
  ),

  get(`${path}/{spend_limit_id}`, {}, ({ store, params: { spend_limit_id } }) =>
    spendLimitWire(limitOf(store, spend_limit_id)),
  ),

  del(`${path}/{spend_limit_id}`, {}, ({ store, params: { spend_limit_id } }) => {
    const { scope } = limitOf(store, spend_limit_id);
    const isEnterprise = store.read(organization).plane === 'enterprise';
    if (scope.type === 'usage_tier' || (isEnterprise && scope.type !== 'user')) {
      throw badRequest(`A spend limit of the scope ${scope.type} cannot be deleted through the API.`);
    }
    store.in(spendLimits).remove(spend_limit_id);
    return { id: spend_limit_id, type: 'spend_limit_deleted' };
  }),
];

/** Console: newest first. Claude Enterprise: by scope type, in a fixed order within each. */
function listed(store: Store): readonly SpendLimit[] {
  const limits = store.in(spendLimits).all();
  if (store.read(organization).plane === 'console') return [...[...limits].reverse(), usageTierLimit(store)];
  return scopeTypes.enterprise.flatMap((type) =>
    limits.filter(({ scope }) => scope.type === type).sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
}

function limitOf(store: Store, id: string): SpendLimit {
  const isConsole = store.read(organization).plane === 'console';
  const tier = isConsole ? usageTierLimit(store) : undefined;
  return present(tier?.id === id ? tier : store.in(spendLimits).get(id), 'Spend limit', id);
}

/** The cap that the provider itself sets; its times are those of the organisation. */
function usageTierLimit(store: Store): SpendLimit {
  const { id } = store.read(organization);
  const [founded = '2025-01-01T00:00:00.000000Z'] = store
    .in(users)
    .all()
    .map(({ added_at }) => added_at)
    .sort();
  return {
    id: `spl_01${letters(22, id, 'usage-tier')}`,
    scope: { type: 'usage_tier' },
    period: 'monthly',
    amount: tierCap,
    created_at: founded,
    updated_at: founded,
  };
}

function refuseForeignFilters(
  store: Store,
  query: {
    readonly scope_type?: readonly SpendScope['type'][] | undefined;
    readonly workspace_id?: string | undefined;
  },
): void {
  const { plane } = store.read(organization);
  const applicable: readonly SpendScope['type'][] = scopeTypes[plane];
  const foreign = query.scope_type?.find((type) => !applicable.includes(type));
  if (foreign) throw badRequest(`scope_type: ${foreign} does not apply to this organization`);
  if (plane === 'enterprise' && query.workspace_id !== undefined) {
    throw badRequest('workspace_id: only Claude Console organizations have workspaces');
  }
}

function checkConsoleLimit(store: Store, { scope, period, amount }: Pick<SpendLimit, 'scope' | 'period' | 'amount'>) {
  if (scope.type === 'user')
    throw badRequest('scope: Claude Console organizations set organization and workspace limits');
  if (period !== 'monthly') throw badRequest('period: limits of Claude Console organizations are monthly');
  if (amount === null) throw badRequest('amount: limits of Claude Console organizations carry an amount');
  if (scope.type !== 'workspace') return;
  if (isDefault(store, openWorkspace(store, scope.workspace_id))) {
    throw badRequest('scope.workspace_id: the default workspace takes no limit');
  }
}

function checkEnterpriseLimit(store: Store, scope: SpendScope): void {
  if (scope.type !== 'user') throw badRequest('scope: Claude Enterprise organizations set user limits');
  present(store.in(users).get(scope.user_id), 'User', scope.user_id);
}
