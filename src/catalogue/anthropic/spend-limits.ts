import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, id, pageSize } from '../fields.ts';
import { cents, inCentsAsText } from '../money.ts';
import { archivedWorkspace, defaultWorkspace, workspaceOf } from './refused.ts';

/** Everyday words for what stands in this file. */
const everyday =
  'spend limit budget ceiling cap maximum money dollars person workspace user may cost set lift remove allowance';

const spendLimitId = () => id('spl_', 'the spend limit');

interface Scope {
  readonly type: string;
  readonly user_id?: string;
  readonly workspace_id?: string;
}

export const listSpendLimits = defineOperation({
  id: 'anthropic.spend_limits.list',
  summary: 'List spend limits; on the Console this needs early access',
  words: [everyday],
  asks: 'which budgets are set at Anthropic; caps we gave to people or workspaces',
  http: 'GET /v1/organizations/spend_limits',
  risk: 'read',
  beta: 'spend-limit-reads-2026-09-26',
  pages: 'page',
  moves: ['data.updated_at'],
  amounts: { 'data.amount': inCentsAsText },
  input: () =>
    z.object({
      scope_type: z
        .array(
          z.enum([
            'organization',
            'organization_service',
            'rbac_group',
            'seat_tier',
            'usage_tier',
            'user',
            'workspace',
          ]),
        )
        .nullable()
        .describe('Only limits of these kinds of scope; a kind that the organization does not have is refused')
        .exactOptional(),
      workspace_id: id('wrkspc_', 'a workspace whose limits alone are wanted; Console only').nullable().exactOptional(),
      limit: pageSize({ most: 1000, usual: 20, what: 'limits' }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.spendLimits.list(input),
});

export const getSpendLimit = defineOperation({
  id: 'anthropic.spend_limits.get',
  summary: 'Read one spend limit',
  words: [everyday],
  http: 'GET /v1/organizations/spend_limits/{spend_limit_id}',
  risk: 'read',
  moves: ['updated_at'],
  amounts: { amount: inCentsAsText },
  input: () => z.object({ spend_limit_id: spendLimitId() }),
  call: ({ anthropic }, { spend_limit_id }) => anthropic.beta.organization.spendLimits.retrieve(spend_limit_id),
});

export const setSpendLimit = defineOperation({
  id: 'anthropic.spend_limits.set',
  summary: 'Create the spend limit of a scope and period, or replace it',
  words: [everyday],
  asks: 'nobody should spend more than 100 dollars on Claude; cap a workspace at 2000 a month; give a person a bigger Claude allowance; default budget for everyone; put a ceiling on the interns',
  http: 'POST /v1/organizations/spend_limits',
  risk: 'spend',
  target: ({ scope, period }) => `${period ? `${period} ` : ''}spend limit of ${nameOf(scope)}`,
  amounts: { amount: inCentsAsText },
  input: () =>
    z.object({
      amount: cents('text', { what: 'Most that may be spent; null lifts the limit, for a person only' }).nullable(),
      scope: z
        .discriminatedUnion('type', [
          z.object({ type: z.literal('user'), user_id: id('user_', 'the person') }),
          z.object({ type: z.literal('organization') }),
          z.object({ type: z.literal('workspace'), workspace_id: id('wrkspc_', 'the workspace') }),
        ])
        .describe('What is limited: a person (Enterprise), the organization or a workspace (Console, early access)'),
      period: z
        .enum(['daily', 'monthly', 'weekly'])
        .describe('How often spending starts again at zero; monthly only on the Console')
        .exactOptional(),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.spendLimits.set(input),
  before: ({ scope }) => ({
    id: 'anthropic.spend_limits.list',
    input: {
      scope_type: [scope.type],
      ...(scope.type === 'workspace' && { workspace_id: scope.workspace_id }),
      limit: 1000,
    },
  }),
  after: (_input, limit) => ({ id: 'anthropic.spend_limits.get', input: { spend_limit_id: limit.id } }),
  undo: ({ input: { scope }, result: { id, period }, before }) => {
    const replaced = before.data.find(
      (limit: { scope: Scope; period: string }) => limit.period === period && isSameScope(limit.scope, scope),
    );
    if (replaced) return { id: 'anthropic.spend_limits.set', input: { scope, period, amount: replaced.amount } };
    const mayBeOnAnotherPage = Boolean(before.next_page);
    if (mayBeOnAnotherPage) return undefined;
    return { id: 'anthropic.spend_limits.delete', input: { spend_limit_id: id } };
  },
  within: ({ input: { scope } }) =>
    scope.type === 'workspace' ? workspaceOf({ input: { workspace_id: scope.workspace_id } }) : undefined,
  refusedWhen: ({ within }) =>
    within
      ? (archivedWorkspace({ within }) ?? defaultWorkspace(within, 'The default workspace takes no spend limit.'))
      : undefined,
});

export const deleteSpendLimit = defineOperation({
  id: 'anthropic.spend_limits.delete',
  summary: 'Delete the spend limit of a person, workspace or Console organization',
  words: [everyday],
  asks: 'lift a cap on Claude spending; a person may spend without a limit again',
  http: 'DELETE /v1/organizations/spend_limits/{spend_limit_id}',
  risk: 'destructive',
  target: ({ spend_limit_id }) => `spend limit ${spend_limit_id}`,
  input: () => z.object({ spend_limit_id: spendLimitId() }),
  call: ({ anthropic }, { spend_limit_id }) => anthropic.beta.organization.spendLimits.delete(spend_limit_id),
  before: ({ spend_limit_id }) => ({ id: 'anthropic.spend_limits.get', input: { spend_limit_id } }),
  undo: ({ before: { scope, period, amount } }) => ({
    id: 'anthropic.spend_limits.set',
    input: { scope, period, amount },
  }),
  refusedWhen: ({ before }) =>
    ['user', 'workspace', 'organization'].includes(before?.scope.type ?? 'user')
      ? undefined
      : {
          reason: `A limit of the scope ${before.scope.type} cannot be deleted through the API.`,
          page: 'claude.ai: Organization settings, Usage',
        },
});

function nameOf(scope: Scope): string {
  if (scope.type === 'user') return `${scope.user_id}`;
  return scope.type === 'workspace' ? `workspace ${scope.workspace_id}` : 'the organization';
}

function isSameScope(one: Scope, other: Scope): boolean {
  return one.type === other.type && one.user_id === other.user_id && one.workspace_id === other.workspace_id;
}
