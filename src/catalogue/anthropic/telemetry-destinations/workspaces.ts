import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, id, pageSize, plainId } from '../../fields.ts';

export const listTelemetryDestinationWorkspaces = defineOperation({
  id: 'anthropic.telemetry_destinations.workspaces.list',
  summary: 'List workspaces that send to a telemetry destination',
  http: 'GET /v1/organizations/telemetry_destinations/{destination_id}/workspaces',
  risk: 'read',
  planes: ['console'],
  beta: 'telemetry-destinations-2026-08-11',
  pages: 'page',
  input: () =>
    z.object({
      destination_id: plainId('the destination'),
      limit: pageSize({ most: 1000, usual: 20 }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, { destination_id, ...rest }) =>
    anthropic.beta.organization.telemetryDestinations.workspaces.list(destination_id, rest),
});

export const addTelemetryDestinationWorkspace = defineOperation({
  id: 'anthropic.telemetry_destinations.workspaces.add',
  summary: 'Add a workspace of a telemetry destination',
  http: 'POST /v1/organizations/telemetry_destinations/{destination_id}/workspaces/{workspace_id}',
  risk: 'access',
  planes: ['console'],
  beta: 'telemetry-destinations-2026-08-11',
  target: ({ destination_id, workspace_id }) => `workspace ${workspace_id} of destination ${destination_id}`,
  input: () => z.object({ destination_id: plainId('the destination'), workspace_id: id('wrkspc_', 'the workspace') }),
  call: ({ anthropic }, { workspace_id, ...rest }) =>
    anthropic.beta.organization.telemetryDestinations.workspaces.add(workspace_id, rest),
  after: ({ destination_id }) => ({
    id: 'anthropic.telemetry_destinations.workspaces.list',
    input: { destination_id },
  }),
  undo: ({ input }) => ({
    id: 'anthropic.telemetry_destinations.workspaces.remove',
    input: { destination_id: input.destination_id, workspace_id: input.workspace_id },
  }),
});

export const removeTelemetryDestinationWorkspace = defineOperation({
  id: 'anthropic.telemetry_destinations.workspaces.remove',
  summary: 'Remove a workspace of a telemetry destination',
  http: 'DELETE /v1/organizations/telemetry_destinations/{destination_id}/workspaces/{workspace_id}',
  risk: 'destructive',
  planes: ['console'],
  beta: 'telemetry-destinations-2026-08-11',
  target: ({ destination_id, workspace_id }) => `workspace ${workspace_id} of destination ${destination_id}`,
  input: () => z.object({ destination_id: plainId('the destination'), workspace_id: id('wrkspc_', 'the workspace') }),
  call: ({ anthropic }, { workspace_id, ...rest }) =>
    anthropic.beta.organization.telemetryDestinations.workspaces.remove(workspace_id, rest),
  before: ({ destination_id }) => ({
    id: 'anthropic.telemetry_destinations.workspaces.list',
    input: { destination_id },
  }),
  irreversible: 'Access ends at once; giving it again is a new change.',
});
