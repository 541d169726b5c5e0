import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, id, pageSize } from '../fields.ts';
import { restored } from '../restore.ts';

/** Everyday words for what stands in this file. */
const everyday =
  'external storage bucket own cloud account s3 gcs aws google keep retained inference data transcripts ourselves';
const beta = 'efs-2026-10-01';

const storageId = () => id(['estrg_', 'arn:'], 'the external storage');

export const listExternalStorage = defineOperation({
  id: 'anthropic.external_storage.list',
  summary: 'List the buckets of the organization that Anthropic may keep inference data in, newest first',
  words: [everyday],
  asks: 'which of our buckets does Claude data go to; do we keep retained data in our own cloud',
  http: 'GET /v1/organizations/external_storage',
  risk: 'read',
  planes: ['console'],
  beta,
  pages: 'page',
  input: () =>
    z.object({
      user_profile_ids: z
        .array(z.string())
        .max(10)
        .nullable()
        .describe('Only those bound to these user profiles; an empty text means bound to none')
        .exactOptional(),
      limit: pageSize({ most: 1000, usual: 20 }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.externalStorage.list(input),
});

export const getExternalStorage = defineOperation({
  id: 'anthropic.external_storage.get',
  summary: 'Read one external storage and whether its bucket passed its latest check',
  words: [everyday],
  asks: 'is our bucket healthy; is the storage in use',
  http: 'GET /v1/organizations/external_storage/{external_storage_id}',
  risk: 'read',
  planes: ['console'],
  beta,
  moves: ['status.healthy', 'status.last_checked_at', 'updated_at'],
  input: () => z.object({ external_storage_id: storageId() }),
  call: ({ anthropic }, { external_storage_id }) =>
    anthropic.beta.organization.externalStorage.retrieve(external_storage_id),
});

const bucketName = () =>
  z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/, {
      error: 'expected 3 to 63 lower-case letters, digits and hyphens, a letter or digit at both ends',
    })
    .describe('Name of the bucket without s3:// or gs://: 3 to 63 lower-case letters, digits and hyphens');

export const createExternalStorage = defineOperation({
  id: 'anthropic.external_storage.create',
  summary: 'Register a bucket of the own cloud account; it is checked when it is activated',
  words: [everyday],
  asks: 'keep Claude data in our own bucket; register an S3 bucket at Anthropic',
  http: 'POST /v1/organizations/external_storage',
  risk: 'access',
  planes: ['console'],
  beta,
  target: ({ provider_config }) => `${provider_config.type} bucket ${provider_config.bucket_name}`,
  input: () =>
    z.object({
      provider_config: z
        .union([
          z.object({
            type: z.literal('aws'),
            account_id: z.string().describe('The 12 digits of the AWS account that owns the bucket'),
            bucket_name: bucketName(),
            region: z.string().describe('AWS region of the bucket, such as us-east-2'),
          }),
          z.object({
            type: z.literal('gcp'),
            bucket_name: bucketName(),
            project_number: z.string().describe('Number, not id, of the Google Cloud project that holds the bucket'),
            region: z.string().describe('Google Cloud region of the bucket, a single one such as us-east5'),
          }),
        ])
        .describe('Where the bucket is'),
      display_name: z.string().nullable().describe('Name that people see').exactOptional(),
      user_profile_id: z
        .string()
        .nullable()
        .describe('User profile to bind it to; cannot be changed later')
        .exactOptional(),
    }),
  call: ({ anthropic }, input) => anthropic.beta.organization.externalStorage.create(input),
  after: (_input, result) => ({ id: 'anthropic.external_storage.get', input: { external_storage_id: result.id } }),
  undo: ({ result }) => ({ id: 'anthropic.external_storage.delete', input: { external_storage_id: result.id } }),
});

export const updateExternalStorage = defineOperation({
  id: 'anthropic.external_storage.update',
  summary: 'Rename external storage, or clear its name',
  words: [everyday],
  asks: 'call the bucket something else',
  http: 'POST /v1/organizations/external_storage/{external_storage_id}',
  risk: 'write',
  planes: ['console'],
  beta,
  target: ({ external_storage_id }) => `external storage ${external_storage_id}`,
  input: () =>
    z.object({
      external_storage_id: storageId(),
      display_name: z.string().nullable().describe('Name that people see; null clears it'),
    }),
  call: ({ anthropic }, { external_storage_id, ...rest }) =>
    anthropic.beta.organization.externalStorage.update(external_storage_id, rest),
  before: ({ external_storage_id }) => ({ id: 'anthropic.external_storage.get', input: { external_storage_id } }),
  undo: ({ input, before }) => ({
    id: 'anthropic.external_storage.update',
    input: restored(before, input, ['external_storage_id']),
  }),
});

export const deleteExternalStorage = defineOperation({
  id: 'anthropic.external_storage.delete',
  summary: 'Delete external storage that no workspace uses; the bucket itself is not touched',
  words: [everyday],
  asks: 'we no longer keep Claude data in that bucket',
  http: 'DELETE /v1/organizations/external_storage/{external_storage_id}',
  risk: 'destructive',
  planes: ['console'],
  beta,
  target: ({ external_storage_id }) => `external storage ${external_storage_id}`,
  input: () => z.object({ external_storage_id: storageId() }),
  call: ({ anthropic }, { external_storage_id }) =>
    anthropic.beta.organization.externalStorage.delete(external_storage_id),
  before: ({ external_storage_id }) => ({ id: 'anthropic.external_storage.get', input: { external_storage_id } }),
  irreversible: 'It can be registered and checked again, as new storage; a removal that has begun cannot be stopped.',
  refusedWhen: ({ before }) =>
    before?.status.type === 'active'
      ? { reason: 'A workspace keeps data in it. The workspace is given other storage first.' }
      : undefined,
});

export const activateExternalStorage = defineOperation({
  id: 'anthropic.external_storage.activate',
  summary: 'Check external storage that is pending, and make it available',
  words: [everyday],
  asks: 'verify our bucket; make the storage ready to use',
  http: 'POST /v1/organizations/external_storage/{external_storage_id}/activate',
  risk: 'access',
  planes: ['console'],
  beta,
  target: ({ external_storage_id }) => `external storage ${external_storage_id}`,
  input: () => z.object({ external_storage_id: storageId() }),
  call: ({ anthropic }, { external_storage_id }) =>
    anthropic.beta.organization.externalStorage.activate(external_storage_id),
  before: ({ external_storage_id }) => ({ id: 'anthropic.external_storage.get', input: { external_storage_id } }),
  done: (state) => state?.status.type !== 'pending_configuration',
  irreversible: 'Storage that was made available does not become pending again; unused, it can be deleted.',
});
