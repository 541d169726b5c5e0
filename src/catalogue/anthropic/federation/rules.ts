import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, id, pageSize } from '../../fields.ts';
import { restored } from '../../restore.ts';
import { archived, consoleRule } from '../refused.ts';
import { adminTokens } from './admin-tokens.ts';

/** Everyday words for what stands in this file. */
const everyday =
  'federation oidc rule workload github actions gitlab kubernetes pipeline trust without secret keyless storing which repo repository may log in ci';

export const listFederationRules = defineOperation({
  id: 'anthropic.federation.rules.list',
  summary: 'List federation rules',
  words: [everyday],
  asks: 'which pipelines may get a Claude token',
  http: 'GET /v1/organizations/federation_rules',
  risk: 'read',
  planes: ['console'],
  oauthOnly: true,
  pages: 'page',
  input: () =>
    z.object({
      include_archived: z.boolean().describe('Archived ones too; false when omitted').exactOptional(),
      issuer_id: id('fdis_', 'it').exactOptional(),
      limit: pageSize({ most: 1000, usual: 20 }),
      page: cursor('Cursor of the page, from next_page of the page before'),
    }),
  call: ({ anthropic }, input) => anthropic.organization.federation.rules.list(input),
});

export const getFederationRule = defineOperation({
  id: 'anthropic.federation.rules.get',
  summary: 'Read a federation rule',
  words: [everyday],
  http: 'GET /v1/organizations/federation_rules/{federation_rule_id}',
  risk: 'read',
  planes: ['console'],
  oauthOnly: true,
  moves: ['updated_at', 'updated_by_actor_id'],
  input: () => z.object({ federation_rule_id: id('fdrl_', 'the federation rule') }),
  call: ({ anthropic }, { federation_rule_id }) => anthropic.organization.federation.rules.retrieve(federation_rule_id),
});

export const createFederationRule = defineOperation({
  id: 'anthropic.federation.rules.create',
  summary: 'Create a federation rule',
  words: [everyday],
  asks: 'only the main branch of this repository may get a Claude token; map a pipeline to a service account; keyless deploys',
  http: 'POST /v1/organizations/federation_rules',
  risk: 'access',
  planes: ['console'],
  oauthOnly: true,
  target: (input) => `rule ${input.name}`,
  input: () =>
    z.object({
      issuer_id: id('fdis_', 'it'),
      match: z
        .object({
          audience: z.string().nullable().describe('Audience that tokens must carry').exactOptional(),
          claims: z.record(z.string(), z.string()).nullable().describe('Claims and their values').exactOptional(),
          condition: z.string().nullable().describe('Condition in CEL').exactOptional(),
          subject_prefix: z.string().nullable().describe('Text before the subject of the mail').exactOptional(),
        })
        .describe('What a token must have; at least one of prefix, claims or condition'),
      name: z.string().describe('Name that people see'),
      oauth_scope: z.string().describe('Scope of the tokens that are given out'),
      target: z
        .object({
          service_account_id: z.string().describe('Id of the service account'),
          type: z.literal('service_account'),
          service_account_name: z.string().nullable().describe('Name of the service account').exactOptional(),
        })
        .describe('Service account that tokens act as'),
      applies_to_all_workspaces: z.boolean().describe('Whether it holds in every workspace').exactOptional(),
      description: z.string().nullable().describe('What it is for, for people').exactOptional(),
      token_lifetime_seconds: z
        .int()
        .describe('Lifetime of tokens in seconds, 60 to 86400; 3600 when omitted')
        .exactOptional(),
      workspace_id: id('wrkspc_', 'the workspace').exactOptional(),
    }),
  call: ({ anthropic }, input) => anthropic.organization.federation.rules.create(input),
  after: (_input, result) => ({ id: 'anthropic.federation.rules.get', input: { federation_rule_id: result.id } }),
  irreversible: 'It can be archived later, not deleted.',
  grants: ({ input: { oauth_scope } }) => adminTokens(oauth_scope),
});

export const updateFederationRule = defineOperation({
  id: 'anthropic.federation.rules.update',
  summary: 'Change a federation rule',
  words: [everyday],
  asks: 'another repository should count too; tighten which pipeline gets tokens',
  http: 'POST /v1/organizations/federation_rules/{federation_rule_id}',
  risk: 'access',
  planes: ['console'],
  oauthOnly: true,
  target: ({ federation_rule_id }) => `rule ${federation_rule_id}`,
  input: () =>
    z.object({
      federation_rule_id: id('fdrl_', 'the federation rule'),
      applies_to_all_workspaces: z.boolean().nullable().describe('Whether it holds in every workspace').exactOptional(),
      description: z.string().nullable().describe('What it is for, for people').exactOptional(),
      match: z
        .object({
          audience: z.string().nullable().describe('Audience that tokens must carry').exactOptional(),
          claims: z.record(z.string(), z.string()).nullable().describe('Claims and their values').exactOptional(),
          condition: z.string().nullable().describe('Condition in CEL').exactOptional(),
          subject_prefix: z.string().nullable().describe('Text before the subject of the mail').exactOptional(),
        })
        .nullable()
        .describe('What a token must have; at least one of prefix, claims or condition')
        .exactOptional(),
      name: z.string().nullable().describe('Name that people see').exactOptional(),
      oauth_scope: z.string().nullable().describe('Scope of the tokens that are given out').exactOptional(),
      target: z
        .object({
          service_account_id: z.string().describe('Id of the service account'),
          type: z.literal('service_account'),
          service_account_name: z.string().nullable().describe('Name of the service account').exactOptional(),
        })
        .nullable()
        .describe('Service account that tokens act as')
        .exactOptional(),
      token_lifetime_seconds: z
        .int()
        .nullable()
        .describe('Lifetime of tokens in seconds, 60 to 86400; 3600 when omitted')
        .exactOptional(),
      workspace_id: id('wrkspc_', 'the workspace').exactOptional(),
    }),
  call: ({ anthropic }, { federation_rule_id, ...rest }) =>
    anthropic.organization.federation.rules.update(federation_rule_id, rest),
  before: ({ federation_rule_id }) => ({ id: 'anthropic.federation.rules.get', input: { federation_rule_id } }),
  undo: ({ input, before }) => ({
    id: 'anthropic.federation.rules.update',
    input: restored(before, input, ['federation_rule_id']),
  }),
  // Whoever a rule for such tokens is changed to fit gets them, too.
  grants: ({ input: { oauth_scope, match, target }, before }) =>
    adminTokens(oauth_scope) ?? (match || target ? adminTokens(before?.oauth_scope) : undefined),
  refusedWhen: ({ before }) => archived(before, 'rule') ?? consoleRule(before),
});

export const archiveFederationRule = defineOperation({
  id: 'anthropic.federation.rules.archive',
  summary: 'Archive a federation rule',
  words: [everyday],
  asks: 'a pipeline should no longer get tokens',
  http: 'POST /v1/organizations/federation_rules/{federation_rule_id}/archive',
  risk: 'destructive',
  planes: ['console'],
  oauthOnly: true,
  target: ({ federation_rule_id }) => `rule of federation rule ${federation_rule_id}`,
  input: () => z.object({ federation_rule_id: id('fdrl_', 'the federation rule') }),
  call: ({ anthropic }, { federation_rule_id }) => anthropic.organization.federation.rules.archive(federation_rule_id),
  before: ({ federation_rule_id }) => ({ id: 'anthropic.federation.rules.get', input: { federation_rule_id } }),
  irreversible: 'Archiving is final.',
  done: (state) => Boolean(state?.archived_at),
  refusedWhen: ({ before }) => consoleRule(before),
});
