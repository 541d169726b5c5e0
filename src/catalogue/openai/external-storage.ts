import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, id, pageSize } from '../fields.ts';

/** Everyday words for what stands in this file. */
const everyday = 'storage bucket s3 blob own data residency store keep files elsewhere external works test';

export const listExternalStorage = defineOperation({
  id: 'openai.external_storage.list',
  summary: 'List customer-managed storage registrations',
  words: [everyday],
  asks: 'which buckets does OpenAI write to; where do our files stand',
  http: 'GET /organization/external_storage',
  risk: 'read',
  pages: 'after',
  input: () =>
    z.object({
      after: cursor('Id of the last item of the page before'),
      order: z.enum(['asc', 'desc']).describe('Order of the list').exactOptional(),
      project_id: id('proj_', 'the project').exactOptional(),
      limit: pageSize({ most: 100, usual: 20 }),
    }),
  call: ({ openai }, input) => openai.admin.organization.externalStorage.list(input),
});

export const getExternalStorage = defineOperation({
  id: 'openai.external_storage.get',
  summary: 'Read one customer-managed storage registration',
  words: [everyday],
  http: 'GET /organization/external_storage/{external_storage_id}',
  risk: 'read',
  moves: ['status'],
  input: () => z.object({ external_storage_id: id('extstorage_', 'the storage registration') }),
  call: ({ openai }, { external_storage_id }) =>
    openai.admin.organization.externalStorage.retrieve(external_storage_id),
});

export const createExternalStorage = defineOperation({
  id: 'openai.external_storage.create',
  summary: 'Create a customer-managed storage registration',
  words: [everyday],
  asks: 'keep files of a project in our own bucket; use our S3 for OpenAI data',
  http: 'POST /organization/external_storage',
  risk: 'access',
  target: ({ provider, project_id }) => `${provider.type} storage of project ${project_id}`,
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
      provider: z
        .discriminatedUnion('type', [
          z.object({
            bucket: z.string().describe('Name of the bucket'),
            role_arn: z.string().describe('ARN of the AWS role that may use it'),
            type: z.literal('aws'),
          }),
          z.object({
            account_name: z.string().describe('Name of the storage account'),
            container: z.string().describe('Name of the container'),
            resource_group: z.string().describe('Azure resource group'),
            subscription_id: z.string().describe('Azure subscription'),
            tenant_id: z.string().describe('Id of the Azure tenant'),
            type: z.literal('azure'),
          }),
          z.object({
            bucket: z.string().describe('Name of the bucket'),
            type: z.literal('gcp'),
            workload_identity_pool_id: z.string().describe('Id of the workload identity pool'),
            workload_identity_project_number: z.string().describe('Number of the Google Cloud project, 1 to 19 digits'),
            workload_identity_provider_id: z.string().describe('Id of the workload identity provider'),
          }),
          z.object({
            bucket: z.string().describe('Name of the bucket'),
            region: z.string().describe('Region of the cloud provider'),
            tenancy_ocid: z.string().describe('OCID of the tenancy'),
            type: z.literal('oci'),
          }),
        ])
        .describe('Cloud provider'),
    }),
  call: ({ openai }, input) => openai.admin.organization.externalStorage.create(input),
  after: (_input, result) => ({ id: 'openai.external_storage.get', input: { external_storage_id: result.id } }),
  undo: ({ result }) => ({ id: 'openai.external_storage.delete', input: { external_storage_id: result.id } }),
});

export const deleteExternalStorage = defineOperation({
  id: 'openai.external_storage.delete',
  summary: 'Disconnect a storage registration',
  words: [everyday],
  asks: 'stop keeping files in our bucket; disconnect the S3 bucket',
  http: 'DELETE /organization/external_storage/{external_storage_id}',
  risk: 'destructive',
  target: ({ external_storage_id }) => `external storage ${external_storage_id}`,
  input: () => z.object({ external_storage_id: id('extstorage_', 'the storage registration') }),
  call: ({ openai }, { external_storage_id }) => openai.admin.organization.externalStorage.delete(external_storage_id),
  before: ({ external_storage_id }) => ({ id: 'openai.external_storage.get', input: { external_storage_id } }),
  irreversible:
    'The storage can be registered again under a new id; without any, a project returns to the default retention.',
});

export const validateExternalStorage = defineOperation({
  id: 'openai.external_storage.validate',
  summary: 'Test a storage registration',
  words: [everyday],
  asks: 'can OpenAI write to our bucket',
  http: 'POST /organization/external_storage/{external_storage_id}/validate',
  risk: 'read',
  input: () => z.object({ external_storage_id: id('extstorage_', 'the storage registration') }),
  call: ({ openai }, { external_storage_id }) =>
    openai.admin.organization.externalStorage.validate(external_storage_id),
});
