import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, pageSize, plainId } from '../fields.ts';

export const listExternalKeys = defineOperation({
  id: 'openai.external_keys.list',
  summary: 'List customer-managed KMS key registrations',
  http: 'GET /organization/external_keys',
  risk: 'read',
  pages: 'after',
  input: () =>
    z.object({
      after: cursor('Cursor: id or next value of the page before'),
      order: z.enum(['asc', 'desc']).describe('Order of the list').exactOptional(),
      purpose: z.enum(['ekm', 'psp_decryption']).describe('What the key protects; ekm when omitted').exactOptional(),
      limit: pageSize({ least: 0, most: 100, usual: 20 }),
    }),
  call: ({ openai }, input) => openai.admin.organization.externalKeys.list(input),
});

export const getExternalKey = defineOperation({
  id: 'openai.external_keys.get',
  summary: 'Read one customer-managed KMS key registration',
  http: 'GET /organization/external_keys/{external_key_id}',
  risk: 'read',
  input: () => z.object({ external_key_id: plainId('the external key') }),
  call: ({ openai }, { external_key_id }) => openai.admin.organization.externalKeys.retrieve(external_key_id),
});

export const createExternalKey = defineOperation({
  id: 'openai.external_keys.create',
  summary: 'Create a customer-managed KMS key registration',
  http: 'POST /organization/external_keys',
  risk: 'access',
  target: (input) => `external key ${input.name}`,
  input: () =>
    z.object({
      external_id: z.string().describe('Organization or project id that the cloud role trusts'),
      kms_arn: z.string().describe('ARN of the AWS KMS key'),
      name: z.string().describe('Name that people see'),
      role_arn: z.string().describe('ARN of the AWS role that may use it'),
      type: z.literal('aws').describe('Kind'),
      purpose: z.enum(['ekm', 'psp_decryption']).describe('What the key protects; ekm when omitted').exactOptional(),
      audience: z.string().describe('Audience that tokens must carry'),
      kms_key_location: z.string().describe('Location of the key ring, such as europe-west4'),
      kms_key_name: z.string().describe('Name of the key'),
      kms_key_ring_name: z.string().describe('Name of the key ring'),
      kms_project_id: z.string().describe('Google Cloud project of the key'),
      workload_identity_pool_id: z.string().describe('Id of the workload identity pool'),
      workload_identity_project_number: z.string().describe('Number of the Google Cloud project, 1 to 19 digits'),
      workload_identity_provider_id: z.string().describe('Id of the workload identity provider'),
      kms_key_version: z.string().describe('Version of the key; the primary one when omitted').exactOptional(),
      key_name: z.string().describe('Name of the key in the vault'),
      tenant_id: z.string().describe('Id of the Azure tenant'),
      vault_uri: z.string().describe('Address of the key vault'),
      key_version: z.string().describe('Version of the key; the current one when omitted').exactOptional(),
      key_ocid: z.string().describe('OCID of the key'),
      region: z.string().describe('Region of the cloud provider'),
      vault_ocid: z.string().describe('OCID of the vault'),
      key_version_ocid: z.string().describe('OCID of the key version').exactOptional(),
    }),
  call: ({ openai }, input) => openai.admin.organization.externalKeys.create(input),
  after: (_input, result) => ({ id: 'openai.external_keys.get', input: { external_key_id: result.id } }),
  undo: ({ result }) => ({ id: 'openai.external_keys.delete', input: { external_key_id: result.id } }),
});

export const deleteExternalKey = defineOperation({
  id: 'openai.external_keys.delete',
  summary: 'Delete a customer-managed KMS key registration',
  http: 'DELETE /organization/external_keys/{external_key_id}',
  risk: 'destructive',
  target: ({ external_key_id }) => `external key ${external_key_id}`,
  input: () => z.object({ external_key_id: plainId('the external key') }),
  call: ({ openai }, { external_key_id }) => openai.admin.organization.externalKeys.delete(external_key_id),
  before: ({ external_key_id }) => ({ id: 'openai.external_keys.get', input: { external_key_id } }),
  irreversible: 'What is deleted cannot be brought back; a new one has a new id.',
});

export const validateExternalKey = defineOperation({
  id: 'openai.external_keys.validate',
  summary: 'Test a KMS key registration',
  http: 'POST /organization/external_keys/{external_key_id}/validate',
  risk: 'read',
  input: () => z.object({ external_key_id: plainId('the external key') }),
  call: ({ openai }, { external_key_id }) => openai.admin.organization.externalKeys.validate(external_key_id),
});
