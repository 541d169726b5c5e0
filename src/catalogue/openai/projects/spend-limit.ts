import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { id } from '../../fields.ts';
import { cents, inCentsAMonth } from '../../money.ts';
import { restored } from '../../restore.ts';
import { ofArchivedProject, projectOf } from '../refused.ts';

/** Everyday words for what stands in this file. */
const everyday =
  'spend limit hard budget ceiling cap maximum money dollars month project stop spending block exceed more than never';

export const getProjectSpendLimit = defineOperation({
  id: 'openai.projects.spend_limit.get',
  summary: 'Read the project hard limit',
  words: [everyday],
  asks: 'is there a hard cap on a project; monthly ceiling of a project',
  http: 'GET /organization/projects/{project_id}/spend_limit',
  risk: 'read',
  moves: ['enforcement.status'],
  amounts: { threshold_amount: inCentsAMonth },
  input: () => z.object({ project_id: id('proj_', 'the project') }),
  call: ({ openai }, { project_id }) => openai.admin.organization.projects.spendLimit.retrieve(project_id),
});

export const updateProjectSpendLimit = defineOperation({
  id: 'openai.projects.spend_limit.update',
  summary: 'Set or replace the project hard limit',
  words: [everyday],
  asks: 'a project must not cost more than 500 a month; block a project once its money is used up; hard cap for the hackathon',
  http: 'POST /organization/projects/{project_id}/spend_limit',
  risk: 'spend',
  target: ({ project_id }) => `spend limit of project ${project_id}`,
  amounts: { threshold_amount: inCentsAMonth },
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
      currency: z.literal('USD').describe('Currency, always USD'),
      interval: z.literal('month').describe('Period of the amount, always a month'),
      threshold_amount: cents('whole number', { what: 'Most that a month may cost', least: 1, per: 'month' }),
    }),
  call: ({ openai }, { project_id, ...rest }) => openai.admin.organization.projects.spendLimit.update(project_id, rest),
  before: ({ project_id }) => ({ id: 'openai.projects.spend_limit.get', input: { project_id } }),
  undo: ({ input, before }) =>
    before?.threshold_amount === undefined
      ? { id: 'openai.projects.spend_limit.delete', input: { project_id: input.project_id } }
      : { id: 'openai.projects.spend_limit.update', input: restored(before, input, ['project_id']) },
  within: projectOf,
  refusedWhen: ofArchivedProject,
});

export const deleteProjectSpendLimit = defineOperation({
  id: 'openai.projects.spend_limit.delete',
  summary: 'Remove the project hard limit',
  words: [everyday],
  asks: 'lift the hard cap of a project',
  http: 'DELETE /organization/projects/{project_id}/spend_limit',
  risk: 'destructive',
  target: ({ project_id }) => `spend limit of project ${project_id}`,
  input: () => z.object({ project_id: id('proj_', 'the project') }),
  call: ({ openai }, { project_id }) => openai.admin.organization.projects.spendLimit.delete(project_id),
  before: ({ project_id }) => ({ id: 'openai.projects.spend_limit.get', input: { project_id } }),
  undo: ({ input, before }) => ({
    id: 'openai.projects.spend_limit.update',
    input: { ...input, threshold_amount: before.threshold_amount, currency: 'USD', interval: 'month' },
  }),
  within: projectOf,
  refusedWhen: ofArchivedProject,
});
