import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { id } from '../../fields.ts';
import { ofArchivedProject, projectOf } from '../refused.ts';

/** Everyday words for what stands in this file. */
const everyday =
  'data retention keep hold store save prompts logs zero zdr forget privacy abuse monitoring how long project';

export const getProjectDataRetention = defineOperation({
  id: 'openai.projects.data_retention.get',
  summary: 'Read a project retention control',
  words: [everyday],
  asks: 'does OpenAI keep what a project sends; is zero retention on in a project',
  http: 'GET /organization/projects/{project_id}/data_retention',
  risk: 'read',
  input: () => z.object({ project_id: id('proj_', 'the project') }),
  call: ({ openai }, { project_id }) => openai.admin.organization.projects.dataRetention.retrieve(project_id),
});

export const updateProjectDataRetention = defineOperation({
  id: 'openai.projects.data_retention.update',
  summary: 'Set a project retention control',
  words: [everyday],
  asks: 'keep nothing of one project; store no prompts of the legal project; zero retention for a project',
  http: 'POST /organization/projects/{project_id}/data_retention',
  risk: 'access',
  target: ({ project_id }) => `data retention of project ${project_id}`,
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
      retention_type: z
        .enum([
          'zero_data_retention',
          'modified_abuse_monitoring',
          'enhanced_zero_data_retention',
          'enhanced_modified_abuse_monitoring',
          'organization_default',
          'none',
        ])
        .describe('How long data is kept; needs prior approval by OpenAI'),
    }),
  call: ({ openai }, { project_id, ...rest }) =>
    openai.admin.organization.projects.dataRetention.update(project_id, rest),
  before: ({ project_id }) => ({ id: 'openai.projects.data_retention.get', input: { project_id } }),
  undo: ({ input: { project_id }, before }) => ({
    id: 'openai.projects.data_retention.update',
    input: { project_id, retention_type: before.type },
  }),
  within: projectOf,
  refusedWhen: ofArchivedProject,
});
