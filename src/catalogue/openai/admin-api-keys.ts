import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, id, pageSize } from '../fields.ts';
import { moment } from '../listing.ts';

/** Everyday words for what stands in this file. */
const everyday =
  'admin administrator administration key keys management powerful master token credential organization-wide';

export const listAdminApiKeys = defineOperation({
  id: 'openai.admin_api_keys.list',
  summary: 'List admin keys',
  words: [everyday],
  asks: 'which keys can administer our organization; master keys; who holds admin credentials',
  http: 'GET /organization/admin_api_keys',
  risk: 'read',
  pages: 'after',
  input: () =>
    z.object({
      after: cursor('Id of the last item of the page before'),
      order: z.enum(['asc', 'desc']).describe('Order of the list; asc when omitted').exactOptional(),
      limit: pageSize({ most: 100, usual: 20 }),
    }),
  call: ({ openai }, input) => openai.admin.organization.adminAPIKeys.list(input),
  lists: {
    of: 'keys',
    item: ({ id, name, redacted_value, owner, created_at, last_used_at, expires_at }) => ({
      id,
      hint: redacted_value,
      name: name ?? undefined,
      isAdmin: true,
      isOn: true,
      owner: owner?.id === undefined ? undefined : { kind: 'person', id: owner.id, name: owner.name, email: undefined },
      within: undefined,
      createdAt: moment(created_at),
      lastUsedAt: moment(last_used_at),
      expiresAt: moment(expires_at),
    }),
  },
});

export const getAdminApiKey = defineOperation({
  id: 'openai.admin_api_keys.get',
  summary: 'Read one admin key',
  words: [everyday],
  http: 'GET /organization/admin_api_keys/{key_id}',
  risk: 'read',
  moves: ['last_used_at'],
  input: () => z.object({ key_id: id('key_', 'the admin key') }),
  call: ({ openai }, { key_id }) => openai.admin.organization.adminAPIKeys.retrieve(key_id),
});

export const createAdminApiKey = defineOperation({
  id: 'openai.admin_api_keys.create',
  summary: 'Create an admin key',
  words: [everyday, 'create new mint make another automation script terraform'],
  asks: 'a key for our admin scripts; new management credential; key for Terraform',
  http: 'POST /organization/admin_api_keys',
  risk: 'access',
  target: (input) => `admin api key ${input.name}`,
  input: () =>
    z.object({
      name: z.string().describe('Name that people see'),
      expires_in_seconds: z
        .int()
        .min(1)
        .max(31_536_000)
        .describe('Lifetime in seconds, 1 to 31536000; never expires when omitted')
        .exactOptional(),
    }),
  call: ({ openai }, input) => openai.admin.organization.adminAPIKeys.create(input),
  after: (_input, result) => ({ id: 'openai.admin_api_keys.get', input: { key_id: result.id } }),
  undo: ({ result }) => ({ id: 'openai.admin_api_keys.delete', input: { key_id: result.id } }),
  reveals: ({ value }) => value,
  grants: () => 'an admin key',
});

export const deleteAdminApiKey = defineOperation({
  id: 'openai.admin_api_keys.delete',
  summary: 'Delete an admin key',
  words: [everyday, 'delete revoke kill stop leaked compromised get rid end'],
  asks: 'kill a master key; admin credential leaked; get rid of an old management key',
  http: 'DELETE /organization/admin_api_keys/{key_id}',
  risk: 'destructive',
  target: ({ key_id }) => `admin api key ${key_id}`,
  input: () => z.object({ key_id: id('key_', 'the admin key') }),
  call: ({ openai }, { key_id }) => openai.admin.organization.adminAPIKeys.delete(key_id),
  before: ({ key_id }) => ({ id: 'openai.admin_api_keys.get', input: { key_id } }),
  irreversible: 'The key stops working and its secret cannot be recovered; a new key has a new secret.',
  keyHint: ({ before }) => before?.redacted_value,
});
