import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, pageSize, plainId } from '../fields.ts';
import { restored } from '../restore.ts';

/** Everyday words for what stands in this file. */
const everyday =
  'webhook webhooks hook callback endpoint url events notify notification push http post tell our system ping';

const beta = 'webhooks-2026-10-07';

const endpointId = () => plainId('the webhook endpoint');
const address = () =>
  z
    .url({ protocol: /^https$/, error: 'expected an address that starts with https://' })
    .describe('HTTPS address that events are sent to');
const label = () => z.string().describe('Short label, for people').exactOptional();
const notes = () => z.string().describe('What the endpoint is for, for people').exactOptional();
const event = () =>
  z.enum([
    'external_key.failed',
    'external_key.recovered',
    'external_storage.failed',
    'external_storage.recovered',
    'user_profile.enforcement_action_opened',
    'user_profile.enforcement_action_resolved',
    'user_profile.program_status_updated',
  ]);

export const listWebhooks = defineOperation({
  id: 'anthropic.webhooks.list',
  summary: "List the organization's webhook endpoints; those of workspaces are not among them",
  words: [everyday],
  asks: 'which addresses does Anthropic call; where do events go',
  http: 'GET /v1/organizations/webhooks',
  risk: 'read',
  planes: ['console'],
  beta,
  pages: 'after_id',
  input: () =>
    z.object({
      order: z
        .enum(['asc', 'desc'])
        .nullable()
        .describe('Order by time of creation; desc, newest first, when omitted')
        .exactOptional(),
      limit: pageSize({ most: 1000, usual: 20, what: 'endpoints' }),
      before_id: cursor('Id of the first endpoint of the page after; not together with after_id'),
      after_id: cursor('Id of the last endpoint of the page before; not together with before_id'),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.webhooks.list(input),
});

export const getWebhook = defineOperation({
  id: 'anthropic.webhooks.get',
  summary: 'Read one webhook endpoint, without its signing secret',
  words: [everyday],
  http: 'GET /v1/organizations/webhooks/{webhook_endpoint_id}',
  risk: 'read',
  planes: ['console'],
  beta,
  input: () => z.object({ webhook_endpoint_id: endpointId() }),
  call: ({ anthropic }, { webhook_endpoint_id }) => anthropic.beta.organization.webhooks.retrieve(webhook_endpoint_id),
});

export const createWebhook = defineOperation({
  id: 'anthropic.webhooks.create',
  summary: 'Create a webhook endpoint, at most 32 in all; its signing secret is shown once',
  words: [everyday],
  asks: 'call our server when a batch is done; tell our backend about events; push Claude events to a URL',
  http: 'POST /v1/organizations/webhooks',
  risk: 'access',
  planes: ['console'],
  beta,
  target: ({ url }) => `new webhook to ${url}`,
  input: () =>
    z.object({
      enabled_events: z.array(event()).min(1).describe('Events that are sent, at least one'),
      url: address(),
      description: notes(),
      name: label(),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.webhooks.create(input),
  after: (_input, endpoint) => ({ id: 'anthropic.webhooks.get', input: { webhook_endpoint_id: endpoint.id } }),
  undo: ({ result }) => ({ id: 'anthropic.webhooks.delete', input: { webhook_endpoint_id: result.id } }),
  reveals: ({ signing_secret }) => signing_secret,
});

export const updateWebhook = defineOperation({
  id: 'anthropic.webhooks.update',
  summary: 'Change a webhook endpoint, or switch it on or off',
  words: [everyday],
  asks: 'events should go to another address; pause a webhook; fewer events',
  http: 'POST /v1/organizations/webhooks/{webhook_endpoint_id}',
  risk: 'access',
  planes: ['console'],
  beta,
  target: ({ webhook_endpoint_id }) => `webhook ${webhook_endpoint_id}`,
  input: () =>
    z.object({
      webhook_endpoint_id: endpointId(),
      description: notes(),
      enabled_events: z
        .array(event())
        .describe('All events that are sent from now on; an empty list changes nothing')
        .exactOptional(),
      name: label(),
      state: z
        .enum(['enabled', 'disabled'])
        .describe('disabled stops sending; what happens meanwhile is never sent')
        .exactOptional(),
      url: address().exactOptional(),
    }),
  call: ({ anthropic }, { webhook_endpoint_id, ...changes }) =>
    anthropic.beta.organization.webhooks.update(webhook_endpoint_id, changes),
  before: ({ webhook_endpoint_id }) => ({ id: 'anthropic.webhooks.get', input: { webhook_endpoint_id } }),
  undo: ({ input, before }) => ({
    id: 'anthropic.webhooks.update',
    input: restored(before, input, ['webhook_endpoint_id']),
  }),
});

export const deleteWebhook = defineOperation({
  id: 'anthropic.webhooks.delete',
  summary: 'Delete a webhook endpoint',
  words: [everyday],
  asks: 'stop calling our server; an endpoint is gone',
  http: 'DELETE /v1/organizations/webhooks/{webhook_endpoint_id}',
  risk: 'destructive',
  planes: ['console'],
  beta,
  target: ({ webhook_endpoint_id }) => `webhook ${webhook_endpoint_id}`,
  input: () => z.object({ webhook_endpoint_id: endpointId() }),
  call: ({ anthropic }, { webhook_endpoint_id }) => anthropic.beta.organization.webhooks.delete(webhook_endpoint_id),
  before: ({ webhook_endpoint_id }) => ({ id: 'anthropic.webhooks.get', input: { webhook_endpoint_id } }),
  irreversible: 'A new endpoint has another id and another signing secret, and events in between are never sent.',
});

export const regenerateSigningSecretWebhook = defineOperation({
  id: 'anthropic.webhooks.regenerate_signing_secret',
  summary: 'Replace the signing secret of a webhook endpoint; the new one is shown once',
  words: [everyday, 'signing secret rotate swap replace leaked public new signature renew exposed'],
  asks: 'the webhook secret leaked; new secret for our endpoint; rotate the signature',
  http: 'POST /v1/organizations/webhooks/{webhook_endpoint_id}/regenerate_signing_secret',
  risk: 'destructive',
  planes: ['console'],
  beta,
  target: ({ webhook_endpoint_id }) => `signing secret of webhook ${webhook_endpoint_id}`,
  input: () => z.object({ webhook_endpoint_id: endpointId() }),
  call: ({ anthropic }, { webhook_endpoint_id }) =>
    anthropic.beta.organization.webhooks.regenerateSigningSecret(webhook_endpoint_id),
  before: ({ webhook_endpoint_id }) => ({ id: 'anthropic.webhooks.get', input: { webhook_endpoint_id } }),
  irreversible: 'The old secret stops working at once, so the receiver must be given the new one.',
  reveals: ({ signing_secret }) => signing_secret,
});
