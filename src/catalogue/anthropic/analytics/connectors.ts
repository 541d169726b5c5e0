import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, day, pageSize } from '../../fields.ts';

export const listAnalyticConnectors = defineOperation({
  id: 'anthropic.analytics.connectors.list',
  summary: 'List activity per connector',
  words: [
    'connector connectors connection connections jira drive gmail github integration integrations used popular work with',
  ],
  asks: 'which integrations do people really use; is the Jira connection worth it; popular connectors',
  http: 'GET /v1/organizations/analytics/connectors',
  risk: 'read',
  planes: ['enterprise'],
  pages: 'page',
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
  call: ({ anthropic }, input) => anthropic.organization.analytics.connectors.list(input),
});
