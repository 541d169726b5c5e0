import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, id, pageSize } from '../fields.ts';
import { restored } from '../restore.ts';

/** Everyday words for what stands in this file. */
const everyday =
  'telemetry opentelemetry otel traces spans export send datadog grafana honeycomb collector observability monitoring receive';

const beta = 'telemetry-destinations-2026-08-11';

const destinationId = () => id('tdst_', 'the destination');
const displayName = () => z.string().min(1).max(255).nullable();
const collector = (description: string) =>
  z
    .url({ protocol: /^https$/, error: 'expected an address that starts with https://' })
    .max(2048)
    .describe(description);

export const listTelemetryDestinations = defineOperation({
  id: 'anthropic.telemetry_destinations.list',
  summary: 'List the OpenTelemetry destinations that traces are exported to, newest first',
  words: [everyday],
  asks: 'where do our traces go; which collectors receive spans',
  http: 'GET /v1/organizations/telemetry_destinations',
  risk: 'read',
  planes: ['console'],
  beta,
  pages: 'page',
  input: () =>
    z.object({
      workspace_ids: z
        .array(id('wrkspc_', 'a workspace'))
        .max(100)
        .describe('Only destinations that cover at least one of these workspaces; at most 100')
        .exactOptional(),
      limit: pageSize({ most: 1000, usual: 20, what: 'destinations' }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.telemetryDestinations.list(input),
});

export const getTelemetryDestination = defineOperation({
  id: 'anthropic.telemetry_destinations.get',
  summary: 'Read one OpenTelemetry destination and how its last deliveries went',
  words: [everyday],
  http: 'GET /v1/organizations/telemetry_destinations/{destination_id}',
  risk: 'read',
  planes: ['console'],
  beta,
  moves: ['delivery_health.last_error', 'delivery_health.last_error_at', 'delivery_health.last_success_at'],
  input: () => z.object({ destination_id: destinationId() }),
  call: ({ anthropic }, { destination_id }) =>
    anthropic.beta.organization.telemetryDestinations.retrieve(destination_id),
});

export const createTelemetryDestination = defineOperation({
  id: 'anthropic.telemetry_destinations.create',
  summary: 'Export traces to an OpenTelemetry destination, at most 10 in all',
  words: [everyday],
  asks: 'send Claude traces to Grafana; export spans to our collector; observability for Claude; get traces into Datadog',
  http: 'POST /v1/organizations/telemetry_destinations',
  risk: 'access',
  planes: ['console'],
  beta,
  target: ({ endpoint_url }) => `new telemetry destination ${endpoint_url}`,
  input: () =>
    z.object({
      endpoint_url: collector('Base address of the OTLP/HTTP collector: https, a host name, port 443, no query'),
      workspaces: coverage(),
      display_name: displayName().describe('Name that people see, 1 to 255 characters').exactOptional(),
      headers: z
        .record(z.string(), z.string())
        .describe('Headers sent with every delivery, at most 20, such as authorization; never shown again')
        .exactOptional(),
      traces: traces().describe('What is exported; every setting has its default when omitted').exactOptional(),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.telemetryDestinations.create(input),
  after: (_input, destination) => ({
    id: 'anthropic.telemetry_destinations.get',
    input: { destination_id: destination.id },
  }),
  undo: ({ result }) => ({ id: 'anthropic.telemetry_destinations.delete', input: { destination_id: result.id } }),
  secretInput: ['headers'],
});

export const updateTelemetryDestination = defineOperation({
  id: 'anthropic.telemetry_destinations.update',
  summary: 'Change an OpenTelemetry destination, or switch it on or off',
  words: [everyday],
  asks: 'the collector moved to another address; pause the trace export; new auth header for the collector',
  http: 'POST /v1/organizations/telemetry_destinations/{destination_id}',
  risk: 'access',
  planes: ['console'],
  beta,
  target: ({ destination_id }) => `telemetry destination ${destination_id}`,
  input: () =>
    z.object({
      destination_id: destinationId(),
      display_name: displayName().describe('New name, 1 to 255 characters; null clears it').exactOptional(),
      endpoint_url: collector(
        'New base address of the collector; another host or port drops all stored headers',
      ).exactOptional(),
      headers: z
        .record(z.string(), z.string().nullable())
        .nullable()
        .describe('Headers to set, or to remove with null; others stay. Setting one needs endpoint_url too')
        .exactOptional(),
      state: z
        .discriminatedUnion('type', [
          z.object({ type: z.literal('enabled') }),
          z.object({ type: z.literal('disabled') }),
        ])
        .describe('Whether it receives anything; what is produced while disabled is never sent')
        .exactOptional(),
      traces: traces()
        .nullable()
        .describe('Settings of the export to change; null sets every one to its default')
        .exactOptional(),
      workspaces: coverage().exactOptional(),
    }),
  call: ({ anthropic }, { destination_id, ...changes }) =>
    anthropic.beta.organization.telemetryDestinations.update(destination_id, changes),
  before: ({ destination_id }) => ({ id: 'anthropic.telemetry_destinations.get', input: { destination_id } }),
  undo: ({ input, before }) => {
    if (!isRestorable(input, before)) return undefined;
    return {
      id: 'anthropic.telemetry_destinations.update',
      input: {
        ...restored(before, input, ['destination_id']),
        ...(input.state && { state: { type: before.state.type } }),
      },
    };
  },
  secretInput: ['headers'],
});

export const deleteTelemetryDestination = defineOperation({
  id: 'anthropic.telemetry_destinations.delete',
  summary: 'Delete an OpenTelemetry destination and its list of workspaces',
  words: [everyday],
  asks: 'stop exporting traces; disconnect the collector',
  http: 'DELETE /v1/organizations/telemetry_destinations/{destination_id}',
  risk: 'destructive',
  planes: ['console'],
  beta,
  target: ({ destination_id }) => `telemetry destination ${destination_id}`,
  input: () => z.object({ destination_id: destinationId() }),
  call: ({ anthropic }, { destination_id }) => anthropic.beta.organization.telemetryDestinations.delete(destination_id),
  before: ({ destination_id }) => ({ id: 'anthropic.telemetry_destinations.get', input: { destination_id } }),
  irreversible: 'Its headers cannot be read, so a new destination needs them again, and it has another id.',
});

export const testTelemetryDestination = defineOperation({
  id: 'anthropic.telemetry_destinations.test',
  summary: 'Send one test span to an OpenTelemetry destination and say what it answered',
  words: [everyday, 'test try check really receive arrive works probe'],
  asks: 'do traces arrive; try the collector; does our collector receive anything',
  http: 'POST /v1/organizations/telemetry_destinations/{destination_id}/test',
  risk: 'access',
  planes: ['console'],
  beta,
  target: ({ destination_id }) => `test span to telemetry destination ${destination_id}`,
  input: () => z.object({ destination_id: destinationId() }),
  call: ({ anthropic }, { destination_id }) => anthropic.beta.organization.telemetryDestinations.test(destination_id),
  before: ({ destination_id }) => ({ id: 'anthropic.telemetry_destinations.get', input: { destination_id } }),
  irreversible: 'A span that was sent cannot be called back; nothing else changes.',
});

function traces() {
  return z.object({
    content_mode: z
      .enum(['content', 'metadata_only'])
      .nullable()
      .describe('content exports the text of prompts, answers and tools too; metadata_only leaves it out')
      .exactOptional(),
    enabled: z.boolean().describe('Whether traces are exported').exactOptional(),
    endpoint_url: collector('Full address for traces; endpoint_url with /v1/traces appended when null')
      .nullable()
      .exactOptional(),
    max_content_bytes: z
      .int()
      .min(1)
      .nullable()
      .describe("Most bytes of content in one span; only the API's own maximum applies when null")
      .exactOptional(),
  });
}

function coverage() {
  const listed = () =>
    z
      .array(id('wrkspc_', 'a workspace'))
      .max(100)
      .describe('The whole list, at most 100 in one call; kept as it is when omitted and the type stays the same')
      .exactOptional();
  return z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('all') }),
      z.object({ type: z.literal('include'), workspace_ids: listed() }),
      z.object({ type: z.literal('exclude'), workspace_ids: listed() }),
    ])
    .describe('Workspaces whose traces go there: all, only those listed (include), or all others (exclude)');
}

interface Changes {
  readonly endpoint_url?: string;
  readonly headers?: object | null;
  readonly workspaces?: { readonly type: string; readonly workspace_ids?: readonly string[] };
}

interface Destination {
  readonly endpoint_url: string;
  readonly header_names: readonly string[];
  readonly workspaces: { readonly type: string };
}

/** A destination shows neither the values of its headers nor its list of workspaces: what touches them stays. */
function isRestorable({ endpoint_url, headers, workspaces }: Changes, before: Destination): boolean {
  const moves = endpoint_url !== undefined && new URL(endpoint_url).host !== new URL(before.endpoint_url).host;
  if (headers || (moves && before.header_names.length > 0)) return false;
  if (!workspaces || before.workspaces.type === 'all') return true;
  return workspaces.type === before.workspaces.type && workspaces.workspace_ids === undefined;
}
