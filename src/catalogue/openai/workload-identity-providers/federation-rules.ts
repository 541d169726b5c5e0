import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, id, pageSize, plainId } from '../../fields.ts';
import { restored } from '../../restore.ts';

/** Everyday words for what stands in this file. */
const everyday =
  'workload identity federation oidc rule mapping which repo repository service account github actions pipeline trust';

export const listWorkloadIdentityProviderFederationRules = defineOperation({
  id: 'openai.workload_identity_providers.federation_rules.list',
  summary: 'List federation rules',
  words: [everyday],
  asks: 'which outside workloads act as which bot',
  http: 'GET /organization/workload_identity_providers/{workload_identity_provider_id}/federation_rules',
  risk: 'read',
  pages: 'after',
  input: () =>
    z.object({
      workload_identity_provider_id: plainId('the identity provider'),
      order: z.enum(['asc', 'desc']).describe('Order of the list').exactOptional(),
      service_account_id: plainId('the service account').exactOptional(),
      after: cursor('Id of the last item of the page before'),
      limit: pageSize({ most: 100, usual: 20 }),
    }),
  call: ({ openai }, { workload_identity_provider_id, ...rest }) =>
    openai.admin.organization.workloadIdentityProviders.federationRules.list(workload_identity_provider_id, rest),
});

export const getWorkloadIdentityProviderFederationRule = defineOperation({
  id: 'openai.workload_identity_providers.federation_rules.get',
  summary: 'Read one federation rule',
  words: [everyday],
  http: 'GET /organization/workload_identity_providers/{workload_identity_provider_id}/federation_rules/{workload_identity_federation_rule_id}',
  risk: 'read',
  moves: ['updated_at'],
  input: () =>
    z.object({
      workload_identity_provider_id: plainId('the identity provider'),
      workload_identity_federation_rule_id: plainId('the federation rule'),
    }),
  call: ({ openai }, { workload_identity_federation_rule_id, ...rest }) =>
    openai.admin.organization.workloadIdentityProviders.federationRules.retrieve(
      workload_identity_federation_rule_id,
      rest,
    ),
});

export const createWorkloadIdentityProviderFederationRule = defineOperation({
  id: 'openai.workload_identity_providers.federation_rules.create',
  summary: 'Bind token attributes to a service account',
  words: [everyday],
  asks: 'map a cluster workload to a service account; which repository may act as which bot',
  http: 'POST /organization/workload_identity_providers/{workload_identity_provider_id}/federation_rules',
  risk: 'access',
  target: ({ service_account_id, workload_identity_provider_id }) =>
    `federation rule for service account ${service_account_id} of workload identity provider ${workload_identity_provider_id}`,
  input: () =>
    z.object({
      workload_identity_provider_id: plainId('the identity provider'),
      attribute_matchers: z
        .record(z.string(), z.union([z.boolean(), z.string(), z.number()]))
        .describe('Attributes and the values that a token must have'),
      project_id: id('proj_', 'the project'),
      service_account_id: plainId('the service account'),
      description: z.string().describe('What it is for, for people').exactOptional(),
      enabled: z.boolean().describe('Whether it is in force').exactOptional(),
      name: z.string().describe('Name that people see').exactOptional(),
      permissions: z
        .discriminatedUnion('type', [
          z.object({ type: z.literal('service_account_default') }),
          z.object({
            scopes: z.array(z.string()).min(1).describe('Scopes it is limited to, at least one'),
            type: z.literal('restricted'),
          }),
        ])
        .describe('What a token may do: all that the service account may, or only the scopes named')
        .exactOptional(),
    }),
  call: ({ openai }, { workload_identity_provider_id, ...rest }) =>
    openai.admin.organization.workloadIdentityProviders.federationRules.create(workload_identity_provider_id, rest),
  after: (input, result) => ({
    id: 'openai.workload_identity_providers.federation_rules.get',
    input: {
      workload_identity_provider_id: input.workload_identity_provider_id,
      workload_identity_federation_rule_id: result.id,
    },
  }),
  undo: ({ input, result }) => ({
    id: 'openai.workload_identity_providers.federation_rules.delete',
    input: {
      workload_identity_provider_id: input.workload_identity_provider_id,
      workload_identity_federation_rule_id: result.id,
    },
  }),
});

