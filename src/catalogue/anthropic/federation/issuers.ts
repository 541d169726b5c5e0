import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, id, pageSize } from '../../fields.ts';
import { restored } from '../../restore.ts';
import { archived } from '../refused.ts';
import { adminTokens } from './admin-tokens.ts';

/** Everyday words for what stands in this file. */
const everyday =
  'federation oidc issuer identity provider github actions gitlab kubernetes aws azure google workload trust without secret keyless storing token ci';

export const listFederationIssuers = defineOperation({
  id: 'anthropic.federation.issuers.list',
  summary: 'List trusted OIDC issuers',
  words: [everyday],
  asks: 'which identity providers do we trust for keyless access',
  http: 'GET /v1/organizations/federation_issuers',
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
  call: ({ anthropic }, input) => anthropic.organization.federation.issuers.list(input),
});

export const getFederationIssuer = defineOperation({
  id: 'anthropic.federation.issuers.get',
  summary: 'Read a trusted OIDC issuer',
  words: [everyday],
  http: 'GET /v1/organizations/federation_issuers/{federation_issuer_id}',
  risk: 'read',
  planes: ['console'],
  oauthOnly: true,
  moves: ['poll_status.consecutive_failures', 'poll_status.last_fetched_at', 'poll_status.next_poll_at'],
  input: () => z.object({ federation_issuer_id: id('fdis_', 'the issuer') }),
  call: ({ anthropic }, { federation_issuer_id }) =>
    anthropic.organization.federation.issuers.retrieve(federation_issuer_id),
});

export const createFederationIssuer = defineOperation({
  id: 'anthropic.federation.issuers.create',
  summary: 'Create a trusted OIDC issuer',
  words: [everyday],
  asks: 'trust GitHub Actions to get Claude tokens; our cluster should log in without a key; stop storing secrets in CI; accept tokens of our identity provider',
  http: 'POST /v1/organizations/federation_issuers',
  risk: 'access',
  planes: ['console'],
  oauthOnly: true,
  target: (input) => `issuer ${input.name}`,
  input: () =>
    z.object({
      issuer_url: z.string().describe('Address of the issuer'),
      name: z.string().describe('Name that people see'),
      check_jti: z
        .boolean()
        .nullable()
        .describe('Whether a token may be used once only; true when omitted')
        .exactOptional(),
      jwks: z
        .union([
          z.object({
            type: z.literal('discovery'),
            ca_cert_pem: z.string().nullable().describe('Certificate of the issuer’s authority, PEM').exactOptional(),
            discovery_base: z
              .string()
              .nullable()
              .describe('Address under which the discovery document stands; the issuer’s when omitted')
              .exactOptional(),
          }),
          z.object({
            type: z.literal('explicit_url'),
            url: z.string().describe('Address'),
            ca_cert_pem: z.string().nullable().describe('Certificate of the issuer’s authority, PEM').exactOptional(),
          }),
          z.object({
            keys: z.array(z.record(z.string(), z.unknown())).describe('Keys of the set'),
            type: z.literal('inline'),
          }),
        ])
        .describe('Key set of the issuer')
        .exactOptional(),
      max_jwt_lifetime_seconds: z
        .int()
        .nullable()
        .describe('Longest lifetime of a token in seconds, 1 to 176400; 3600 when omitted')
        .exactOptional(),
    }),
  call: ({ anthropic }, input) => anthropic.organization.federation.issuers.create(input),
  after: (_input, result) => ({ id: 'anthropic.federation.issuers.get', input: { federation_issuer_id: result.id } }),
  irreversible: 'It can be archived later, not deleted.',
});

export const updateFederationIssuer = defineOperation({
  id: 'anthropic.federation.issuers.update',
  summary: 'Change a trusted OIDC issuer',
  words: [everyday],
  asks: 'the address of our identity provider changed; shorten how long its tokens count',
  http: 'POST /v1/organizations/federation_issuers/{federation_issuer_id}',
  risk: 'access',
  planes: ['console'],
  oauthOnly: true,
  target: ({ federation_issuer_id }) => `issuer ${federation_issuer_id}`,
  input: () =>
    z.object({
      federation_issuer_id: id('fdis_', 'the issuer'),
      check_jti: z
        .boolean()
        .nullable()
        .describe('Whether a token may be used once only; true when omitted')
        .exactOptional(),
      issuer_url: z.string().nullable().describe('Address of the issuer').exactOptional(),
      jwks: z
        .union([
          z.object({
            type: z.literal('discovery'),
            ca_cert_pem: z.string().nullable().describe('Certificate of the issuer’s authority, PEM').exactOptional(),
            discovery_base: z
              .string()
              .nullable()
              .describe('Address under which the discovery document stands; the issuer’s when omitted')
              .exactOptional(),
          }),
          z.object({
            type: z.literal('explicit_url'),
            url: z.string().describe('Address'),
            ca_cert_pem: z.string().nullable().describe('Certificate of the issuer’s authority, PEM').exactOptional(),
          }),
          z.object({
            keys: z.array(z.record(z.string(), z.unknown())).describe('Keys of the set'),
            type: z.literal('inline'),
          }),
        ])
        .nullable()
        .describe('Key set of the issuer')
        .exactOptional(),
      jwks_polling_disabled: z
        .boolean()
        .nullable()
        .describe('Only false is accepted: takes up polling again')
        .exactOptional(),
      max_jwt_lifetime_seconds: z
        .int()
        .nullable()
        .describe('Longest lifetime of a token in seconds, 1 to 176400; 3600 when omitted')
        .exactOptional(),
      name: z.string().nullable().describe('Name that people see').exactOptional(),
    }),
  call: ({ anthropic }, { federation_issuer_id, ...rest }) =>
    anthropic.organization.federation.issuers.update(federation_issuer_id, rest),
  before: ({ federation_issuer_id }) => ({ id: 'anthropic.federation.issuers.get', input: { federation_issuer_id } }),
  undo: ({ input, before }) => ({
    id: 'anthropic.federation.issuers.update',
    input: restored(before, input, ['federation_issuer_id']),
  }),
  // Whoever holds the keys of an issuer can have the tokens of its rules.
  grantsThrough: ({ input: { federation_issuer_id, jwks, issuer_url } }) =>
    jwks || issuer_url
      ? [
          {
            read: { id: 'anthropic.federation.rules.list', input: { issuer_id: federation_issuer_id, limit: 1000 } },
            given: ({ oauth_scope }) => adminTokens(oauth_scope),
          },
        ]
      : [],
  refusedWhen: ({ before }) => archived(before, 'issuer'),
});

export const archiveFederationIssuer = defineOperation({
  id: 'anthropic.federation.issuers.archive',
  summary: 'Archive a trusted OIDC issuer',
  words: [everyday],
  asks: 'no longer trust an identity provider',
  http: 'POST /v1/organizations/federation_issuers/{federation_issuer_id}/archive',
  risk: 'destructive',
  planes: ['console'],
  oauthOnly: true,
  target: ({ federation_issuer_id }) => `issuer of federation issuer ${federation_issuer_id}`,
  input: () => z.object({ federation_issuer_id: id('fdis_', 'the issuer') }),
  call: ({ anthropic }, { federation_issuer_id }) =>
    anthropic.organization.federation.issuers.archive(federation_issuer_id),
  before: ({ federation_issuer_id }) => ({ id: 'anthropic.federation.issuers.get', input: { federation_issuer_id } }),
  irreversible: 'Archiving is final.',
  done: (state) => Boolean(state?.archived_at),
});
