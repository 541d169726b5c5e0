import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, pageSize, plainId } from '../fields.ts';
import { restored } from '../restore.ts';

export const listWebhooks = defineOperation({
  id: 'anthropic.webhooks.list',
  summary: 'List webhook endpoints',
  http: 'GET /v1/organizations/webhooks',
  risk: 'read',
  planes: ['console'],
  beta: 'webhooks-2026-10-07',
  pages: 'after_id',
  input: () =>
    z.object({
      order: z.enum(['asc', 'desc']).nullable().describe('Order of the list').exactOptional(),
      limit: pageSize({ most: 1000, usual: 20 }),
      before_id: cursor('Cursor: id of the first item of the page after; not with after_id'),
      after_id: cursor('Cursor: id of the last item of the page before; not with before_id'),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.webhooks.list(input),
});

export const getWebhook = defineOperation({
  id: 'anthropic.webhooks.get',
  summary: 'Read a webhook endpoint',
  http: 'GET /v1/organizations/webhooks/{webhook_endpoint_id}',
  risk: 'read',
  planes: ['console'],
  beta: 'webhooks-2026-10-07',
  input: () => z.object({ webhook_endpoint_id: plainId('the webhook endpoint') }),
  call: ({ anthropic }, { webhook_endpoint_id }) => anthropic.beta.organization.webhooks.retrieve(webhook_endpoint_id),
});

export const createWebhook = defineOperation({
  id: 'anthropic.webhooks.create',
  summary: 'Create a webhook endpoint',
  http: 'POST /v1/organizations/webhooks',
  risk: 'access',
  planes: ['console'],
  beta: 'webhooks-2026-10-07',
  reveals: true,
  target: (input) => `webhook ${input.name}`,
  input: () =>
    z.object({
      enabled_events: z
        .array(
          z.enum([
            'external_key.failed',
            'external_key.recovered',
            'user_profile.enforcement_action_opened',
            'user_profile.enforcement_action_resolved',
            'user_profile.program_status_updated',
          ]),
        )
        .describe('Events that are sent'),
      url: z.string().describe('Address'),
      description: z.string().describe('What it is for, for people').exactOptional(),
      name: z.string().describe('Name that people see').exactOptional(),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.webhooks.create(input),
  after: (_input, result) => ({ id: 'anthropic.webhooks.get', input: { webhook_endpoint_id: result.id } }),
  undo: ({ result }) => ({ id: 'anthropic.webhooks.delete', input: { webhook_endpoint_id: result.id } }),
});

export const updateWebhook = defineOperation({
  id: 'anthropic.webhooks.update',
  summary: 'Change a webhook endpoint',
  http: 'POST /v1/organizations/webhooks/{webhook_endpoint_id}',
  risk: 'access',
  planes: ['console'],
  beta: 'webhooks-2026-10-07',
  target: ({ webhook_endpoint_id }) => `webhook ${webhook_endpoint_id}`,
  input: () =>
    z.object({
      webhook_endpoint_id: plainId('the webhook endpoint'),
      description: z.string().describe('What it is for, for people').exactOptional(),
      enabled_events: z
        .array(
          z.enum([
            'external_key.failed',
            'external_key.recovered',
            'user_profile.enforcement_action_opened',
            'user_profile.enforcement_action_resolved',
            'user_profile.program_status_updated',
          ]),
        )
        .describe('Events that are sent')
        .exactOptional(),
      name: z.string().describe('Name that people see').exactOptional(),
      state: z.enum(['enabled', 'disabled']).describe('State').exactOptional(),
      url: z.string().describe('Address').exactOptional(),
    }),
  call: ({ anthropic }, { webhook_endpoint_id, ...rest }) =>
    anthropic.beta.organization.webhooks.update(webhook_endpoint_id, rest),
  before: ({ webhook_endpoint_id }) => ({ id: 'anthropic.webhooks.get', input: { webhook_endpoint_id } }),
  undo: ({ input, before }) => ({
    id: 'anthropic.webhooks.update',
    input: restored(before, input, ['webhook_endpoint_id']),
  }),
});

export const deleteWebhook = defineOperation({
  id: 'anthropic.webhooks.delete',
  summary: 'Delete a webhook endpoint',
  http: 'DELETE /v1/organizations/webhooks/{webhook_endpoint_id}',
  risk: 'destructive',
  planes: ['console'],
  beta: 'webhooks-2026-10-07',
  target: ({ webhook_endpoint_id }) => `webhook ${webhook_endpoint_id}`,
  input: () => z.object({ webhook_endpoint_id: plainId('the webhook endpoint') }),
  call: ({ anthropic }, { webhook_endpoint_id }) => anthropic.beta.organization.webhooks.delete(webhook_endpoint_id),
  before: ({ webhook_endpoint_id }) => ({ id: 'anthropic.webhooks.get', input: { webhook_endpoint_id } }),
  irreversible: 'What is deleted cannot be brought back; a new one has a new id.',
});

export const regenerateSigningSecretWebhook = defineOperation({
  id: 'anthropic.webhooks.regenerate_signing_secret',
  summary: 'Replace the signing secret of a webhook endpoint',
  http: 'POST /v1/organizations/webhooks/{webhook_endpoint_id}/regenerate_signing_secret',
  risk: 'destructive',
  planes: ['console'],
  beta: 'webhooks-2026-10-07',
  reveals: true,
  target: ({ webhook_endpoint_id }) => `webhook of webhook endpoint ${webhook_endpoint_id}`,
  input: () => z.object({ webhook_endpoint_id: plainId('the webhook endpoint') }),
  call: ({ anthropic }, { webhook_endpoint_id }) =>
    anthropic.beta.organization.webhooks.regenerateSigningSecret(webhook_endpoint_id),
  before: ({ webhook_endpoint_id }) => ({ id: 'anthropic.webhooks.get', input: { webhook_endpoint_id } }),
  irreversible: 'The old secret stops working.',
});
