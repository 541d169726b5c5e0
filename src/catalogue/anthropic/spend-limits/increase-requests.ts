import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, id, pageSize } from '../../fields.ts';
import { cents, inCentsAsText } from '../../money.ts';

/** Everyday words for what stands in this file. */
const everyday = 'increase request asked more money higher limit budget waiting pending approval raise';

export const listSpendLimitIncreaseRequests = defineOperation({
  id: 'anthropic.spend_limits.increase_requests.list',
  summary: 'List requests for a higher spend limit',
  words: [everyday],
  asks: 'who asked for more budget; requests waiting for a yes; people who want a higher Claude limit',
  http: 'GET /v1/organizations/spend_limit_increase_requests',
  risk: 'read',
  planes: ['enterprise'],
  pages: 'page',
  amounts: { 'data.spend_summary.amount': inCentsAsText, 'data.spend_summary.period_to_date_spend': inCentsAsText },
  input: () =>
    z.object({
      actor_ids: z.array(z.string()).nullable().describe('Only these people, service accounts or keys').exactOptional(),
      status: z
        .array(z.enum(['pending', 'approved', 'denied']))
        .nullable()
        .describe('Status')
        .exactOptional(),
      limit: pageSize({ most: 1000, usual: 20 }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, input) => anthropic.organization.spendLimits.increaseRequests.list(input),
});

export const getSpendLimitIncreaseRequest = defineOperation({
  id: 'anthropic.spend_limits.increase_requests.get',
  summary: 'Read a request for a higher spend limit',
  words: [everyday],
  http: 'GET /v1/organizations/spend_limit_increase_requests/{spend_limit_increase_request_id}',
  risk: 'read',
  planes: ['enterprise'],
  moves: ['spend_summary.period_to_date_spend'],
  amounts: { 'spend_summary.amount': inCentsAsText, 'spend_summary.period_to_date_spend': inCentsAsText },
  input: () => z.object({ spend_limit_increase_request_id: id('slir_', 'the increase request') }),
  call: ({ anthropic }, { spend_limit_increase_request_id }) =>
    anthropic.organization.spendLimits.increaseRequests.retrieve(spend_limit_increase_request_id),
});

export const approveSpendLimitIncreaseRequest = defineOperation({
  id: 'anthropic.spend_limits.increase_requests.approve',
  summary: 'Approve a request for a higher spend limit',
  words: [everyday, 'approve say yes grant accept allow ok agree'],
  asks: 'let him have the extra he asked for; fine, give it to her; say yes to somebody who wants more budget; let her spend more as she asked; grant the request',
  http: 'POST /v1/organizations/spend_limit_increase_requests/{spend_limit_increase_request_id}/approve',
  risk: 'spend',
  planes: ['enterprise'],
  target: ({ spend_limit_increase_request_id }) =>
    `increase request of spend limit increase request ${spend_limit_increase_request_id}`,
  amounts: {
    'spend_limit.amount': inCentsAsText,
    'spend_summary.amount': inCentsAsText,
    'spend_summary.period_to_date_spend': inCentsAsText,
  },
  input: () =>
    z.object({
      spend_limit_increase_request_id: id('slir_', 'the increase request'),
      amount: cents('text', { what: 'The limit that the person gets' }),
      period: z.enum(['daily', 'monthly', 'weekly']).nullable().describe('Period of the amount').exactOptional(),
      suppress_notification: z.boolean().describe('True to tell nobody by mail').exactOptional(),
    }),
  call: ({ anthropic }, { spend_limit_increase_request_id, ...rest }) =>
    anthropic.organization.spendLimits.increaseRequests.approve(spend_limit_increase_request_id, rest),
  before: ({ spend_limit_increase_request_id }) => ({
    id: 'anthropic.spend_limits.increase_requests.get',
    input: { spend_limit_increase_request_id },
  }),
  irreversible: 'The request is settled; change the limit itself to go back.',
  done: (state) => state?.status === 'approved',
  refusedWhen: ({ before }) =>
    before && before.status !== 'pending' ? { reason: `The request was ${before.status} before.` } : undefined,
});

export const denySpendLimitIncreaseRequest = defineOperation({
  id: 'anthropic.spend_limits.increase_requests.deny',
  summary: 'Deny a request for a higher spend limit',
  words: [everyday, 'deny say no refuse reject decline turn down'],
  asks: 'tell him no, the budget stays as it is; not this time; say no to somebody who wants more budget; turn the request down; refuse a higher limit',
  http: 'POST /v1/organizations/spend_limit_increase_requests/{spend_limit_increase_request_id}/deny',
  risk: 'spend',
  planes: ['enterprise'],
  target: ({ spend_limit_increase_request_id }) =>
    `increase request of spend limit increase request ${spend_limit_increase_request_id}`,
  amounts: { 'spend_summary.amount': inCentsAsText, 'spend_summary.period_to_date_spend': inCentsAsText },
  input: () =>
    z.object({
      spend_limit_increase_request_id: id('slir_', 'the increase request'),
      suppress_notification: z.boolean().describe('True to tell nobody by mail').exactOptional(),
    }),
  call: ({ anthropic }, { spend_limit_increase_request_id, ...rest }) =>
    anthropic.organization.spendLimits.increaseRequests.deny(spend_limit_increase_request_id, rest),
  before: ({ spend_limit_increase_request_id }) => ({
    id: 'anthropic.spend_limits.increase_requests.get',
    input: { spend_limit_increase_request_id },
  }),
  irreversible: 'The request is settled; the person can ask again.',
  done: (state) => state?.status === 'denied',
  refusedWhen: ({ before }) =>
    before?.status === 'approved'
      ? { reason: 'The request was approved before, and cannot be denied now.' }
      : undefined,
});
