import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { id } from '../../fields.ts';
import { restored } from '../../restore.ts';
import { ofArchivedProject, projectOf } from '../refused.ts';

/** Everyday words for what stands in this file. */
const everyday =
  'model models allow allowed block forbid only may call use which permitted restrict expensive cheap gpt must not touch project list';

export const getProjectModelPermission = defineOperation({
  id: 'openai.projects.model_permissions.get',
  summary: 'Read the model allow or deny list of a project',
  words: [everyday],
  asks: 'which models can a project call; is the big model allowed there',
  http: 'GET /organization/projects/{project_id}/model_permissions',
  risk: 'read',
  input: () => z.object({ project_id: id('proj_', 'the project') }),
  call: ({ openai }, { project_id }) => openai.admin.organization.projects.modelPermissions.retrieve(project_id),
});

export const updateProjectModelPermission = defineOperation({
  id: 'openai.projects.model_permissions.update',
  summary: 'Set the model allow or deny list',
  words: [everyday],
  asks: 'a project may only use the small model; forbid the expensive model; interns must not use the flagship; allow just two models',
  http: 'POST /organization/projects/{project_id}/model_permissions',
  risk: 'access',
  target: ({ project_id }) => `model permissions of project ${project_id}`,
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
      mode: z.enum(['allow_list', 'deny_list']).describe('allow_list: only these models; deny_list: all but these'),
      model_ids: z.array(z.string()).describe('Models of the list'),
    }),
  call: ({ openai }, { project_id, ...rest }) =>
    openai.admin.organization.projects.modelPermissions.update(project_id, rest),
  before: ({ project_id }) => ({ id: 'openai.projects.model_permissions.get', input: { project_id } }),
  undo: ({ input, before }) =>
    before?.mode === undefined
      ? { id: 'openai.projects.model_permissions.delete', input: { project_id: input.project_id } }
      : { id: 'openai.projects.model_permissions.update', input: restored(before, input, ['project_id']) },
  within: projectOf,
  refusedWhen: ofArchivedProject,
});

export const deleteProjectModelPermission = defineOperation({
  id: 'openai.projects.model_permissions.delete',
  summary: 'Remove the model policy',
  words: [everyday, 'lift remove restriction every model again all models'],
  asks: 'a project may use every model again; lift the model restriction',
  http: 'DELETE /organization/projects/{project_id}/model_permissions',
  risk: 'destructive',
  target: ({ project_id }) => `model permissions of project ${project_id}`,
  input: () => z.object({ project_id: id('proj_', 'the project') }),
  call: ({ openai }, { project_id }) => openai.admin.organization.projects.modelPermissions.delete(project_id),
  before: ({ project_id }) => ({ id: 'openai.projects.model_permissions.get', input: { project_id } }),
  undo: ({ input, before }) => ({
    id: 'openai.projects.model_permissions.update',
    input: { ...input, mode: before.mode, model_ids: before.model_ids },
  }),
  within: projectOf,
  refusedWhen: ofArchivedProject,
});
