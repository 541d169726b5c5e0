import { z } from 'zod';
import { collection, type Store } from '../../engine/store.ts';
import { present } from '../refuse.ts';

export const fields = {
  name: z.string().min(1),
  issuer: z.string().min(1),
  audience: z.string().min(1),
  enabled: z.boolean(),
  attribute_transformations: z.array(z.strictObject({ attribute: z.string().min(1), expression: z.string().min(1) })),
  verification: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('discovery'), discovery_url: z.string().nullable().default(null) }),
    z.strictObject({ type: z.literal('uploaded_jwks'), jwks: z.record(z.string(), z.unknown()) }),
  ]),
};

/** An issuer of tokens outside, whose workloads may act here. */
export interface IdentityProvider {
  readonly id: string;
  readonly type: 'oidc';
  readonly name: string;
  readonly description: string | null;
  readonly issuer: string;
  readonly audience: string;
  readonly enabled: boolean;
  readonly attribute_transformations: z.output<typeof fields.attribute_transformations>;
  readonly verification: z.output<typeof fields.verification>;
  readonly created_at: number;
  readonly updated_at: number;
}

export const identityProviders = collection<IdentityProvider>('identity_providers');

export function identityProviderOf(store: Store, id: string): IdentityProvider {
  return present(store.in(identityProviders).get(id), 'workload identity provider', id);
}
