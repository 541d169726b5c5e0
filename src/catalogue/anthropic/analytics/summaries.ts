import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, day, pageSize } from '../../fields.ts';

export const listAnalyticSummaries = defineOperation({
  id: 'anthropic.analytics.summaries.list',
  summary: 'List active people and seats, day by day',
  words: ['daily weekly monthly active users adoption overall how many people seats engagement summary trend overview'],
  asks: 'how many people use Claude every day; weekly active users; is adoption growing; seats used against bought',
  http: 'GET /v1/organizations/analytics/summaries',
  risk: 'read',
  planes: ['enterprise'],
  pages: 'page',
  input: () =>
    z.object({
      starting_date: day('First day, YYYY-MM-DD, UTC'),
      ending_date: day('Day after the last, YYYY-MM-DD, UTC').exactOptional(),
      filter: z.array(z.string()).nullable().describe('Filters, each as dimension:value').exactOptional(),
      limit: pageSize({ most: 1000, usual: 20 }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, input) => anthropic.organization.analytics.summaries.list(input),
});
