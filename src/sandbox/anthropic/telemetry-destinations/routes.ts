import { z } from 'zod';
import { type Clock, isoMicroseconds } from '../../engine/clock.ts';
import { listOf } from '../../engine/parameters.ts';
import { del, get, post, type Route } from '../../engine/route.ts';
import { cursorPagingFields, newestFirst } from '../paging.ts';
import { badRequest } from '../refuse.ts';
import { endpointUrl, headersSchema, hostOf, refuseForeignTraces, refuseLargeHeaders } from './endpoint.ts';
import { destinationOf, type TelemetryDestination, telemetryDestinations } from './record.ts';
import { scopeSchema } from './scope.ts';
import { covers, destinationWorkspaces, replaceList } from './workspaces.ts';

const mostDestinations = 10;
const mostContentBytes = 1_048_576;
const minuteMs = 60_000;

const path = '/v1/organizations/telemetry_destinations';
const displayName = z.string().min(1).max(255).nullable();
const tracesSchema = z.strictObject({
  enabled: z.boolean().optional(),
  content_mode: z.enum(['metadata_only', 'content']).nullish(),
  endpoint_url: endpointUrl.nullish(),
  max_content_bytes: z.int().min(1).max(mostContentBytes).nullish(),
});
const plainTraces: TelemetryDestination['traces'] = {
  enabled: true,
  content_mode: 'metadata_only',
  endpoint_url: null,
  max_content_bytes: null,
};

export const telemetryDestinationRoutes: readonly Route[] = [
  get(
    path,
    {
      query: z.strictObject({
        ...cursorPagingFields(),
        workspace_ids: listOf(z.string()).optional(),
      }),
    },
    ({ store, query, clock }) => {
      const { workspace_ids: wanted } = query;
      if (wanted && wanted.length > 100) throw badRequest('workspace_ids: at most 100 ids');
      const matching = store
        .in(telemetryDestinations)
        .where((destination) => wanted === undefined || wanted.some((id) => covers(store, destination, id)));
      return newestFirst(matching, query, (destination) => wire(destination, clock));
    },
  ),

  post(
    path,
    {
      body: z.strictObject({
        endpoint_url: endpointUrl,
        workspaces: scopeSchema,
        display_name: displayName.optional(),
        headers: headersSchema(z.string()).optional(),
        traces: tracesSchema.optional(),
      }),
    },
    ({ store, body, clock }) => {
      if (store.in(telemetryDestinations).size >= mostDestinations) {
        throw badRequest(`An organization can have at most ${mostDestinations} telemetry destinations.`);
      }
      const traces = tracesAfter(plainTraces, body.traces);
      refuseForeignTraces(body.endpoint_url, traces.endpoint_url);
      refuseLargeHeaders(body.headers ?? {}, 0);
      const id = store.newId('tdst_01', 22);
      replaceList(store, clock, id, body.workspaces);
      const destination = store.in(telemetryDestinations).add({
        id,
        display_name: body.display_name ?? null,
        endpoint_url: body.endpoint_url,
        header_names: Object.keys(body.headers ?? {}),
        state: { type: 'enabled' },
        traces,
        workspaces: { type: body.workspaces.type },
        created_at: clock.iso(),
        updated_at: clock.iso(),
        delivered_until: null,
      });
      return wire(destination, clock);
    },
  ),

  get(`${path}/{destination_id}`, {}, ({ store, params: { destination_id }, clock }) =>
    wire(destinationOf(store, destination_id), clock),
  ),

  post(
    `${path}/{destination_id}`,
    {
      body: z
        .strictObject({
          endpoint_url: endpointUrl.optional(),
          workspaces: scopeSchema.optional(),
          display_name: displayName.optional(),
          headers: headersSchema(z.string().nullable()).optional(),
          traces: tracesSchema.nullish(),
          state: z.strictObject({ type: z.enum(['enabled', 'disabled']) }).optional(),
        })
        .refine((body) => Object.keys(body).length > 0, 'at least one field is required'),
    },
    ({ store, body, params: { destination_id }, clock }) => {
      const before = destinationOf(store, destination_id);
      const endpoint_url = body.endpoint_url ?? before.endpoint_url;
      const traces = body.traces === null ? plainTraces : tracesAfter(before.traces, body.traces);
      refuseForeignTraces(endpoint_url, traces.endpoint_url);
      const header_names = headersAfter(before, endpoint_url, body);
      if (body.workspaces && (body.workspaces.workspace_ids || body.workspaces.type !== before.workspaces.type)) {
        replaceList(store, clock, before.id, body.workspaces);
      }
      const changed = store.in(telemetryDestinations).change(before.id, {
        endpoint_url,
        traces,
        header_names,
        ...(body.display_name !== undefined && { display_name: body.display_name }),
        ...(body.workspaces && { workspaces: { type: body.workspaces.type } }),
        ...(body.state && stateAfter(before, body.state.type, clock)),
        updated_at: clock.iso(),
      });
      return wire(changed, clock);
    },
  ),

  del(`${path}/{destination_id}`, {}, ({ store, params: { destination_id } }) => {
    const { id } = destinationOf(store, destination_id);
    store.in(telemetryDestinations).remove(id);
    store.in(destinationWorkspaces).removeWhere((entry) => entry.telemetry_destination_id === id);
    return { type: 'telemetry_destination_deleted', id };
  }),

  post(`${path}/{destination_id}/test`, {}, ({ store, params: { destination_id } }) => {
    const failure = failureOf(destinationOf(store, destination_id));
    const result = failure === null ? { type: 'success' } : { type: 'failure', error: failure };
    return { type: 'telemetry_destination_test', result };
  }),
];

