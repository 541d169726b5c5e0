import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, pageSize, plainId } from '../fields.ts';

/** Everyday words for what stands in this file. */
const everyday = 'customer managed encryption key kms byok ekm own aws google azure vault bring encrypt works test';

export const listExternalKeys = defineOperation({
  id: 'openai.external_keys.list',
  summary: 'List customer-managed KMS key registrations',
  words: [everyday],
  asks: 'do we hold our own encryption keys at OpenAI',
  http: 'GET /organization/external_keys',
  risk: 'read',
  pages: 'after',
  input: () =>
    z.object({
      after: cursor('Id of the last item of the page before'),
      order: z.enum(['asc', 'desc']).describe('Order of the list').exactOptional(),
      purpose: z.enum(['ekm', 'psp_decryption']).describe('What the key protects; ekm when omitted').exactOptional(),
      limit: pageSize({ least: 0, most: 100, usual: 20 }),
    }),
  call: ({ openai }, input) => openai.admin.organization.externalKeys.list(input),
});

export const getExternalKey = defineOperation({
  id: 'openai.external_keys.get',
  summary: 'Read one customer-managed KMS key registration',
  words: [everyday],
  http: 'GET /organization/external_keys/{external_key_id}',
  risk: 'read',
  input: () => z.object({ external_key_id: plainId('the external key') }),
  call: ({ openai }, { external_key_id }) => openai.admin.organization.externalKeys.retrieve(external_key_id),
});

export const createExternalKey = defineOperation({
  id: 'openai.external_keys.create',
  summary: 'Create a customer-managed KMS key registration',
  words: [everyday],
  asks: 'encrypt OpenAI data with our own KMS key; bring a key from our cloud',
  http: 'POST /organization/external_keys',
  risk: 'access',
  target: ({ type, name }) => `${type} key ${name}`,
  input: () =>
    z
      .object({
        type: z
          .enum(['aws', 'gcp', 'azure', 'oci'])
          .describe('Cloud that holds the key; it decides which fields are needed'),
        ...common(),
        ...aws().partial().shape,
        ...gcp().partial().shape,
        ...azure().partial().shape,
        ...oci().partial().shape,
      })
      .superRefine((input, context) => {
        for (const issue of keyOfOneCloud().safeParse(input).error?.issues ?? []) {
          context.issues.push({ ...issue, input: undefined });
        }
      })
      .meta({ oneOf: z.toJSONSchema(keyOfOneCloud(), { io: 'input' }).oneOf }),
  call: ({ openai }, input) => openai.admin.organization.externalKeys.create(keyOfOneCloud().parse(input)),
  after: (_input, result) => ({ id: 'openai.external_keys.get', input: { external_key_id: result.id } }),
  undo: ({ result }) => ({ id: 'openai.external_keys.delete', input: { external_key_id: result.id } }),
});

export const deleteExternalKey = defineOperation({
  id: 'openai.external_keys.delete',
  summary: 'Delete a customer-managed KMS key registration',
  words: [everyday],
  asks: 'stop using our own encryption key at OpenAI',
  http: 'DELETE /organization/external_keys/{external_key_id}',
  risk: 'destructive',
  target: ({ external_key_id }) => `external key ${external_key_id}`,
  input: () => z.object({ external_key_id: plainId('the external key') }),
  call: ({ openai }, { external_key_id }) => openai.admin.organization.externalKeys.delete(external_key_id),
  before: ({ external_key_id }) => ({ id: 'openai.external_keys.get', input: { external_key_id } }),
  irreversible: 'The key can be registered again, but under a new id.',
  refusedWhen: ({ before }) =>
    before?.api_project_ids?.length > 0 ? { reason: 'A project still uses the key.' } : undefined,
});

export const validateExternalKey = defineOperation({
  id: 'openai.external_keys.validate',
  summary: 'Test a KMS key registration',
  words: [everyday],
  asks: 'can OpenAI reach our KMS key',
  http: 'POST /organization/external_keys/{external_key_id}/validate',
  risk: 'read',
  input: () => z.object({ external_key_id: plainId('the external key') }),
  call: ({ openai }, { external_key_id }) => openai.admin.organization.externalKeys.validate(external_key_id),
});

/** The input lists the fields of every cloud; this is what one of them takes. */
function keyOfOneCloud() {
  return z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('aws'), ...common(), ...aws().shape }),
    z.strictObject({ type: z.literal('gcp'), ...common(), ...gcp().shape }),
    z.strictObject({ type: z.literal('azure'), ...common(), ...azure().shape }),
    z.strictObject({ type: z.literal('oci'), ...common(), ...oci().shape }),
  ]);
}

function common() {
  return {
    name: z.string().describe('Name that people see'),
    purpose: z.enum(['ekm', 'psp_decryption']).describe('What the key protects; ekm when omitted').exactOptional(),
  };
}

function aws() {
  return z.object({
    external_id: z.string().describe('aws: organization or project id that the cloud role trusts'),
    kms_arn: z.string().describe('aws: ARN of the KMS key'),
    role_arn: z.string().describe('aws: ARN of the role that may use the key, arn:aws:iam::<12 digits>:role/…'),
  });
}

function gcp() {
  return z.object({
    audience: z.string().describe('gcp: audience that tokens must carry'),
    kms_project_id: z.string().describe('gcp: project of the key'),
    kms_key_location: z.string().describe('gcp: location of the key ring, such as europe-west4'),
    kms_key_ring_name: z.string().describe('gcp: name of the key ring'),
    kms_key_name: z.string().describe('gcp: name of the key'),
    kms_key_version: z.string().describe('gcp: version of the key; the primary one when omitted').exactOptional(),
    workload_identity_project_number: z.string().describe('gcp: number of the project, 1 to 19 digits'),
    workload_identity_pool_id: z.string().describe('gcp: id of the workload identity pool'),
    workload_identity_provider_id: z.string().describe('gcp: id of the workload identity provider in the pool'),
  });
}

function azure() {
  return z.object({
    tenant_id: z.string().describe('azure: id of the tenant'),
    vault_uri: z.string().describe('azure: address of the key vault'),
    key_name: z.string().describe('azure: name of the key in the vault'),
    key_version: z.string().describe('azure: version of the key; the current one when omitted').exactOptional(),
  });
}

function oci() {
  return z.object({
    region: z.string().describe('oci: region of the vault'),
    vault_ocid: z.string().describe('oci: OCID of the vault'),
    key_ocid: z.string().describe('oci: OCID of the key'),
    key_version_ocid: z.string().describe('oci: OCID of the key version').exactOptional(),
  });
}
