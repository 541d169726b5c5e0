import { z } from 'zod';

const awsKey = /^arn:aws[a-z-]*:kms:(?<region>[a-z0-9-]+):\d{12}:(?:key|alias)\/.+$/;
const googleKey = /^projects\/[^/]+\/locations\/[^/]+\/keyRings\/[^/]+\/cryptoKeys\/[^/]+$/;
const azureVault = /^https:\/\/[A-Za-z0-9-]+\.(?:vault\.azure\.net|managedhsm\.azure\.net)\/?$/;

/** Where the key is kept. */
export const providerConfigSchema = z.discriminatedUnion('type', [
  z
    .strictObject({
      type: z.literal('aws'),
      kms_arn: z.string().regex(awsKey, 'should be the ARN of a KMS key'),
      region: z.string().nullish(),
    })
    .refine(({ kms_arn, region }) => !region || region === regionOf(kms_arn), {
      path: ['region'],
      message: 'should be the region of kms_arn',
    })
    .transform((config) => ({ ...config, region: regionOf(config.kms_arn) })),
  z.strictObject({
    type: z.literal('gcp'),
    key_name: z.string().regex(googleKey, 'should be the full resource name of a Cloud KMS key'),
  }),
  z
    .strictObject({
      type: z.literal('azure'),
      tenant_id: z.string().min(1),
      vault_uri: z.string().regex(azureVault, 'should be the address of a key vault'),
      key_name: z.string().min(1),
      client_id: z.string().nullish(),
    })
    .transform((config) => ({ ...config, client_id: config.client_id ?? null })),
]);

export type ProviderConfig = z.output<typeof providerConfigSchema>;

function regionOf(arn: string): string | null {
  return awsKey.exec(arn)?.groups?.['region'] ?? null;
}