/** Null stands for the value that a destination has at first. */
function tracesAfter(
  before: TelemetryDestination['traces'],
  wanted: z.output<typeof tracesSchema> = {},
): TelemetryDestination['traces'] {
  return {
    enabled: wanted.enabled ?? before.enabled,
    content_mode: wanted.content_mode === undefined ? before.content_mode : (wanted.content_mode ?? 'metadata_only'),
    endpoint_url: wanted.endpoint_url === undefined ? before.endpoint_url : wanted.endpoint_url,
    max_content_bytes: wanted.max_content_bytes === undefined ? before.max_content_bytes : wanted.max_content_bytes,
  };
}

/** Another host gets none of the headers of the one before; names are compared without case. */
function headersAfter(
  before: TelemetryDestination,
  endpointUrlAfter: string,
  body: {
    readonly endpoint_url?: string | undefined;
    readonly headers?: Readonly<Record<string, string | null>> | undefined;
  },
): readonly string[] {
  const asked = Object.entries(body.headers ?? {});
  const sets = asked.filter((entry): entry is [string, string] => entry[1] !== null);
  if (sets.length > 0 && body.endpoint_url === undefined) {
    throw badRequest('endpoint_url: required in a request that sets a header value');
  }
  const isSameHost = hostOf(endpointUrlAfter) === hostOf(before.endpoint_url);
  const named = new Set(asked.map(([name]) => name.toLowerCase()));
  const kept = isSameHost ? before.header_names.filter((name) => !named.has(name.toLowerCase())) : [];
  refuseLargeHeaders(
    Object.fromEntries([...kept.map((name) => [name, ''] as const), ...sets]),
    sets.length > 0 ? kept.length : 0,
  );
  return [...kept, ...sets.map(([name]) => name)];
}

function stateAfter(before: TelemetryDestination, wanted: 'enabled' | 'disabled', clock: Clock) {
  if (wanted === before.state.type) return {};
  if (wanted === 'enabled') return { state: { type: wanted } };
  return { state: { type: wanted, reason: { type: 'caller' } }, delivered_until: lastDelivery(before, clock) };
}

/** No name under `.invalid` resolves, by RFC 2606. Every other collector takes what it is sent. */
function failureOf({ endpoint_url }: TelemetryDestination): string | null {
  return hostOf(endpoint_url).endsWith('.invalid') ? 'invalid address' : null;
}

/** Spans go out every minute while a destination is enabled. */
function lastDelivery(destination: TelemetryDestination, clock: Clock): string | null {
  const { state, traces, created_at, delivered_until } = destination;
  if (state.type === 'disabled' || !traces.enabled) return delivered_until;
  const last = Math.floor(clock.now() / minuteMs) * minuteMs;
  return last > Date.parse(created_at) ? isoMicroseconds(last) : null;
}

function wire({ delivered_until, ...destination }: TelemetryDestination, clock: Clock) {
  const last = lastDelivery({ ...destination, delivered_until }, clock);
  const failure = failureOf({ ...destination, delivered_until });
  const hasFailed = failure !== null && last !== null;
  const delivery_health = {
    last_success_at: hasFailed ? null : last,
    last_error: hasFailed ? failure : null,
    last_error_at: hasFailed ? last : null,
  };
  return { type: 'telemetry_destination', ...destination, delivery_health };
}
