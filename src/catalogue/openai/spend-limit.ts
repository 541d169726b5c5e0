import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cents, inCentsAMonth } from '../money.ts';
import { restored } from '../restore.ts';

/** Everyday words for what stands in this file. */
const everyday =
  'spend limit hard budget ceiling cap maximum money dollars month organization whole company stop spending block exceed more than never';

export const getSpendLimit = defineOperation({
  id: 'openai.spend_limit.get',
  summary: 'Read the organization hard limit',
  words: [everyday],
  asks: 'is there a hard cap on our OpenAI bill; what is the monthly ceiling',
  http: 'GET /organization/spend_limit',
  risk: 'read',
  moves: ['enforcement.status'],
  amounts: { threshold_amount: inCentsAMonth },
  input: () => z.object({}),
  call: ({ openai }) => openai.admin.organization.spendLimit.retrieve(),
});

export const updateSpendLimit = defineOperation({
  id: 'openai.spend_limit.update',
  summary: 'Set or replace the organization hard limit',
  words: [everyday],
  asks: 'never let OpenAI cost more than 10000 a month; block everything once the money is used up; hard cap for the company; ceiling on our bill',
  http: 'POST /organization/spend_limit',
  risk: 'spend',
  target: () => 'spend limit of the organization',
  amounts: { threshold_amount: inCentsAMonth },
  input: () =>
    z.object({
      currency: z.literal('USD').describe('Currency, always USD'),
      interval: z.literal('month').describe('Period of the amount, always a month'),
      threshold_amount: cents('whole number', { what: 'Most that a month may cost', least: 1, per: 'month' }),
    }),
  call: ({ openai }, input) => openai.admin.organization.spendLimit.update(input),
  before: () => ({ id: 'openai.spend_limit.get', input: {} }),
  undo: ({ input, before }) =>
    before?.threshold_amount === undefined
      ? { id: 'openai.spend_limit.delete', input: {} }
      : { id: 'openai.spend_limit.update', input: restored(before, input) },
});

export const deleteSpendLimit = defineOperation({
  id: 'openai.spend_limit.delete',
  summary: 'Remove the organization hard limit',
  words: [everyday],
  asks: 'lift the hard cap of the company; spend without a ceiling again',
  http: 'DELETE /organization/spend_limit',
  risk: 'destructive',
  target: () => 'spend limit of the organization',
  input: () => z.object({}),
  call: ({ openai }) => openai.admin.organization.spendLimit.delete(),
  before: () => ({ id: 'openai.spend_limit.get', input: {} }),
  undo: ({ before }) => ({
    id: 'openai.spend_limit.update',
    input: { threshold_amount: before.threshold_amount, currency: 'USD', interval: 'month' },
  }),
});
