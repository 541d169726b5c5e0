import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, pageSize, plainId } from '../fields.ts';
import { restored } from '../restore.ts';

/** Everyday words for what stands in this file. */
const everyday =
  'workload identity federation oidc provider github actions gitlab kubernetes aws azure google trust without secret keyless storing ci';

export const listWorkloadIdentityProviders = defineOperation({
  id: 'openai.workload_identity_providers.list',
  summary: 'List OIDC providers',
  words: [everyday],
  asks: 'which clouds may log in to OpenAI without a key',
  http: 'GET /organization/workload_identity_providers',
  risk: 'read',
  pages: 'after',
  input: () =>
    z.object({
      order: z.enum(['asc', 'desc']).describe('Order of the list').exactOptional(),
      after: cursor('Id of the last item of the page before'),
      limit: pageSize({ most: 100, usual: 20 }),
    }),
  call: ({ openai }, input) => openai.admin.organization.workloadIdentityProviders.list(input),
});

export const getWorkloadIdentityProvider = defineOperation({
  id: 'openai.workload_identity_providers.get',
  summary: 'Read one OIDC provider',
  words: [everyday],
  http: 'GET /organization/workload_identity_providers/{workload_identity_provider_id}',
  risk: 'read',
  input: () => z.object({ workload_identity_provider_id: plainId('the identity provider') }),
  call: ({ openai }, { workload_identity_provider_id }) =>
    openai.admin.organization.workloadIdentityProviders.retrieve(workload_identity_provider_id),
});

export const createWorkloadIdentityProvider = defineOperation({
  id: 'openai.workload_identity_providers.create',
  summary: 'Create an OIDC provider',
  words: [everyday],
  asks: 'let our Kubernetes cluster call OpenAI without a stored key; trust an outside identity provider; keyless access from AWS',
  http: 'POST /organization/workload_identity_providers',
  risk: 'access',
  target: (input) => `workload identity provider ${input.name}`,
  input: () =>
    z.object({
      audience: z.string().describe('Audience that tokens must carry'),
      issuer: z.string().describe('Issuer of the tokens, an https address'),
      name: z.string().describe('Name that people see'),
      type: z.literal('oidc').describe('Kind'),
      attribute_transformations: z
        .array(
          z.object({
            attribute: z.string().describe('Name of the attribute'),
            expression: z.string().describe('Expression that computes it'),
          }),
        )
        .describe('Attributes computed from a token')
        .exactOptional(),
      description: z.string().describe('What it is for, for people').exactOptional(),
      enabled: z.boolean().describe('Whether it is in force').exactOptional(),
      verification: z
        .discriminatedUnion('type', [
          z.object({
            discovery_url: z
              .string()
              .nullable()
              .describe('Address of the discovery document; the issuer’s own when null'),
            type: z.literal('discovery'),
          }),
          z.object({
            jwks: z.record(z.string(), z.unknown()).describe('Key set of the issuer'),
            type: z.literal('uploaded_jwks'),
          }),
        ])
        .describe('Where the issuer’s keys come from')
        .exactOptional(),
    }),
  call: ({ openai }, input) => openai.admin.organization.workloadIdentityProviders.create(input),
  after: (_input, result) => ({
    id: 'openai.workload_identity_providers.get',
    input: { workload_identity_provider_id: result.id },
  }),
  undo: ({ result }) => ({
    id: 'openai.workload_identity_providers.delete',
    input: { workload_identity_provider_id: result.id },
  }),
});

export const updateWorkloadIdentityProvider = defineOperation({
  id: 'openai.workload_identity_providers.update',
  summary: 'Change an OIDC provider',
  words: [everyday],
  asks: 'change a trusted identity provider',
  http: 'POST /organization/workload_identity_providers/{workload_identity_provider_id}',
  risk: 'access',
  target: ({ workload_identity_provider_id }) => `workload identity provider ${workload_identity_provider_id}`,
  input: () =>
    z.object({
      workload_identity_provider_id: plainId('the identity provider'),
      attribute_transformations: z
        .array(
          z.object({
            attribute: z.string().describe('Name of the attribute'),
            expression: z.string().describe('Expression that computes it'),
          }),
        )
        .describe('Attributes computed from a token')
        .exactOptional(),
      audience: z.string().describe('Audience that tokens must carry').exactOptional(),
      description: z.string().nullable().describe('What it is for, for people').exactOptional(),
      enabled: z.boolean().describe('Whether it is in force').exactOptional(),
      issuer: z.string().describe('Issuer of the tokens, an https address').exactOptional(),
      name: z.string().describe('Name that people see').exactOptional(),
      verification: z
        .discriminatedUnion('type', [
          z.object({
            discovery_url: z
              .string()
              .nullable()
              .describe('Address of the discovery document; the issuer’s own when null'),
            type: z.literal('discovery'),
          }),
          z.object({
            jwks: z.record(z.string(), z.unknown()).describe('Key set of the issuer'),
            type: z.literal('uploaded_jwks'),
          }),
        ])
        .describe('Where the issuer’s keys come from')
        .exactOptional(),
    }),
  call: ({ openai }, { workload_identity_provider_id, ...rest }) =>
    openai.admin.organization.workloadIdentityProviders.update(workload_identity_provider_id, rest),
  before: ({ workload_identity_provider_id }) => ({
    id: 'openai.workload_identity_providers.get',
    input: { workload_identity_provider_id },
  }),
  undo: ({ input, before }) => ({
    id: 'openai.workload_identity_providers.update',
    input: restored(before, input, ['workload_identity_provider_id']),
  }),
});

export const deleteWorkloadIdentityProvider = defineOperation({
  id: 'openai.workload_identity_providers.delete',
  summary: 'Delete an OIDC provider without rules',
  words: [everyday],
  asks: 'no longer trust an outside identity provider',
  http: 'DELETE /organization/workload_identity_providers/{workload_identity_provider_id}',
  risk: 'destructive',
  target: ({ workload_identity_provider_id }) => `workload identity provider ${workload_identity_provider_id}`,
  input: () => z.object({ workload_identity_provider_id: plainId('the identity provider') }),
  call: ({ openai }, { workload_identity_provider_id }) =>
    openai.admin.organization.workloadIdentityProviders.delete(workload_identity_provider_id),
  before: ({ workload_identity_provider_id }) => ({
    id: 'openai.workload_identity_providers.get',
    input: { workload_identity_provider_id },
  }),
  irreversible: 'Its programs cannot sign in until they are given the id of a new provider.',
  within: ({ input: { workload_identity_provider_id } }) => ({
    id: 'openai.workload_identity_providers.federation_rules.list',
    input: { workload_identity_provider_id },
  }),
  refusedWhen: ({ within }) =>
    within?.data.length > 0
      ? { reason: 'The provider still has federation rules; they are deleted first.' }
      : undefined,
});
