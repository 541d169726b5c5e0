import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, day, pageSize } from '../../fields.ts';
import { inCentsAsText } from '../../money.ts';

export const listAnalyticSkills = defineOperation({
  id: 'anthropic.analytics.skills.list',
  summary: 'List activity per skill',
  words: ['skill skills used popular which'],
  asks: 'which skills are popular; does anybody use our skill',
  http: 'GET /v1/organizations/analytics/skills',
  risk: 'read',
  planes: ['enterprise'],
  pages: 'page',
  amounts: { 'data.attributed_list_price': inCentsAsText, 'data.estimated_overage_spend': inCentsAsText },
  input: () =>
    z.object({
      date: day('Day, YYYY-MM-DD, UTC').exactOptional(),
      ending_date: day('Day after the last, YYYY-MM-DD, UTC').exactOptional(),
      filter: z.array(z.string()).nullable().describe('Filters, each as dimension:value').exactOptional(),
      group_by: z
        .array(z.enum(['user_id', 'rbac_group_id', 'product']))
        .nullable()
        .describe('Dimensions to tell apart; everything in one sum when omitted')
        .exactOptional(),
      order: z.enum(['asc', 'desc']).nullable().describe('Order of the list').exactOptional(),
      order_by: z.string().nullable().describe('What the rows are ordered by').exactOptional(),
      starting_date: day('First day, YYYY-MM-DD, UTC').exactOptional(),
      limit: pageSize({ most: 1000, usual: 20 }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, input) => anthropic.organization.analytics.skills.list(input),
});
