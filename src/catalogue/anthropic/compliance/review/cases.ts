import { z } from 'zod';
import { defineOperation } from '../../../define.ts';
import { cursor, id, pageSize } from '../../../fields.ts';
import { moments } from './moments.ts';

/** Everyday words for what stands in this file. */
const everyday = 'compliance review case flagged messages safeguards policy violation abuse fraud respond conclusion';

const caseId = () => id('rvc_', 'the review case');
const violated = [
  'cyber',
  'bio',
  'chem',
  'radnuc',
  'cgw',
  'mgw',
  'io',
  'fraud',
  'violent_extremism',
  'surveillance',
  'human_exploitation',
  'self_harm',
  'adult_content',
  'reasoning_extraction',
  'frontier_llm',
  'compromised_key',
  'other',
] as const;
const determination = () => z.enum(['violation', 'no_violation']);

export const listReviewCases = defineOperation({
  id: 'anthropic.compliance.review.cases.list',
  summary: 'List the cases of flagged messages that Anthropic sent the organization to review',
  words: [everyday],
  asks: 'did Anthropic flag any of our messages; open safety cases; which cases wait for our answer',
  http: 'GET /v1/compliance/review/cases',
  risk: 'read',
  planes: ['enterprise'],
  pages: 'page',
  input: () =>
    z.object({
      status: z.enum(['open', 'closed']).describe('Only open or only closed ones; both when omitted').exactOptional(),
      user_profile_id: z.string().describe('Only cases with a message of this user profile').exactOptional(),
      order: z.enum(['asc', 'desc']).describe('Direction; desc when omitted').exactOptional(),
      order_by: z
        .enum(['created_at', 'updated_at'])
        .describe('What to sort by; created_at when omitted')
        .exactOptional(),
      ...moments('created_at', 'Sent'),
      ...moments('updated_at', 'Changed'),
      limit: pageSize({ most: 1000, usual: 20 }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, input) => anthropic.beta.compliance.review.cases.list(input),
});

export const getReviewCase = defineOperation({
  id: 'anthropic.compliance.review.cases.get',
  summary: 'Read one case of flagged messages',
  words: [everyday],
  http: 'GET /v1/compliance/review/cases/{case_id}',
  risk: 'read',
  planes: ['enterprise'],
  moves: ['updated_at'],
  input: () => z.object({ case_id: caseId() }),
  call: ({ anthropic }, { case_id }) => anthropic.beta.compliance.review.cases.retrieve(case_id),
});

export const respondToReviewCase = defineOperation({
  id: 'anthropic.compliance.review.cases.respond',
  summary: 'Send the conclusion on a review case, which closes it for good',
  words: [everyday],
  asks: 'answer the safety case; tell Anthropic that the flagged messages were fine',
  http: 'POST /v1/compliance/review/cases/{case_id}/respond',
  risk: 'write',
  planes: ['enterprise'],
  target: ({ case_id }) => `review case ${case_id}`,
  input: () =>
    z.object({
      case_id: caseId(),
      determination: determination().describe('Conclusion on the case as a whole'),
      policy_categories: z
        .array(z.enum(violated))
        .max(4)
        .describe('What was violated: 1 to 4 with violation, none with no_violation')
        .exactOptional(),
      verdicts: z
        .array(
          z.object({
            item_id: z.string().describe('Id of one of the messages of the case'),
            determination: determination().describe('Conclusion on this message'),
            policy_category: z
              .enum(violated)
              .nullable()
              .describe('What this message violated; only with violation')
              .exactOptional(),
          }),
        )
        .describe('Conclusions on single messages, each named once')
        .exactOptional(),
    }),
  call: ({ anthropic }, { case_id, ...rest }) => anthropic.beta.compliance.review.cases.respond(case_id, rest),
  before: ({ case_id }) => ({ id: 'anthropic.compliance.review.cases.get', input: { case_id } }),
  done: (state) => state?.status.type === 'closed',
  irreversible: 'A response closes the case, and a closed case cannot be opened again.',
  refusedWhen: ({ before }) =>
    before?.status.type === 'closed' ? { reason: 'The case is closed, and takes no other response.' } : undefined,
});
