import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, id, pageSize } from '../fields.ts';
import { restored } from '../restore.ts';
import { archived } from './refused.ts';

/** Everyday words for what stands in this file. */
const everyday =
  'service account robot bot machine program automation pipeline script job nightly batch login non-human identity';

export const listServiceAccounts = defineOperation({
  id: 'anthropic.service_accounts.list',
  summary: 'List service accounts',
  words: [everyday],
  asks: 'robot users hanging around; do we have any bots; which bots have an identity at Anthropic; non-human accounts',
  http: 'GET /v1/organizations/service_accounts',
  risk: 'read',
  planes: ['console'],
  oauthOnly: true,
  pages: 'page',
  input: () =>
    z.object({
      include_archived: z.boolean().describe('Archived ones too; false when omitted').exactOptional(),
      limit: pageSize({ most: 1000, usual: 20 }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, input) => anthropic.organization.serviceAccounts.list(input),
});

export const getServiceAccount = defineOperation({
  id: 'anthropic.service_accounts.get',
  summary: 'Read a service account',
  words: [everyday],
  http: 'GET /v1/organizations/service_accounts/{service_account_id}',
  risk: 'read',
  planes: ['console'],
  oauthOnly: true,
  moves: ['updated_at', 'updated_by_actor_id'],
  input: () => z.object({ service_account_id: id('svac_', 'the service account') }),
  call: ({ anthropic }, { service_account_id }) => anthropic.organization.serviceAccounts.retrieve(service_account_id),
});

export const createServiceAccount = defineOperation({
  id: 'anthropic.service_accounts.create',
  summary: 'Create a service account',
  words: [everyday],
  asks: 'a job should not run under a person’s name; own machine identity for a job; an identity for a program; account for our nightly job; robot user for deployments',
  http: 'POST /v1/organizations/service_accounts',
  risk: 'access',
  planes: ['console'],
  oauthOnly: true,
  target: (input) => `service account ${input.name}`,
  input: () =>
    z.object({
      name: z.string().describe('Name that people see'),
      description: z.string().nullable().describe('What it is for, for people').exactOptional(),
      organization_role: z
        .enum(['developer', 'admin'])
        .describe('Role in the organization; developer when omitted')
        .exactOptional(),
    }),
  call: ({ anthropic }, input) => anthropic.organization.serviceAccounts.create(input),
  after: (_input, result) => ({ id: 'anthropic.service_accounts.get', input: { service_account_id: result.id } }),
  irreversible: 'It can be archived later, not deleted.',
  grants: ({ input: { organization_role } }) => (organization_role === 'admin' ? 'the role of admin' : undefined),
});

export const updateServiceAccount = defineOperation({
  id: 'anthropic.service_accounts.update',
  summary: 'Change a service account',
  words: [everyday],
  asks: 'make a bot admin; describe what a machine account is for',
  http: 'POST /v1/organizations/service_accounts/{service_account_id}',
  risk: 'access',
  planes: ['console'],
  oauthOnly: true,
  target: ({ service_account_id }) => `service account ${service_account_id}`,
  input: () =>
    z.object({
      service_account_id: id('svac_', 'the service account'),
      description: z.string().nullable().describe('What it is for, for people').exactOptional(),
      organization_role: z
        .enum(['developer', 'admin'])
        .nullable()
        .describe('Role in the organization; developer when omitted')
        .exactOptional(),
    }),
  call: ({ anthropic }, { service_account_id, ...rest }) =>
    anthropic.organization.serviceAccounts.update(service_account_id, rest),
  before: ({ service_account_id }) => ({ id: 'anthropic.service_accounts.get', input: { service_account_id } }),
  undo: ({ input, before }) => ({
    id: 'anthropic.service_accounts.update',
    input: restored(before, input, ['service_account_id']),
  }),
  grants: ({ input: { organization_role } }) => (organization_role === 'admin' ? 'the role of admin' : undefined),
  refusedWhen: ({ before }) => archived(before, 'service account'),
});

export const archiveServiceAccount = defineOperation({
  id: 'anthropic.service_accounts.archive',
  summary: 'Archive a service account',
  words: [everyday, 'archive retire end switch off remove get rid'],
  asks: 'retire a bot; the job is gone, end its account',
  http: 'POST /v1/organizations/service_accounts/{service_account_id}/archive',
  risk: 'destructive',
  planes: ['console'],
  oauthOnly: true,
  target: ({ service_account_id }) => `service account of service account ${service_account_id}`,
  input: () => z.object({ service_account_id: id('svac_', 'the service account') }),
  call: ({ anthropic }, { service_account_id }) => anthropic.organization.serviceAccounts.archive(service_account_id),
  before: ({ service_account_id }) => ({ id: 'anthropic.service_accounts.get', input: { service_account_id } }),
  irreversible: 'Archiving is final.',
  done: (state) => Boolean(state?.archived_at),
});
