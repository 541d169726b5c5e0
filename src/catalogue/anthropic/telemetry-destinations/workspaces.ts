import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, id, pageSize } from '../../fields.ts';

/** Everyday words for what stands in this file. */
const everyday = 'telemetry traces spans destination workspace workspaces cover include';

const beta = 'telemetry-destinations-2026-08-11';

/** No list holds more workspaces than one page does. */
const mostListed = 1000;

const ids = () =>
  z.object({ destination_id: id('tdst_', 'the destination'), workspace_id: id('wrkspc_', 'the workspace') });

export const listTelemetryDestinationWorkspaces = defineOperation({
  id: 'anthropic.telemetry_destinations.workspaces.list',
  summary: 'List the workspaces that a telemetry destination includes or excludes',
  words: [everyday],
  asks: 'which workspaces are traced',
  http: 'GET /v1/organizations/telemetry_destinations/{destination_id}/workspaces',
  risk: 'read',
  planes: ['console'],
  beta,
  pages: 'page',
  input: () =>
    z.object({
      destination_id: id('tdst_', 'the destination'),
      limit: pageSize({ most: mostListed, usual: 20, what: 'workspaces' }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, { destination_id, ...query }) =>
    anthropic.beta.organization.telemetryDestinations.workspaces.list(destination_id, query),
});

export const addTelemetryDestinationWorkspace = defineOperation({
  id: 'anthropic.telemetry_destinations.workspaces.add',
  summary: "Put a workspace on a telemetry destination's list: it starts sending, or stops if the list excludes",
  words: [everyday],
  asks: 'trace one more workspace',
  http: 'POST /v1/organizations/telemetry_destinations/{destination_id}/workspaces/{workspace_id}',
  risk: 'access',
  planes: ['console'],
  beta,
  target: ({ destination_id, workspace_id }) =>
    `workspace ${workspace_id} on the list of telemetry destination ${destination_id}`,
  input: ids,
  call: ({ anthropic }, { workspace_id, ...params }) =>
    anthropic.beta.organization.telemetryDestinations.workspaces.add(workspace_id, params),
  before: ({ destination_id }) => ({
    id: 'anthropic.telemetry_destinations.workspaces.list',
    input: { destination_id, limit: mostListed },
  }),
  undo: ({ input, before }) => {
    const wasListed = before.data.some((entry: { workspace_id: string }) => entry.workspace_id === input.workspace_id);
    return wasListed ? undefined : { id: 'anthropic.telemetry_destinations.workspaces.remove', input };
  },
  within: ({ input: { destination_id } }) => ({
    id: 'anthropic.telemetry_destinations.get',
    input: { destination_id },
  }),
  refusedWhen: ({ within }) =>
    within?.workspaces.type === 'all'
      ? { reason: 'The destination covers every workspace, and so has no list of them.' }
      : undefined,
});

export const removeTelemetryDestinationWorkspace = defineOperation({
  id: 'anthropic.telemetry_destinations.workspaces.remove',
  summary: "Take a workspace off a telemetry destination's list: it stops sending, or starts if the list excludes",
  words: [everyday],
  asks: 'do not trace a workspace any more',
  http: 'DELETE /v1/organizations/telemetry_destinations/{destination_id}/workspaces/{workspace_id}',
  risk: 'destructive',
  planes: ['console'],
  beta,
  target: ({ destination_id, workspace_id }) =>
    `workspace ${workspace_id} on the list of telemetry destination ${destination_id}`,
  input: ids,
  call: ({ anthropic }, { workspace_id, ...params }) =>
    anthropic.beta.organization.telemetryDestinations.workspaces.remove(workspace_id, params),
  before: ({ destination_id }) => ({
    id: 'anthropic.telemetry_destinations.workspaces.list',
    input: { destination_id, limit: mostListed },
  }),
  undo: ({ input }) => ({ id: 'anthropic.telemetry_destinations.workspaces.add', input }),
  within: ({ input: { destination_id } }) => ({
    id: 'anthropic.telemetry_destinations.get',
    input: { destination_id },
  }),
  refusedWhen: ({ within }) =>
    within?.workspaces.type === 'all'
      ? { reason: 'The destination covers every workspace, and so has no list of them.' }
      : undefined,
});
