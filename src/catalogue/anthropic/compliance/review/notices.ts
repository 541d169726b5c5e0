import { z } from 'zod';
import { defineOperation } from '../../../define.ts';
import { cursor, pageSize } from '../../../fields.ts';
import { moments } from './moments.ts';

export const listReviewNotices = defineOperation({
  id: 'anthropic.compliance.review.notices.list',
  summary: "List Anthropic's notices about review cases: requests to respond, warnings, questions",
  words: ['compliance review notice warning question deadline respond safeguards'],
  asks: 'did Anthropic warn us; by when must we answer the safety cases',
  http: 'GET /v1/compliance/review/notices',
  risk: 'read',
  planes: ['enterprise'],
  pages: 'page',
  input: () =>
    z.object({
      case_id: z.string().describe('Only notices about this case').exactOptional(),
      order: z.enum(['asc', 'desc']).describe('Direction; desc when omitted').exactOptional(),
      ...moments('created_at', 'Sent'),
      limit: pageSize({ most: 1000, usual: 20 }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, input) => anthropic.beta.compliance.review.notices.list(input),
});
