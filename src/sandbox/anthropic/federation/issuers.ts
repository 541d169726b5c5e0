import { z } from 'zod';
import { flag } from '../../parameters.ts';
import { get, post, type Route } from '../../route.ts';
import { collection, type Store } from '../../store.ts';
import { oauthOnly } from '../guards.ts';
import { cursorPagingFields, pageByCursor } from '../paging.ts';
import { badRequest, conflict, present } from '../refuse.ts';
import { changedNow, madeNow } from '../service-accounts.ts';
import { slug } from '../slug.ts';

const jwksSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('discovery'),
    ca_cert_pem: z.string().nullish(),
    discovery_base: z.url().nullish(),
  }),
  z.strictObject({ type: z.literal('explicit_url'), url: z.url(), ca_cert_pem: z.string().nullish() }),
  z.strictObject({ type: z.literal('inline'), keys: z.array(z.record(z.string(), z.unknown())).min(1) }),
]);

export interface FederationIssuer {
  readonly id: string;
  readonly name: string;
  readonly issuer_url: string;
  readonly jwks: z.output<typeof jwksSchema>;
  readonly check_jti: boolean;
  readonly max_jwt_lifetime_seconds: number;
  readonly jwks_polling_disabled_at: string | null;
  readonly created_at: string;
  readonly created_by_actor_id: string | null;
  readonly updated_at: string;
  readonly updated_by_actor_id: string | null;
  readonly archived_at: string | null;
  readonly archived_by_actor_id: string | null;
}

export const federationIssuers = collection<FederationIssuer>('federation_issuers');

const guards = [oauthOnly];
const lifetime = z.int().min(1).max(176_400);

export const federationIssuerRoutes: readonly Route[] = [
  get(
    '/v1/organizations/federation_issuers',
    {
      guards,
      query: z.strictObject({
        ...cursorPagingFields({ most: 1000, usual: 20 }),
        include_archived: flag().default(false),
      }),
    },
    ({ store, query }) => {
      const found = store
        .in(federationIssuers)
        .where((issuer) => query.include_archived || issuer.archived_at === null);
      const page = pageByCursor([...found].reverse(), query);
      return { ...page, data: page.data.map(wire) };
    },
  ),

  post(
    '/v1/organizations/federation_issuers',
    {
      guards,
      body: z.strictObject({
        name: slug(),
        issuer_url: z.url(),
        check_jti: z.boolean().nullish(),
        jwks: jwksSchema.optional(),
        max_jwt_lifetime_seconds: lifetime.nullish(),
      }),
    },
    (call) => {
      const { store, body } = call;
      refuseTakenName(store, body.name);
      return wire(
        store.in(federationIssuers).add({
          id: store.newId('fdis_01', 22),
          name: body.name,
          issuer_url: body.issuer_url,
          jwks: body.jwks ?? { type: 'discovery' },
          check_jti: body.check_jti ?? true,
          max_jwt_lifetime_seconds: body.max_jwt_lifetime_seconds ?? 3600,
          jwks_polling_disabled_at: null,
          archived_at: null,
          archived_by_actor_id: null,
          ...madeNow(call),
        }),
      );
    },
  ),

  get('/v1/organizations/federation_issuers/{federation_issuer_id}', { guards }, ({ store, params }) =>
    wire(present(store.in(federationIssuers).get(params.federation_issuer_id), 'Issuer', params.federation_issuer_id)),
  ),

  post(
    '/v1/organizations/federation_issuers/{federation_issuer_id}',
    {
      guards,
      body: z.strictObject({
        name: slug().nullish(),
        issuer_url: z.url().nullish(),
        check_jti: z.boolean().nullish(),
        jwks: jwksSchema.nullish(),
        jwks_polling_disabled: z.literal(false).nullish(),
        max_jwt_lifetime_seconds: lifetime.nullish(),
      }),
    },
    (call) => {
      const { store, body } = call;
      const issuer = openIssuer(store, call.params.federation_issuer_id);
      if (body.name && body.name !== issuer.name) refuseTakenName(store, body.name);
      return wire(
        store.in(federationIssuers).change(issuer.id, {
          name: body.name ?? issuer.name,
          issuer_url: body.issuer_url ?? issuer.issuer_url,
          check_jti: body.check_jti ?? issuer.check_jti,
          jwks: body.jwks ?? issuer.jwks,
          max_jwt_lifetime_seconds: body.max_jwt_lifetime_seconds ?? issuer.max_jwt_lifetime_seconds,
          ...(body.jwks_polling_disabled === false && { jwks_polling_disabled_at: null }),
          ...changedNow(call),
        }),
      );
    },
  ),

  post('/v1/organizations/federation_issuers/{federation_issuer_id}/archive', { guards }, (call) => {
    const { store, clock, caller } = call;
    const { id } = openIssuer(store, call.params.federation_issuer_id);
    const archived = { archived_at: clock.iso(), archived_by_actor_id: caller.id, ...changedNow(call) };
    return wire(store.in(federationIssuers).change(id, archived));
  }),
];

/** An issuer that can be changed and used; an archived one is refused. */
export function openIssuer(store: Store, id: string): FederationIssuer {
  const issuer = present(store.in(federationIssuers).get(id), 'Issuer', id);
  if (issuer.archived_at !== null) throw badRequest(`Issuer ${id} is archived.`);
  return issuer;
}

function refuseTakenName(store: Store, name: string): void {
  if (store.in(federationIssuers).find((issuer) => issuer.name === name && issuer.archived_at === null)) {
    throw conflict(`An issuer named ${name} exists already.`);
  }
}

function wire(issuer: FederationIssuer) {
  return { type: 'federation_issuer', ...issuer, poll_status: null };
}
