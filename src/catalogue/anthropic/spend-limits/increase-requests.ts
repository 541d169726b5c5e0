import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, id, pageSize } from '../../fields.ts';

export const listSpendLimitIncreaseRequests = defineOperation({
  id: 'anthropic.spend_limits.increase_requests.list',
  summary: 'List requests for a higher spend limit',
  http: 'GET /v1/organizations/spend_limit_increase_requests',
  risk: 'read',
  planes: ['enterprise'],
  pages: 'page',
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
  http: 'GET /v1/organizations/spend_limit_increase_requests/{spend_limit_increase_request_id}',
  risk: 'read',
  planes: ['enterprise'],
  input: () => z.object({ spend_limit_increase_request_id: id('slir_', 'the increase request') }),
  call: ({ anthropic }, { spend_limit_increase_request_id }) =>
    anthropic.organization.spendLimits.increaseRequests.retrieve(spend_limit_increase_request_id),
});

export const approveSpendLimitIncreaseRequest = defineOperation({
  id: 'anthropic.spend_limits.increase_requests.approve',
  summary: 'Approve a request for a higher spend limit',
  http: 'POST /v1/organizations/spend_limit_increase_requests/{spend_limit_increase_request_id}/approve',
  risk: 'spend',
  planes: ['enterprise'],
  target: ({ spend_limit_increase_request_id }) =>
    `increase request of spend limit increase request ${spend_limit_increase_request_id}`,
  input: () =>
    z.object({
      spend_limit_increase_request_id: id('slir_', 'the increase request'),
      amount: z.string().describe('Amount in cents of a dollar, as decimal text'),
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
});

export const denySpendLimitIncreaseRequest = defineOperation({
  id: 'anthropic.spend_limits.increase_requests.deny',
  summary: 'Deny a request for a higher spend limit',
  http: 'POST /v1/organizations/spend_limit_increase_requests/{spend_limit_increase_request_id}/deny',
  risk: 'spend',
  planes: ['enterprise'],
  target: ({ spend_limit_increase_request_id }) =>
    `increase request of spend limit increase request ${spend_limit_increase_request_id}`,
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
});
