import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { id } from '../../fields.ts';
import { restored } from '../../restore.ts';
import { ofArchivedProject, projectOf } from '../refused.ts';

/** Everyday words for what stands in this file. */
const everyday =
  'hosted tool tools web search internet browsing code interpreter file search image mcp allow block forbid no more off on may use permitted project bot';

export const getProjectHostedToolPermission = defineOperation({
  id: 'openai.projects.hosted_tool_permissions.get',
  summary: 'Read which hosted tools a project may use',
  words: [everyday],
  asks: 'may a project search the web; which built-in tools are on',
  http: 'GET /organization/projects/{project_id}/hosted_tool_permissions',
  risk: 'read',
  input: () => z.object({ project_id: id('proj_', 'the project') }),
  call: ({ openai }, { project_id }) => openai.admin.organization.projects.hostedToolPermissions.retrieve(project_id),
});

export const updateProjectHostedToolPermission = defineOperation({
  id: 'openai.projects.hosted_tool_permissions.update',
  summary: 'Switch hosted tools of a project on or off',
  words: [everyday],
  asks: 'a team does not want web search in their project, turn that off; no running of code and no web lookups for a project; no web browsing in a project; switch the code interpreter off; forbid remote MCP servers; let a project use file search',
  http: 'POST /organization/projects/{project_id}/hosted_tool_permissions',
  risk: 'access',
  target: ({ project_id }) => `hosted tool permissions of project ${project_id}`,
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
      code_interpreter: z
        .object({ enabled: z.boolean().describe('Whether the project may use it') })
        .nullable()
        .describe('The code interpreter')
        .exactOptional(),
      file_search: z
        .object({ enabled: z.boolean().describe('Whether the project may use it') })
        .nullable()
        .describe('File search')
        .exactOptional(),
      image_generation: z
        .object({ enabled: z.boolean().describe('Whether the project may use it') })
        .nullable()
        .describe('Image generation')
        .exactOptional(),
      mcp: z
        .object({ enabled: z.boolean().describe('Whether the project may use it') })
        .nullable()
        .describe('Remote MCP servers')
        .exactOptional(),
      web_search: z
        .object({ enabled: z.boolean().describe('Whether the project may use it') })
        .nullable()
        .describe('Web search')
        .exactOptional(),
    }),
  call: ({ openai }, { project_id, ...rest }) =>
    openai.admin.organization.projects.hostedToolPermissions.update(project_id, rest),
  before: ({ project_id }) => ({ id: 'openai.projects.hosted_tool_permissions.get', input: { project_id } }),
  undo: ({ input, before }) => ({
    id: 'openai.projects.hosted_tool_permissions.update',
    input: restored(before, input, ['project_id']),
  }),
  within: projectOf,
  refusedWhen: ofArchivedProject,
});
