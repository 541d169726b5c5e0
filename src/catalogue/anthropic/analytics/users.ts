import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, day, pageSize } from '../../fields.ts';

export const listAnalyticUsers = defineOperation({
  id: 'anthropic.analytics.users.list',
  summary: 'List activity per person and day',
  words: [
    'activity active people each person engagement adoption who uses idle never opened chats commits lines per developer',
  ],
  asks: 'who has not touched Claude this month; unused seats; what does each person do with Claude; chats per person; which licences lie idle',
  http: 'GET /v1/organizations/analytics/users',
  risk: 'read',
  planes: ['enterprise'],
  pages: 'page',
  input: () =>
    z.object({
      date: day('Day, YYYY-MM-DD, UTC').exactOptional(),
      ending_date: day('Day after the last, YYYY-MM-DD, UTC').exactOptional(),
      filter: z.array(z.string()).nullable().describe('Filters, each as dimension:value').exactOptional(),
      group_by: z
        .array(z.literal('rbac_group_id'))
        .nullable()
        .describe('Dimensions to tell apart; everything in one sum when omitted')
        .exactOptional(),
      order: z.enum(['asc', 'desc']).nullable().describe('Order of the list').exactOptional(),
      order_by: z.string().nullable().describe('What the rows are ordered by').exactOptional(),
      starting_date: day('First day, YYYY-MM-DD, UTC').exactOptional(),
      limit: pageSize({ most: 1000, usual: 20 }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, input) => anthropic.organization.analytics.users.list(input),
});
