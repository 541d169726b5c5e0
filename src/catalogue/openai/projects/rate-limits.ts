import { z } from 'zod';
import { defineOperation, type Refused } from '../../define.ts';
import { cursor, id, pageSize } from '../../fields.ts';
import { ofArchivedProject, projectOf } from '../refused.ts';

/** Everyday words for what stands in this file. */
const everyday =
  'rate limit limits quota cap requests tokens images minute day rpm tpm throttle slower faster fewer more raise lower 429 model allowed';

const projectId = () => id('proj_', 'the project');

export const listProjectRateLimits = defineOperation({
  id: 'openai.projects.rate_limits.list',
  summary: 'List the limits of a project, one row per model',
  words: [everyday],
  asks: 'how many tokens a minute may a project use; why is a project throttled; quota per model',
  http: 'GET /organization/projects/{project_id}/rate_limits',
  risk: 'read',
  pages: 'after',
  input: () =>
    z.object({
      project_id: projectId(),
      limit: pageSize({ most: 1000, usual: 100 }),
      after: cursor('Id of the last row of the page before'),
      before: cursor('Id of the first row of the page after'),
    }),
  call: ({ openai }, { project_id, ...query }) =>
    openai.admin.organization.projects.rateLimits.listRateLimits(project_id, query),
});

export const updateProjectRateLimit = defineOperation({
  id: 'openai.projects.rate_limits.update',
  summary: 'Change the limits of a project for one model',
  words: [everyday],
  asks: 'bump a model to more RPM in a project; starving others, slow it; slow a project down; throttle the experiments; allow more requests a minute; one project eats all our quota; cap tokens per minute; limit images per minute',
  http: 'POST /organization/projects/{project_id}/rate_limits/{rate_limit_id}',
  risk: 'spend',
  target: ({ project_id, rate_limit_id }) => `limits ${rate_limit_id} of project ${project_id}`,
  input: () =>
    z.object({
      project_id: projectId(),
      rate_limit_id: id('rl-', 'the limit row'),
      max_requests_per_1_minute: limit('Requests per minute'),
      max_tokens_per_1_minute: limit('Tokens per minute'),
      max_images_per_1_minute: limit('Images per minute; image models only'),
      max_audio_megabytes_per_1_minute: limit('Megabytes of audio per minute; audio models only'),
      max_requests_per_1_day: limit('Requests per day; models with a daily limit only'),
      batch_1_day_max_input_tokens: limit('Batch input tokens per day; models with batch only'),
    }),
  call: ({ openai }, { rate_limit_id, ...params }) =>
    openai.admin.organization.projects.rateLimits.updateRateLimit(rate_limit_id, params),
  before: ({ project_id }) => ({ id: 'openai.projects.rate_limits.list', input: { project_id } }),
  undo: ({ input, before }) => {
    const row = before.data.find((limit: { id: string }) => limit.id === input.rate_limit_id);
    const { object: _object, id: _id, model: _model, ...limits } = row;
    return {
      id: 'openai.projects.rate_limits.update',
      input: { project_id: input.project_id, rate_limit_id: input.rate_limit_id, ...limits },
    };
  },
  within: projectOf,
  refusedWhen: (change) => ofArchivedProject(change) ?? limitNotThere(change),
});

const pathNames = ['project_id', 'rate_limit_id'];

/** A model has the limits that its row shows, and no others. */
function limitNotThere({
  input,
  before,
}: {
  readonly input: Readonly<Record<string, unknown>>;
  readonly before: { readonly data: readonly Readonly<Record<string, unknown>>[] } | null;
}): Refused | undefined {
  const row = before?.data.find(({ id: rowId }) => rowId === input['rate_limit_id']);
  if (!row) return before ? { reason: `The project has no row ${input['rate_limit_id']}.` } : undefined;
  const missing = Object.keys(input).find((name) => !pathNames.includes(name) && !(name in row));
  return missing === undefined ? undefined : { reason: `The row of ${row['model']} has no ${missing}.` };
}

function limit(description: string) {
  return z.int().min(0).describe(`${description}; at most the organization's own limit`).exactOptional();
}
