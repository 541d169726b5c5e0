import type { APIKey, APIKeyCreatedBy } from '@anthropic-ai/sdk/resources/organization/api-keys';
import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, id, pageSize } from '../fields.ts';
import { type KeyOwner, moment } from '../listing.ts';
import { restored } from '../restore.ts';

/** Everyday words for what stands in this file. */
const everyday =
  'key keys api token credential secret leaked stolen compromised public unused stale idle old which made created owner turn off disable deactivate stop working kill revoke rename status last';

/** Whom the key acts as, else who made it. */
function ownerOf(principal: APIKey['principal'], maker: APIKeyCreatedBy | null): KeyOwner | undefined {
  const owner = (kind: KeyOwner['kind'], id: string) => ({ kind, id, name: undefined, email: undefined });
  if (principal?.type === 'user_actor') return owner('person', principal.user_id);
  if (principal) return owner('service account', principal.service_account_id);
  return maker ? owner(maker.type === 'user' ? 'person' : 'service account', maker.id) : undefined;
}

export const listApiKeys = defineOperation({
  id: 'anthropic.api_keys.list',
  summary: 'List API keys',
  words: [everyday],
  asks: 'which Claude keys do we have; keys that somebody made; keys nobody uses; stale credentials; how many active keys; keys of a workspace; whose key is this',
  http: 'GET /v1/organizations/api_keys',
  risk: 'read',
  planes: ['console'],
  pages: 'after_id',
  input: () =>
    z.object({
      created_by_user_id: id('user_', 'it').exactOptional(),
      status: z.enum(['active', 'inactive', 'archived', 'expired']).nullable().describe('Status').exactOptional(),
      workspace_id: id('wrkspc_', 'the workspace').exactOptional(),
      limit: pageSize({ most: 1000, usual: 20 }),
      before_id: cursor('Cursor: id of the first item of the page after; not with after_id'),
      after_id: cursor('Cursor: id of the last item of the page before; not with before_id'),
    }),
  call: ({ anthropic }, input) => anthropic.organization.apiKeys.list(input),
  lists: {
    of: 'keys',
    item: ({ id, name, partial_key_hint, status, principal, created_by, scope, created_at, expires_at }) => ({
      id,
      hint: partial_key_hint ?? undefined,
      name,
      isAdmin: false,
      isOn: status === 'active',
      owner: ownerOf(principal, created_by),
      within: scope?.type === 'workspace' ? scope.workspace_id : undefined,
      createdAt: moment(created_at),
      lastUsedAt: undefined,
      expiresAt: moment(expires_at),
    }),
    use: { report: 'anthropic.usage.messages', dimension: 'api_key_id' },
    cost: { report: 'anthropic.analytics.cost.list', dimension: 'api_key_id' },
  },
});

export const getApiKey = defineOperation({
  id: 'anthropic.api_keys.get',
  summary: 'Read an API key',
  words: [everyday],
  http: 'GET /v1/organizations/api_keys/{api_key_id}',
  risk: 'read',
  planes: ['console'],
  input: () => z.object({ api_key_id: id('apikey_', 'the API key') }),
  call: ({ anthropic }, { api_key_id }) => anthropic.organization.apiKeys.retrieve(api_key_id),
});

export const updateApiKey = defineOperation({
  id: 'anthropic.api_keys.update',
  summary: 'Change an API key',
  words: [
    everyday,
    'turn off disable deactivate stop working kill revoke leaked compromised switch off rename reactivate turn on back block make inactive',
  ],
  asks: 'turn a Claude key off; deactivate a key; this key leaked on GitHub; disable the key of somebody who left; make a key work again; rename a key; put a key out of action; suspend a credential',
  http: 'POST /v1/organizations/api_keys/{api_key_id}',
  risk: 'access',
  raises: ({ status }) => (status === 'archived' || status === 'inactive' ? 'destructive' : undefined),
  planes: ['console'],
  target: ({ api_key_id }) => `api key ${api_key_id}`,
  input: () =>
    z.object({
      api_key_id: id('apikey_', 'the API key'),
      name: z.string().nullable().describe('Name that people see').exactOptional(),
      status: z.enum(['active', 'inactive', 'archived']).nullable().describe('Status').exactOptional(),
    }),
  call: ({ anthropic }, { api_key_id, ...rest }) => anthropic.organization.apiKeys.update(api_key_id, rest),
  before: ({ api_key_id }) => ({ id: 'anthropic.api_keys.get', input: { api_key_id } }),
  undo: ({ input, before }) => ({ id: 'anthropic.api_keys.update', input: restored(before, input, ['api_key_id']) }),
  keyHint: ({ before }) => before?.partial_key_hint,
  refusedWhen: ({ input: { status }, before }) => {
    if (status == null || status === before?.status) return undefined;
    if (before?.status === 'archived') return { reason: 'The key is archived. An archived key never works again.' };
    const isTooLate = before?.status === 'expired' && status !== 'archived';
    return isTooLate ? { reason: 'The key has expired, and an expired key cannot be made active again.' } : undefined;
  },
});
