import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, pageSize } from '../../fields.ts';

export const listSpendLimitEffective = defineOperation({
  id: 'anthropic.spend_limits.effective.list',
  summary: 'List effective spend limits and spend to date, per member',
  http: 'GET /v1/organizations/spend_limits/effective',
  risk: 'read',
  planes: ['enterprise'],
  pages: 'page',
  input: () =>
    z.object({
      period: z
        .array(z.enum(['daily', 'monthly', 'weekly']))
        .nullable()
        .describe('Period of the amount')
        .exactOptional(),
      user_ids: z.array(z.string()).nullable().describe('Only these people').exactOptional(),
      limit: pageSize({ most: 1000, usual: 20 }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, input) => anthropic.organization.spendLimits.effective.list(input),
});
