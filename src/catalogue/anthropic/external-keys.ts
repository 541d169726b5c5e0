import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, id, pageSize } from '../fields.ts';
import { restored } from '../restore.ts';

/** Everyday words for what stands in this file. */
const everyday = 'customer managed encryption key kms byok cmek own aws google azure vault bring encrypt works test';

const whileInUse = {
  reason: 'A workspace uses the key, archived workspaces included. It stays as it is while one does.',
};

export const listExternalKeys = defineOperation({
  id: 'anthropic.external_keys.list',
  summary: 'List customer-managed encryption keys',
  words: [everyday],
  asks: 'do we hold our own encryption keys at Anthropic',
  http: 'GET /v1/organizations/external_keys',
  risk: 'read',
  planes: ['console'],
  pages: 'page',
  input: () =>
    z.object({
      limit: pageSize({ most: 1000, usual: 20 }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, input) => anthropic.organization.externalKeys.list(input),
});

export const getExternalKey = defineOperation({
  id: 'anthropic.external_keys.get',
  summary: 'Read a customer-managed encryption key',
  words: [everyday],
  http: 'GET /v1/organizations/external_keys/{external_key_id}',
  risk: 'read',
  planes: ['console'],
  moves: ['updated_at'],
  input: () => z.object({ external_key_id: id('ekey_', 'the external key') }),
  call: ({ anthropic }, { external_key_id }) => anthropic.organization.externalKeys.retrieve(external_key_id),
});

export const createExternalKey = defineOperation({
  id: 'anthropic.external_keys.create',
  summary: 'Create a customer-managed encryption key',
  words: [everyday],
  asks: 'encrypt Claude data with our own KMS key; bring a key from our cloud',
  http: 'POST /v1/organizations/external_keys',
  risk: 'access',
  planes: ['console'],
  target: (input) => `external key ${input.display_name}`,
  input: () =>
    z.object({
      provider_config: z
        .union([
          z.object({
            kms_arn: z.string().describe('ARN of the AWS KMS key'),
            type: z.literal('aws'),
            region: z.string().nullable().describe('Region of the cloud provider').exactOptional(),
          }),
          z.object({ key_name: z.string().describe('Name of the key in the vault'), type: z.literal('gcp') }),
          z.object({
            key_name: z.string().describe('Name of the key in the vault'),
            tenant_id: z.string().describe('Id of the Azure tenant'),
            type: z.literal('azure'),
            vault_uri: z.string().describe('Address of the key vault'),
            client_id: z.string().nullable().describe('Id of the Azure application').exactOptional(),
          }),
        ])
        .describe('Where the key is kept'),
      display_name: z.string().nullable().describe('Name that people see').exactOptional(),
      geo: z.literal('us').describe('Region of the key').exactOptional(),
      user_profile_id: z.string().nullable().describe('Id of a user profile; cannot be changed later').exactOptional(),
    }),
  call: ({ anthropic }, input) => anthropic.organization.externalKeys.create(input),
  after: (_input, result) => ({ id: 'anthropic.external_keys.get', input: { external_key_id: result.id } }),
  undo: ({ result }) => ({ id: 'anthropic.external_keys.delete', input: { external_key_id: result.id } }),
});

export const updateExternalKey = defineOperation({
  id: 'anthropic.external_keys.update',
  summary: 'Change a customer-managed encryption key',
  words: [everyday],
  asks: 'replace our KMS key',
  http: 'POST /v1/organizations/external_keys/{external_key_id}',
  risk: 'access',
  planes: ['console'],
  target: ({ external_key_id }) => `external key ${external_key_id}`,
  input: () =>
    z.object({
      external_key_id: id('ekey_', 'the external key'),
      display_name: z.string().nullable().describe('Name that people see').exactOptional(),
      geo: z.literal('us').nullable().describe('Region of the key').exactOptional(),
      provider_config: z
        .union([
          z.object({
            kms_arn: z.string().describe('ARN of the AWS KMS key'),
            type: z.literal('aws'),
            region: z.string().nullable().describe('Region of the cloud provider').exactOptional(),
          }),
          z.object({ key_name: z.string().describe('Name of the key in the vault'), type: z.literal('gcp') }),
          z.object({
            key_name: z.string().describe('Name of the key in the vault'),
            tenant_id: z.string().describe('Id of the Azure tenant'),
            type: z.literal('azure'),
            vault_uri: z.string().describe('Address of the key vault'),
            client_id: z.string().nullable().describe('Id of the Azure application').exactOptional(),
          }),
        ])
        .nullable()
        .describe('Where the key is kept')
        .exactOptional(),
    }),
  call: ({ anthropic }, { external_key_id, ...rest }) =>
    anthropic.organization.externalKeys.update(external_key_id, rest),
  before: ({ external_key_id }) => ({ id: 'anthropic.external_keys.get', input: { external_key_id } }),
  undo: ({ input, before }) => ({
    id: 'anthropic.external_keys.update',
    input: restored(before, input, ['external_key_id']),
  }),
  refusedWhen: ({ input, before }) =>
    input.provider_config && before?.attachment.type === 'attached' ? whileInUse : undefined,
});

export const deleteExternalKey = defineOperation({
  id: 'anthropic.external_keys.delete',
  summary: 'Delete a customer-managed encryption key',
  words: [everyday],
  asks: 'stop using our own encryption key at Anthropic',
  http: 'DELETE /v1/organizations/external_keys/{external_key_id}',
  risk: 'destructive',
  planes: ['console'],
  target: ({ external_key_id }) => `external key ${external_key_id}`,
  input: () => z.object({ external_key_id: id('ekey_', 'the external key') }),
  call: ({ anthropic }, { external_key_id }) => anthropic.organization.externalKeys.delete(external_key_id),
  before: ({ external_key_id }) => ({ id: 'anthropic.external_keys.get', input: { external_key_id } }),
  irreversible: 'What is deleted cannot be brought back; a new one has a new id.',
  refusedWhen: ({ before }) => (before?.attachment.type === 'attached' ? whileInUse : undefined),
});

export const validateExternalKey = defineOperation({
  id: 'anthropic.external_keys.validate',
  summary: 'Test a customer-managed encryption key',
  words: [everyday],
  asks: 'can Anthropic reach our KMS key',
  http: 'POST /v1/organizations/external_keys/{external_key_id}/validate',
  risk: 'read',
  planes: ['console'],
  input: () => z.object({ external_key_id: id('ekey_', 'the external key') }),
  call: ({ anthropic }, { external_key_id }) => anthropic.organization.externalKeys.validate(external_key_id),
});
