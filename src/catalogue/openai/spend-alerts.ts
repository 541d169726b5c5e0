import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, id, pageSize } from '../fields.ts';
import { cents, inCentsAMonth } from '../money.ts';
import { restored } from '../restore.ts';

/** Everyday words for what stands in this file. */
const everyday =
  'alert alerts warn warning mail email notify tell finance budget threshold money dollars costs more than month organization passes exceeds reaches heads-up';

export const listSpendAlerts = defineOperation({
  id: 'openai.spend_alerts.list',
  summary: 'List organization spend alerts',
  words: [everyday],
  asks: 'at what amount does finance get mailed; who gets a mail when spending is high; which warnings are set',
  http: 'GET /organization/spend_alerts',
  risk: 'read',
  pages: 'after',
  amounts: { 'data.threshold_amount': inCentsAMonth },
  input: () =>
    z.object({
      before: cursor('Id of the first item of the page after; to go backwards'),
      order: z.enum(['asc', 'desc']).describe('Order of the list; asc when omitted').exactOptional(),
      after: cursor('Id of the last item of the page before'),
      limit: pageSize({ least: 0, most: 100, usual: 20 }),
    }),
  call: ({ openai }, input) => openai.admin.organization.spendAlerts.list(input),
});

export const getSpendAlert = defineOperation({
  id: 'openai.spend_alerts.get',
  summary: 'Read one organization spend alert',
  words: [everyday],
  http: 'GET /organization/spend_alerts/{alert_id}',
  risk: 'read',
  amounts: { threshold_amount: inCentsAMonth },
  input: () => z.object({ alert_id: id('alert_', 'the alert') }),
  call: ({ openai }, { alert_id }) => openai.admin.organization.spendAlerts.retrieve(alert_id),
});

export const createSpendAlert = defineOperation({
  id: 'openai.spend_alerts.create',
  summary: 'Create an organization spend alert',
  words: [everyday],
  asks: 'mail finance when OpenAI gets expensive; warn us at 80 percent; tell the CFO once we pass 5000; early warning on cost; ping me before the bill explodes',
  http: 'POST /organization/spend_alerts',
  risk: 'spend',
  target: () => 'spend alerts of the organization',
  amounts: { threshold_amount: inCentsAMonth },
  input: () =>
    z.object({
      currency: z.literal('USD').describe('Currency, always USD'),
      interval: z.literal('month').describe('Period of the amount, always a month'),
      notification_channel: z
        .object({
          recipients: z.array(z.string()).describe('E-mail addresses that are told'),
          type: z.literal('email'),
          subject_prefix: z.string().nullable().describe('Text before the subject of the mail').exactOptional(),
        })
        .describe('Who is told'),
      threshold_amount: cents('whole number', { what: 'Spend in a month that triggers the mail', per: 'month' }),
    }),
  call: ({ openai }, input) => openai.admin.organization.spendAlerts.create(input),
  after: (_input, result) => ({ id: 'openai.spend_alerts.get', input: { alert_id: result.id } }),
  undo: ({ result }) => ({ id: 'openai.spend_alerts.delete', input: { alert_id: result.id } }),
});

export const updateSpendAlert = defineOperation({
  id: 'openai.spend_alerts.update',
  summary: 'Change an organization spend alert',
  words: [everyday],
  asks: 'warn us earlier; send the spending mail to somebody else; change the threshold of a warning',
  http: 'POST /organization/spend_alerts/{alert_id}',
  risk: 'spend',
  target: ({ alert_id }) => `spend alert ${alert_id}`,
  amounts: { threshold_amount: inCentsAMonth },
  input: () =>
    z.object({
      alert_id: id('alert_', 'the alert'),
      currency: z.literal('USD').describe('Currency, always USD'),
      interval: z.literal('month').describe('Period of the amount, always a month'),
      notification_channel: z
        .object({
          recipients: z.array(z.string()).describe('E-mail addresses that are told'),
          type: z.literal('email'),
          subject_prefix: z.string().nullable().describe('Text before the subject of the mail').exactOptional(),
        })
        .describe('Who is told'),
      threshold_amount: cents('whole number', { what: 'Spend in a month that triggers the mail', per: 'month' }),
    }),
  call: ({ openai }, { alert_id, ...rest }) => openai.admin.organization.spendAlerts.update(alert_id, rest),
  before: ({ alert_id }) => ({ id: 'openai.spend_alerts.get', input: { alert_id } }),
  undo: ({ input, before }) => ({ id: 'openai.spend_alerts.update', input: restored(before, input, ['alert_id']) }),
});

export const deleteSpendAlert = defineOperation({
  id: 'openai.spend_alerts.delete',
  summary: 'Delete an organization spend alert',
  words: [everyday],
  asks: 'stop those spending mails; a warning is not needed any more',
  http: 'DELETE /organization/spend_alerts/{alert_id}',
  risk: 'destructive',
  target: ({ alert_id }) => `spend alert ${alert_id}`,
  input: () => z.object({ alert_id: id('alert_', 'the alert') }),
  call: ({ openai }, { alert_id }) => openai.admin.organization.spendAlerts.delete(alert_id),
  before: ({ alert_id }) => ({ id: 'openai.spend_alerts.get', input: { alert_id } }),
  irreversible: 'The alert can be made again, but under a new id.',
});
