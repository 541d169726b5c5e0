import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, id, pageSize } from '../../fields.ts';
import { archivedWorkspace, defaultWorkspace, workspaceOf } from '../refused.ts';

/** Everyday words for what stands in this file. */
const everyday = 'workspace limit limits cap throttle requests tokens minute day own override tighter slower';

export const listWorkspaceRateLimits = defineOperation({
  id: 'anthropic.workspaces.rate_limits.list',
  summary: 'List rate limit overrides of a workspace',
  words: [everyday],
  asks: 'how fast may this workspace go; limits of one workspace',
  http: 'GET /v1/organizations/workspaces/{workspace_id}/rate_limits',
  risk: 'read',
  planes: ['console'],
  pages: 'page',
  input: () =>
    z.object({
      workspace_id: id('wrkspc_', 'the workspace'),
      group_type: z
        .enum(['batch', 'files', 'model_group', 'skills', 'token_count', 'web_search'])
        .nullable()
        .describe('Kind of group; group when omitted')
        .exactOptional(),
      include_inherited: z.boolean().describe('Memberships that come from the organization role too').exactOptional(),
      limit: pageSize({ most: 1000, usual: 20 }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, { workspace_id, ...rest }) =>
    anthropic.organization.workspaces.rateLimits.list(workspace_id, rest),
});

export const updateWorkspaceRateLimit = defineOperation({
  id: 'anthropic.workspaces.rate_limits.update',
  summary: 'Change a rate limit override of a workspace',
  words: [everyday],
  asks: 'requests per minute of a workspace; starving production, throttle it; slow a workspace down; give a workspace fewer tokens per minute; throttle the experiments workspace; one workspace eats all our quota',
  http: 'POST /v1/organizations/workspaces/{workspace_id}/rate_limits/{rate_limit_id}',
  risk: 'spend',
  planes: ['console'],
  target: ({ workspace_id, rate_limit_id }) => `rate limit ${rate_limit_id} of workspace ${workspace_id}`,
  input: () =>
    z.object({
      workspace_id: id('wrkspc_', 'the workspace'),
      rate_limit_id: id(['rl_', 'rlg_'], 'the limit'),
      limits: z
        .array(
          z.object({
            type: z
              .enum([
                'fast_itpmca',
                'fast_otpm',
                'input_tokens_per_minute',
                'input_tokens_per_minute_cache_aware',
                'output_tokens_per_minute',
                'requests_per_minute',
                'tokens_per_day',
                'tokens_per_minute',
                'tool_uses_per_second',
              ])
              .describe('Kind'),
            value: z.int().nullable().describe('The limit; null takes the override away'),
          }),
        )
        .describe('Limits to set'),
    }),
  call: ({ anthropic }, { rate_limit_id, ...rest }) =>
    anthropic.organization.workspaces.rateLimits.update(rate_limit_id, rest),
  before: ({ workspace_id }) => ({ id: 'anthropic.workspaces.rate_limits.list', input: { workspace_id } }),
  irreversible: 'The value before is shown in the plan; set it again to go back.',
  within: workspaceOf,
  refusedWhen: ({ within }) =>
    archivedWorkspace({ within }) ?? defaultWorkspace(within, 'The default workspace has no rate limits of its own.'),
});
