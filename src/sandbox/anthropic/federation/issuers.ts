import { z } from 'zod';
import { type Clock, isoMicroseconds } from '../../engine/clock.ts';
import { flag } from '../../engine/parameters.ts';
import { get, post, type Route } from '../../engine/route.ts';
import { collection, type Store } from '../../engine/store.ts';
import { archived, changed, made, type Traces } from '../actor.ts';
import { cursorPagingFields, newestFirst } from '../paging.ts';
import { badRequest, forbidden, present } from '../refuse.ts';
import { refuseTakenSlug, slug } from '../slugs.ts';
import { type Jwks, jwksSchema } from './jwks.ts';
import { liveRules, refuseLiveRules } from './rules/record.ts';
import { isForWorkloads } from './scopes.ts';
import { constrainsTenant } from './shared-platforms.ts';

export interface FederationIssuer extends Traces {
  readonly id: string;
  readonly name: string;
  /** The `iss` claim, to the letter. */
  readonly issuer_url: string;
  readonly jwks: Jwks;
  readonly check_jti: boolean;
  readonly max_jwt_lifetime_seconds: number;
  /** Set by the provider when the keys could not be fetched for long. */
  readonly jwks_polling_disabled_at: string | null;
}

export const federationIssuers = collection<FederationIssuer>('federation_issuers');

const path = '/v1/organizations/federation_issuers';
const pollIntervalMs = 3_600_000;

const lifetime = z.int().min(1).max(176_400);

export const federationIssuerRoutes: readonly Route[] = [
  get(
    path,
    {
      query: z.strictObject({
        ...cursorPagingFields(),
        include_archived: flag().default(false),
      }),
    },
    ({ store, query, clock }) => {
      const matching = store
        .in(federationIssuers)
        .where((issuer) => query.include_archived || issuer.archived_at === null);
      return newestFirst(matching, query, (issuer) => wire(issuer, clock));
    },
  ),

  post(
    path,
    {
      body: z.strictObject({
        name: slug,
        issuer_url: z.url(),
        jwks: jwksSchema.default({ type: 'discovery', discovery_base: null, ca_cert_pem: null }),
        check_jti: z.boolean().nullish(),
        max_jwt_lifetime_seconds: lifetime.nullish(),
      }),
    },
    (call) => {
      const { store, body, clock } = call;
      refuseTakenSlug(store.in(federationIssuers), body.name);
      refuseUnreachable(body.issuer_url, body.jwks);
      const issuer = store.in(federationIssuers).add({
        id: store.newId('fdis_01', 22),
        name: body.name,
        issuer_url: body.issuer_url,
        jwks: body.jwks,
        check_jti: body.check_jti ?? true,
        max_jwt_lifetime_seconds: body.max_jwt_lifetime_seconds ?? 3600,
        jwks_polling_disabled_at: null,
        ...made(call),
      });
      return wire(issuer, clock);
    },
  ),

  get(`${path}/{federation_issuer_id}`, {}, ({ store, params: { federation_issuer_id }, clock }) =>
    wire(issuerOf(store, federation_issuer_id), clock),
  ),

  post(
    `${path}/{federation_issuer_id}`,
    {
      body: z.strictObject({
        name: slug.nullish(),
        issuer_url: z.url().nullish(),
        jwks: jwksSchema.nullish(),
        check_jti: z.boolean().nullish(),
        max_jwt_lifetime_seconds: lifetime.nullish(),
        jwks_polling_disabled: z.literal(false, 'only false is accepted').nullish(),
      }),
    },
    (call) => {
      const { store, body, clock } = call;
      const issuer = issuerOf(store, call.params.federation_issuer_id);
      if (issuer.archived_at !== null) throw badRequest(`Federation issuer ${issuer.id} is archived.`);
      refuseConsoleRules(store, issuer);
      if (body.name) refuseTakenSlug(store.in(federationIssuers), body.name, issuer.id);
      const issuer_url = body.issuer_url ?? issuer.issuer_url;
      const jwks = body.jwks ?? issuer.jwks;
      refuseUnreachable(issuer_url, jwks);
      if (issuer_url !== issuer.issuer_url) refuseOpenRules(store, issuer.id, issuer_url);
      const after = store.in(federationIssuers).change(issuer.id, {
        issuer_url,
        jwks,
        name: body.name ?? issuer.name,
        check_jti: body.check_jti ?? issuer.check_jti,
        max_jwt_lifetime_seconds: body.max_jwt_lifetime_seconds ?? issuer.max_jwt_lifetime_seconds,
        ...(body.jwks_polling_disabled === false && { jwks_polling_disabled_at: null }),
        ...changed(call),
      });
      return wire(after, clock);
    },
  ),

  post(`${path}/{federation_issuer_id}/archive`, {}, (call) => {
    const { store, clock } = call;
    const issuer = issuerOf(store, call.params.federation_issuer_id);
    if (issuer.archived_at !== null) return wire(issuer, clock);
    refuseLiveRules(store, 'issuer', (rule) => rule.issuer_id === issuer.id);
    return wire(store.in(federationIssuers).change(issuer.id, archived(call)), clock);
  }),
];

export function issuerOf(store: Store, id: string): FederationIssuer {
  return present(store.in(federationIssuers).get(id), 'Federation issuer', id);
}

/** Keys found by discovery are fetched from the issuer itself, unless another base is given. */
function refuseUnreachable(issuerUrl: string, jwks: Jwks): void {
  if (jwks.type !== 'discovery' || jwks.discovery_base !== null || issuerUrl.startsWith('https://')) return;
  throw badRequest('issuer_url: must be reachable over HTTPS for discovery');
}

/** What backs more than a workload's access is changed in the Console. */
function refuseConsoleRules(store: Store, issuer: FederationIssuer): void {
  const beyond = liveRules(store).find((rule) => rule.issuer_id === issuer.id && !isForWorkloads(rule.oauth_scope));
  if (beyond) throw forbidden(`Rule ${beyond.id} of this issuer grants ${beyond.oauth_scope}; use the Console.`);
}

function refuseOpenRules(store: Store, issuerId: string, issuerUrl: string): void {
  const open = liveRules(store).find((rule) => rule.issuer_id === issuerId && !constrainsTenant(issuerUrl, rule.match));
  if (open) throw badRequest(`issuer_url: rule ${open.id} would accept every tenant of this platform`);
}

/** Written-down keys are not polled; the others are fetched every hour. */
function pollStatus(issuer: FederationIssuer, clock: Clock) {
  if (issuer.jwks.type === 'inline') return null;
  const last = Math.floor(clock.now() / pollIntervalMs) * pollIntervalMs;
  if (last < Date.parse(issuer.created_at)) return null;
  const next_poll_at = issuer.jwks_polling_disabled_at === null ? isoMicroseconds(last + pollIntervalMs) : null;
  return { consecutive_failures: 0, last_fetched_at: isoMicroseconds(last), next_poll_at };
}

function wire(issuer: FederationIssuer, clock: Clock) {
  return { type: 'federation_issuer', ...issuer, poll_status: pollStatus(issuer, clock) };
}
