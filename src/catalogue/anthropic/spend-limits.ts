import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, id, pageSize } from '../fields.ts';

export const listSpendLimits = defineOperation({
  id: 'anthropic.spend_limits.list',
  summary: 'List spend limits',
  http: 'GET /v1/organizations/spend_limits',
  risk: 'read',
  beta: 'spend-limit-reads-2026-09-26',
  pages: 'page',
  input: () =>
    z.object({
      scope_type: z
        .array(
          z.enum([
            'user',
            'organization',
            'organization_service',
            'rbac_group',
            'seat_tier',
            'usage_tier',
            'workspace',
          ]),
        )
        .nullable()
        .describe('Only limits of this kind of scope')
        .exactOptional(),
      workspace_id: id('wrkspc_', 'the workspace').exactOptional(),
      limit: pageSize({ most: 1000, usual: 20 }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.spendLimits.list(input),
});

export const getSpendLimit = defineOperation({
  id: 'anthropic.spend_limits.get',
  summary: 'Read a spend limit',
  http: 'GET /v1/organizations/spend_limits/{spend_limit_id}',
  risk: 'read',
  input: () => z.object({ spend_limit_id: id('spl_', 'the spend limit') }),
  call: ({ anthropic }, { spend_limit_id }) => anthropic.beta.organization.spendLimits.retrieve(spend_limit_id),
});

export const setSpendLimit = defineOperation({
  id: 'anthropic.spend_limits.set',
  summary: 'Create or replace a spend limit',
  http: 'POST /v1/organizations/spend_limits',
  risk: 'spend',
  target: () => 'spend limits of the organization',
  input: () =>
    z.object({
      amount: z.string().nullable().describe('Amount in cents of a dollar, as decimal text'),
      scope: z
        .union([
          z.object({ type: z.literal('user'), user_id: z.string().describe('Id of the person') }),
          z.object({ type: z.literal('organization') }),
          z.object({ type: z.literal('workspace'), workspace_id: z.string().describe('Id of the workspace') }),
        ])
        .describe('What the limit is for'),
      period: z.enum(['daily', 'monthly', 'weekly']).describe('Period of the amount').exactOptional(),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.spendLimits.set(input),
  after: (_input, result) => ({ id: 'anthropic.spend_limits.get', input: { spend_limit_id: result.id } }),
  undo: ({ result }) => ({ id: 'anthropic.spend_limits.delete', input: { spend_limit_id: result.id } }),
});

export const deleteSpendLimit = defineOperation({
  id: 'anthropic.spend_limits.delete',
  summary: 'Delete a spend limit',
  http: 'DELETE /v1/organizations/spend_limits/{spend_limit_id}',
  risk: 'destructive',
  target: ({ spend_limit_id }) => `spend limit ${spend_limit_id}`,
  input: () => z.object({ spend_limit_id: id('spl_', 'the spend limit') }),
  call: ({ anthropic }, { spend_limit_id }) => anthropic.beta.organization.spendLimits.delete(spend_limit_id),
  before: ({ spend_limit_id }) => ({ id: 'anthropic.spend_limits.get', input: { spend_limit_id } }),
  irreversible: 'What is deleted cannot be brought back; a new one has a new id.',
});
