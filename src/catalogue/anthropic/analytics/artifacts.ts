import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, day, pageSize } from '../../fields.ts';

export const listAnalyticArtifacts = defineOperation({
  id: 'anthropic.analytics.artifacts.list',
  summary: 'List artifacts made',
  words: ['artifact artifacts created made shared published used'],
  asks: 'how many artifacts were made; popular artifacts',
  http: 'GET /v1/organizations/analytics/artifacts',
  risk: 'read',
  planes: ['enterprise'],
  pages: 'page',
  input: () =>
    z.object({
      date: day('Day, YYYY-MM-DD, UTC'),
      filter: z.array(z.string()).nullable().describe('Filters, each as dimension:value').exactOptional(),
      group_by: z
        .array(z.enum(['user_id', 'rbac_group_id', 'product']))
        .nullable()
        .describe('Dimensions to tell apart; everything in one sum when omitted')
        .exactOptional(),
      limit: pageSize({ most: 1000, usual: 20 }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, input) => anthropic.organization.analytics.artifacts.list(input),
});
