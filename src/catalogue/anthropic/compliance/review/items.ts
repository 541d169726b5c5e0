import { z } from 'zod';
import { defineOperation } from '../../../define.ts';
import { plainId } from '../../../fields.ts';

export const getReviewItem = defineOperation({
  id: 'anthropic.compliance.review.items.get',
  summary: 'Read one flagged message of a review case, with its request and response',
  words: ['compliance review flagged message content request response safeguards'],
  asks: 'what did the flagged message say',
  http: 'GET /v1/compliance/review/items/{item_id}',
  risk: 'read',
  planes: ['enterprise'],
  input: () =>
    z.object({
      item_id: plainId('the flagged message'),
      user_profile_id: z
        .string()
        .describe('User profile that the message was recorded with, if it was with one')
        .exactOptional(),
    }),
  call: ({ anthropic }, { item_id, ...rest }) => anthropic.beta.compliance.review.items.retrieve(item_id, rest),
});
