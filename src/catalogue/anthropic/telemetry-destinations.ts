import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, pageSize, plainId } from '../fields.ts';
import { restored } from '../restore.ts';

export const listTelemetryDestinations = defineOperation({
  id: 'anthropic.telemetry_destinations.list',
  summary: 'List OpenTelemetry destinations',
  http: 'GET /v1/organizations/telemetry_destinations',
  risk: 'read',
  planes: ['console'],
  beta: 'telemetry-destinations-2026-08-11',
  pages: 'page',
  input: () =>
    z.object({
      workspace_ids: z.array(z.string()).describe('Only these workspaces').exactOptional(),
      limit: pageSize({ most: 1000, usual: 20 }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.telemetryDestinations.list(input),
});

export const getTelemetryDestination = defineOperation({
  id: 'anthropic.telemetry_destinations.get',
  summary: 'Read an OpenTelemetry destination',
  http: 'GET /v1/organizations/telemetry_destinations/{destination_id}',
  risk: 'read',
  planes: ['console'],
  beta: 'telemetry-destinations-2026-08-11',
  input: () => z.object({ destination_id: plainId('the destination') }),
  call: ({ anthropic }, { destination_id }) =>
    anthropic.beta.organization.telemetryDestinations.retrieve(destination_id),
});

export const createTelemetryDestination = defineOperation({
  id: 'anthropic.telemetry_destinations.create',
  summary: 'Create an OpenTelemetry destination',
  http: 'POST /v1/organizations/telemetry_destinations',
  risk: 'access',
  planes: ['console'],
  beta: 'telemetry-destinations-2026-08-11',
  target: (input) => `telemetry destination ${input.display_name}`,
  input: () =>
    z.object({
      endpoint_url: z.string().describe('Address that receives OpenTelemetry traces'),
      workspaces: z
        .union([
          z.object({ type: z.literal('all') }),
          z.object({
            type: z.literal('include'),
            workspace_ids: z.array(z.string()).describe('Only these workspaces').exactOptional(),
          }),
          z.object({
            type: z.literal('exclude'),
            workspace_ids: z.array(z.string()).describe('Only these workspaces').exactOptional(),
          }),
        ])
        .describe('Which workspaces send to it'),
      display_name: z.string().nullable().describe('Name that people see').exactOptional(),
      headers: z
        .record(z.string(), z.string())
        .describe('Headers to send; values are never shown again')
        .exactOptional(),
      traces: z
        .object({
          content_mode: z
            .enum(['content', 'metadata_only'])
            .nullable()
            .describe('Metadata only, or content too')
            .exactOptional(),
          enabled: z.boolean().describe('Whether it is in force').exactOptional(),
          endpoint_url: z.string().nullable().describe('Address that receives OpenTelemetry traces').exactOptional(),
          max_content_bytes: z.int().nullable().describe('Most bytes of content per span').exactOptional(),
        })
        .describe('What traces hold')
        .exactOptional(),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.telemetryDestinations.create(input),
  after: (_input, result) => ({ id: 'anthropic.telemetry_destinations.get', input: { destination_id: result.id } }),
  undo: ({ result }) => ({ id: 'anthropic.telemetry_destinations.delete', input: { destination_id: result.id } }),
});

export const updateTelemetryDestination = defineOperation({
  id: 'anthropic.telemetry_destinations.update',
  summary: 'Change an OpenTelemetry destination',
  http: 'POST /v1/organizations/telemetry_destinations/{destination_id}',
  risk: 'access',
  planes: ['console'],
  beta: 'telemetry-destinations-2026-08-11',
  target: ({ destination_id }) => `telemetry destination ${destination_id}`,
  input: () =>
    z.object({
      destination_id: plainId('the destination'),
      display_name: z.string().nullable().describe('Name that people see').exactOptional(),
      endpoint_url: z.string().describe('Address that receives OpenTelemetry traces').exactOptional(),
      headers: z
        .record(z.string(), z.string().nullable())
        .nullable()
        .describe('Headers to send; values are never shown again')
        .exactOptional(),
      state: z
        .union([z.object({ type: z.literal('enabled') }), z.object({ type: z.literal('disabled') })])
        .describe('State')
        .exactOptional(),
      traces: z
        .object({
          content_mode: z
            .enum(['content', 'metadata_only'])
            .nullable()
            .describe('Metadata only, or content too')
            .exactOptional(),
          enabled: z.boolean().describe('Whether it is in force').exactOptional(),
          endpoint_url: z.string().nullable().describe('Address that receives OpenTelemetry traces').exactOptional(),
          max_content_bytes: z.int().nullable().describe('Most bytes of content per span').exactOptional(),
        })
        .nullable()
        .describe('What traces hold')
        .exactOptional(),
      workspaces: z
        .union([
          z.object({ type: z.literal('all') }),
          z.object({
            type: z.literal('include'),
            workspace_ids: z.array(z.string()).describe('Only these workspaces').exactOptional(),
          }),
          z.object({
            type: z.literal('exclude'),
            workspace_ids: z.array(z.string()).describe('Only these workspaces').exactOptional(),
          }),
        ])
        .describe('Which workspaces send to it')
        .exactOptional(),
    }),
  call: ({ anthropic }, { destination_id, ...rest }) =>
    anthropic.beta.organization.telemetryDestinations.update(destination_id, rest),
  before: ({ destination_id }) => ({ id: 'anthropic.telemetry_destinations.get', input: { destination_id } }),
  undo: ({ input, before }) => ({
    id: 'anthropic.telemetry_destinations.update',
    input: restored(before, input, ['destination_id']),
  }),
});

export const deleteTelemetryDestination = defineOperation({
  id: 'anthropic.telemetry_destinations.delete',
  summary: 'Delete an OpenTelemetry destination',
  http: 'DELETE /v1/organizations/telemetry_destinations/{destination_id}',
  risk: 'destructive',
  planes: ['console'],
  beta: 'telemetry-destinations-2026-08-11',
  target: ({ destination_id }) => `telemetry destination ${destination_id}`,
  input: () => z.object({ destination_id: plainId('the destination') }),
  call: ({ anthropic }, { destination_id }) => anthropic.beta.organization.telemetryDestinations.delete(destination_id),
  before: ({ destination_id }) => ({ id: 'anthropic.telemetry_destinations.get', input: { destination_id } }),
  irreversible: 'What is deleted cannot be brought back; a new one has a new id.',
});

export const testTelemetryDestination = defineOperation({
  id: 'anthropic.telemetry_destinations.test',
  summary: 'Send a test span to an OpenTelemetry destination',
  http: 'POST /v1/organizations/telemetry_destinations/{destination_id}/test',
  risk: 'access',
  planes: ['console'],
  beta: 'telemetry-destinations-2026-08-11',
  target: ({ destination_id }) => `telemetry destination of destination ${destination_id}`,
  input: () => z.object({ destination_id: plainId('the destination') }),
  call: ({ anthropic }, { destination_id }) => anthropic.beta.organization.telemetryDestinations.test(destination_id),
  before: ({ destination_id }) => ({ id: 'anthropic.telemetry_destinations.get', input: { destination_id } }),
  irreversible: 'It only sends one span.',
});
