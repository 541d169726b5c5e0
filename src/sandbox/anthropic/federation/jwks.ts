import { z } from 'zod';

const certificate = z.string().nullable().default(null);

/** How an issuer's signing keys are found: by its discovery document, at a fixed address, or written down. */
export const jwksSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('discovery'),
    discovery_base: z
      .url({ protocol: /^https$/ })
      .nullable()
      .default(null),
    ca_cert_pem: certificate,
  }),
  z.strictObject({
    type: z.literal('explicit_url'),
    url: z.url({ protocol: /^https$/ }),
    ca_cert_pem: certificate,
  }),
  z.strictObject({ type: z.literal('inline'), keys: z.array(z.record(z.string(), z.unknown())).min(1) }),
]);

export type Jwks = z.output<typeof jwksSchema>;
