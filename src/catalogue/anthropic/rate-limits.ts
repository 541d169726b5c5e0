import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, pageSize } from '../fields.ts';

export const listRateLimits = defineOperation({
  id: 'anthropic.rate_limits.list',
  summary: 'List rate limits of the organization, by model group',
  words: [
    'rate limit limits quota cap how many requests tokens minute may we send fast throttle 429 allowed organization model',
  ],
  asks: 'how many requests a minute may we send to Claude; why are we throttled; what is our quota for Sonnet; our tier; getting too many 429 errors',
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
