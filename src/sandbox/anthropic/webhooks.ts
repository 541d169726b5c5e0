import { z } from 'zod';
import { del, get, post, type Route } from '../engine/route.ts';
import { collection, type Store } from '../engine/store.ts';
import { idPagingFields, pageById } from './paging.ts';
import { badRequest, present } from './refuse.ts';

const events = [
  'external_key.failed',
  'external_key.recovered',
  'external_storage.failed',
  'external_storage.recovered',
  'user_profile.enforcement_action_opened',
  'user_profile.enforcement_action_resolved',
  'user_profile.program_status_updated',
] as const;

export interface WebhookEndpoint {
  readonly id: string;
  readonly url: string;
  readonly name: string;
  readonly description: string;
  readonly enabled_events: readonly (typeof events)[number][];
  readonly state: 'enabled' | 'disabled';
  /** Why the provider disabled it; empty otherwise. */
  readonly disabled_reason: string;
  readonly created_at: string;
  readonly updated_at: string;
}

export const webhooks = collection<WebhookEndpoint>('webhooks');

const mostEndpoints = 32;

const path = '/v1/organizations/webhooks';
const httpsUrl = z.url({ protocol: /^https$/, error: 'should be an HTTPS URL' });

export const webhookRoutes: readonly Route[] = [
  get(
    path,
    { query: z.strictObject({ ...idPagingFields(), order: z.enum(['asc', 'desc']).default('desc') }) },
    ({ store, query }) => {
      const oldestFirst = store.in(webhooks).all();
      const ordered = query.order === 'asc' ? oldestFirst : [...oldestFirst].reverse();
      return pageById(ordered, query, ({ id }) => id);
    },
  ),

  post(
    path,
    {
      body: z.strictObject({
        url: httpsUrl,
        enabled_events: z.array(z.enum(events)).min(1),
        name: z.string().default(''),
        description: z.string().default(''),
      }),
    },
    ({ store, body, clock }) => {
      if (store.in(webhooks).size >= mostEndpoints) {
        throw badRequest(`An organization can have at most ${mostEndpoints} webhook endpoints.`);
      }
      const endpoint = store.in(webhooks).add({
        ...body,
        id: store.newId('whe_01', 22),
        enabled_events: [...new Set(body.enabled_events)],
        state: 'enabled',
        disabled_reason: '',
        created_at: clock.iso(),
        updated_at: clock.iso(),
      });
      return { ...endpoint, signing_secret: newSecret(store) };
    },
  ),

  get(`${path}/{webhook_endpoint_id}`, {}, ({ store, params: { webhook_endpoint_id } }) =>
    webhookOf(store, webhook_endpoint_id),
  ),

  post(
    `${path}/{webhook_endpoint_id}`,
    {
      body: z.strictObject({
        url: httpsUrl.optional(),
        enabled_events: z.array(z.enum(events)).optional(),
        name: z.string().optional(),
        description: z.string().optional(),
        state: z.enum(['enabled', 'disabled']).optional(),
      }),
    },
    ({ store, body, params: { webhook_endpoint_id }, clock }) => {
      const endpoint = webhookOf(store, webhook_endpoint_id);
      const { enabled_events: wanted = [] } = body;
      return store.in(webhooks).change(endpoint.id, {
        url: body.url ?? endpoint.url,
        name: body.name ?? endpoint.name,
        description: body.description ?? endpoint.description,
        enabled_events: wanted.length > 0 ? [...new Set(wanted)] : endpoint.enabled_events,
        state: body.state ?? endpoint.state,
        disabled_reason: body.state === 'enabled' ? '' : endpoint.disabled_reason,
        updated_at: clock.iso(),
      });
    },
  ),

  del(`${path}/{webhook_endpoint_id}`, {}, ({ store, params: { webhook_endpoint_id } }) => {
    const { id } = webhookOf(store, webhook_endpoint_id);
    store.in(webhooks).remove(id);
    return { type: 'webhook_endpoint_deleted', id };
  }),

  post(`${path}/{webhook_endpoint_id}/regenerate_signing_secret`, {}, ({ store, params: { webhook_endpoint_id } }) => {
    webhookOf(store, webhook_endpoint_id);
    return { signing_secret: newSecret(store) };
  }),
];

function webhookOf(store: Store, id: string): WebhookEndpoint {
  return present(store.in(webhooks).get(id), 'Webhook endpoint', id);
}

/** Shown once; nothing here signs with it, so it is not kept. */
function newSecret(store: Store): string {
  return store.newId('whsec_', 43);
}