export const updateWorkloadIdentityProviderFederationRule = defineOperation({
  id: 'openai.workload_identity_providers.federation_rules.update',
  summary: 'Change a federation rule',
  words: [everyday],
  asks: 'change which workload acts as a bot',
  http: 'POST /organization/workload_identity_providers/{workload_identity_provider_id}/federation_rules/{workload_identity_federation_rule_id}',
  risk: 'access',
  target: ({ workload_identity_provider_id, workload_identity_federation_rule_id }) =>
    `federation rule ${workload_identity_federation_rule_id} of workload identity provider ${workload_identity_provider_id}`,
  input: () =>
    z.object({
      workload_identity_provider_id: plainId('the identity provider'),
      workload_identity_federation_rule_id: plainId('the federation rule'),
      attribute_matchers: z
        .record(z.string(), z.union([z.boolean(), z.string(), z.number()]))
        .describe('Attributes and the values that a token must have')
        .exactOptional(),
      description: z.string().nullable().describe('What it is for, for people').exactOptional(),
      enabled: z.boolean().describe('Whether it is in force').exactOptional(),
      name: z.string().nullable().describe('Name that people see').exactOptional(),
      permissions: z
        .discriminatedUnion('type', [
          z.object({ type: z.literal('service_account_default') }),
          z.object({
            scopes: z.array(z.string()).min(1).describe('Scopes it is limited to, at least one'),
            type: z.literal('restricted'),
          }),
        ])
        .describe('What a token may do: all that the service account may, or only the scopes named')
        .exactOptional(),
    }),
  call: ({ openai }, { workload_identity_federation_rule_id, ...rest }) =>
    openai.admin.organization.workloadIdentityProviders.federationRules.update(
      workload_identity_federation_rule_id,
      rest,
    ),
  before: ({ workload_identity_provider_id, workload_identity_federation_rule_id }) => ({
    id: 'openai.workload_identity_providers.federation_rules.get',
    input: { workload_identity_provider_id, workload_identity_federation_rule_id },
  }),
  undo: ({ input, before }) => ({
    id: 'openai.workload_identity_providers.federation_rules.update',
    input: restored(before, input, ['workload_identity_provider_id', 'workload_identity_federation_rule_id']),
  }),
});

export const deleteWorkloadIdentityProviderFederationRule = defineOperation({
  id: 'openai.workload_identity_providers.federation_rules.delete',
  summary: 'Delete a federation rule',
  words: [everyday],
  asks: 'a workload should no longer act as a bot',
  http: 'DELETE /organization/workload_identity_providers/{workload_identity_provider_id}/federation_rules/{workload_identity_federation_rule_id}',
  risk: 'destructive',
  target: ({ workload_identity_provider_id, workload_identity_federation_rule_id }) =>
    `federation rule ${workload_identity_federation_rule_id} of workload identity provider ${workload_identity_provider_id}`,
  input: () =>
    z.object({
      workload_identity_provider_id: plainId('the identity provider'),
      workload_identity_federation_rule_id: plainId('the federation rule'),
    }),
  call: ({ openai }, { workload_identity_federation_rule_id, ...rest }) =>
    openai.admin.organization.workloadIdentityProviders.federationRules.delete(
      workload_identity_federation_rule_id,
      rest,
    ),
  before: ({ workload_identity_provider_id, workload_identity_federation_rule_id }) => ({
    id: 'openai.workload_identity_providers.federation_rules.get',
    input: { workload_identity_provider_id, workload_identity_federation_rule_id },
  }),
  irreversible: 'Programs that matched the rule cannot sign in; a new rule has a new id.',
});
