import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, pageSize } from '../../fields.ts';
import { inCentsAsText } from '../../money.ts';

export const listSpendLimitEffective = defineOperation({
  id: 'anthropic.spend_limits.effective.list',
  summary: 'List effective spend limits and spend to date, per member',
  words: [
    'spend limit budget effective each person personal how close left remaining used up used so far near reached',
  ],
  asks: 'how close is each employee to their monthly cap; who is near their budget; how much of the allowance is used up; what is left of my personal limit; who ran out',
  http: 'GET /v1/organizations/spend_limits/effective',
  risk: 'read',
  planes: ['enterprise'],
  pages: 'page',
  amounts: { 'data.amount': inCentsAsText, 'data.period_to_date_spend': inCentsAsText },
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
