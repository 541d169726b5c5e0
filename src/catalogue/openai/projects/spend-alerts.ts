import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, id, pageSize } from '../../fields.ts';
import { cents, inCentsAMonth } from '../../money.ts';
import { restored } from '../../restore.ts';
import { ofArchivedProject, projectOf } from '../refused.ts';

/** Everyday words for what stands in this file. */
const everyday =
  'alert alerts warn warning mail email notify tell finance budget threshold money dollars costs more than month project passes exceeds reaches heads-up';

export const listProjectSpendAlerts = defineOperation({
  id: 'openai.projects.spend_alerts.list',
  summary: 'List project spend alerts',
  words: [everyday],
  asks: 'which spending warnings does a project have',
  http: 'GET /organization/projects/{project_id}/spend_alerts',
  risk: 'read',
  pages: 'after',
  amounts: { 'data.threshold_amount': inCentsAMonth },
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
      before: cursor('Id of the first item of the page after; to go backwards'),
      order: z.enum(['asc', 'desc']).describe('Order of the list; asc when omitted').exactOptional(),
      after: cursor('Id of the last item of the page before'),
      limit: pageSize({ least: 0, most: 100, usual: 20 }),
    }),
  call: ({ openai }, { project_id, ...rest }) => openai.admin.organization.projects.spendAlerts.list(project_id, rest),
});

export const getProjectSpendAlert = defineOperation({
  id: 'openai.projects.spend_alerts.get',
  summary: 'Read one project spend alert',
  words: [everyday],
  http: 'GET /organization/projects/{project_id}/spend_alerts/{alert_id}',
  risk: 'read',
  amounts: { threshold_amount: inCentsAMonth },
  input: () => z.object({ project_id: id('proj_', 'the project'), alert_id: id('alert_', 'the alert') }),
  call: ({ openai }, { alert_id, ...rest }) => openai.admin.organization.projects.spendAlerts.retrieve(alert_id, rest),
});

export const createProjectSpendAlert = defineOperation({
  id: 'openai.projects.spend_alerts.create',
  summary: 'Create a project spend alert',
  words: [everyday],
  asks: 'mail the team lead when a project gets expensive; warn us about one project; tell me once a project passes 300',
  http: 'POST /organization/projects/{project_id}/spend_alerts',
  risk: 'spend',
  target: ({ project_id }) => `spend alert of project ${project_id}`,
  amounts: { threshold_amount: inCentsAMonth },
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
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
  call: ({ openai }, { project_id, ...rest }) =>
    openai.admin.organization.projects.spendAlerts.create(project_id, rest),
  after: (input, result) => ({
    id: 'openai.projects.spend_alerts.get',
    input: { project_id: input.project_id, alert_id: result.id },
  }),
  undo: ({ input, result }) => ({
    id: 'openai.projects.spend_alerts.delete',
    input: { project_id: input.project_id, alert_id: result.id },
  }),
  within: projectOf,
  refusedWhen: ofArchivedProject,
});

export const updateProjectSpendAlert = defineOperation({
  id: 'openai.projects.spend_alerts.update',
  summary: 'Change a project spend alert',
  words: [everyday],
  asks: 'change the warning of a project',
  http: 'POST /organization/projects/{project_id}/spend_alerts/{alert_id}',
  risk: 'spend',
  target: ({ project_id, alert_id }) => `spend alert ${alert_id} of project ${project_id}`,
  amounts: { threshold_amount: inCentsAMonth },
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
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
  call: ({ openai }, { alert_id, ...rest }) => openai.admin.organization.projects.spendAlerts.update(alert_id, rest),
  before: ({ project_id, alert_id }) => ({ id: 'openai.projects.spend_alerts.get', input: { project_id, alert_id } }),
  undo: ({ input, before }) => ({
    id: 'openai.projects.spend_alerts.update',
    input: restored(before, input, ['project_id', 'alert_id']),
  }),
  within: projectOf,
  refusedWhen: ofArchivedProject,
});

export const deleteProjectSpendAlert = defineOperation({
  id: 'openai.projects.spend_alerts.delete',
  summary: 'Delete a project spend alert',
  words: [everyday],
  asks: 'stop the spending mails of a project',
  http: 'DELETE /organization/projects/{project_id}/spend_alerts/{alert_id}',
  risk: 'destructive',
  target: ({ project_id, alert_id }) => `spend alert ${alert_id} of project ${project_id}`,
  input: () => z.object({ project_id: id('proj_', 'the project'), alert_id: id('alert_', 'the alert') }),
  call: ({ openai }, { alert_id, ...rest }) => openai.admin.organization.projects.spendAlerts.delete(alert_id, rest),
  before: ({ project_id, alert_id }) => ({ id: 'openai.projects.spend_alerts.get', input: { project_id, alert_id } }),
  irreversible: 'The alert can be made again, but under a new id.',
  within: projectOf,
  refusedWhen: ofArchivedProject,
});
