import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, pageSize } from '../fields.ts';

export const listRateLimits = defineOperation({
  id: 'anthropic.rate_limits.list',
  summary: 'List rate limits of the organization, by model group',
  http: 'GET /v1/organizations/rate_limits',
  risk: 'read',
  planes: ['console'],
  pages: 'page',
  input: () =>
    z.object({
      group_type: z
        .enum(['batch', 'files', 'model_group', 'skills', 'token_count', 'web_search'])
        .nullable()
        .describe('Kind of group; group when omitted')
        .exactOptional(),
      model: z.string().nullable().describe('Only the group that this model belongs to').exactOptional(),
      limit: pageSize({ most: 1000, usual: 20 }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, input) => anthropic.organization.rateLimits.list(input),
});
