import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { id } from '../../fields.ts';
import { restored } from '../../restore.ts';
import { ofArchivedProject, projectOf } from '../refused.ts';

/** Everyday words for what stands in this file. */
const everyday =
  'service tier priority fast faster speed pricier processing flex scale default processing premium quick latency';

export const getProjectServiceTierSetting = defineOperation({
  id: 'openai.projects.service_tier_settings.get',
  summary: 'Read default and enabled service tiers',
  words: [everyday],
  asks: 'does a project use priority processing; is the fast lane on',
  http: 'GET /organization/projects/{project_id}/service_tier_settings',
  risk: 'read',
  input: () => z.object({ project_id: id('proj_', 'the project') }),
  call: ({ openai }, { project_id }) => openai.admin.organization.projects.serviceTierSettings.retrieve(project_id),
});

export const updateProjectServiceTierSetting = defineOperation({
  id: 'openai.projects.service_tier_settings.update',
  summary: 'Set default or enabled service tiers',
  words: [everyday],
  asks: 'put a project on the fast lane; cheaper and slower processing for batch work; switch priority on or off; stop paying for speed',
  http: 'POST /organization/projects/{project_id}/service_tier_settings',
  risk: 'spend',
  target: ({ project_id }) => `service tier settings of project ${project_id}`,
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
      default: z
        .enum(['standard', 'fast', 'scale'])
        .describe('Tier used when a call names none; this or enabled_tiers is needed')
        .exactOptional(),
      enabled_tiers: z
        .union([z.literal('all'), z.array(z.enum(['fast', 'flex', 'ultrafast']))])
        .describe('Tiers allowed besides standard: all, future ones too, or a list; empty for standard only')
        .exactOptional(),
    }),
  call: ({ openai }, { project_id, ...rest }) =>
    openai.admin.organization.projects.serviceTierSettings.update(project_id, rest),
  before: ({ project_id }) => ({ id: 'openai.projects.service_tier_settings.get', input: { project_id } }),
  undo: ({ input, before }) => ({
    id: 'openai.projects.service_tier_settings.update',
    input: restored(before, input, ['project_id']),
  }),
  within: projectOf,
  refusedWhen: ofArchivedProject,
});
