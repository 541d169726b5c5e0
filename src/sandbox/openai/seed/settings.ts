import { X509Certificate } from 'node:crypto';
import { letters } from '../../../internal/hash.ts';
import type { PluginOptions } from '../../engine/plugin.ts';
import type { Store } from '../../engine/store.ts';
import { certificateActivations, certificates } from '../certificates.ts';
import { modelPermissions } from '../projects/model-permissions.ts';
import { type Project, projects } from '../projects/record.ts';
import { serviceAccounts } from '../projects/service-accounts/record.ts';
import { spendAlerts } from '../spend-alerts.ts';
import { spendLimits } from '../spend-limit.ts';
import { identityRules } from '../workload-identity-providers/federation-rules.ts';
import { identityProviders } from '../workload-identity-providers/record.ts';

const daySeconds = 86_400;

/** The certificate in use, and the one that is to take its place. */
const pems = [
  `-----BEGIN CERTIFICATE-----
MIIBrjCCAVSgAwIBAgICEAEwCgYIKoZIzj0EAwIwPjEjMCEGA1UEAwwaTm9ydGh3
aW5kIGNsaWVudCByb290IDIwMjAxFzAVBgNVBAoMDk5vcnRod2luZCBMYWJzMB4X
DTIwMDEwMTAwMDAwMFoXDTQ2MDEwMTAwMDAwMFowPjEjMCEGA1UEAwwaTm9ydGh3
aW5kIGNsaWVudCByb290IDIwMjAxFzAVBgNVBAoMDk5vcnRod2luZCBMYWJzMFkw
EwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEBHBB2LbehsPw5p7MK/gk9B/hRCmK+Z5r
O5A1hi6u3EJaJzbeyqOzUbSInDOWALRKSdlvoW6VXVCRy5w79QfpJaNCMEAwDwYD
VR0TAQH/BAUwAwEB/zAOBgNVHQ8BAf8EBAMCAQYwHQYDVR0OBBYEFOUw70m3DwKr
C9Xi+GiCa7U5YCyUMAoGCCqGSM49BAMCA0gAMEUCIQCQphcdrHAfyfbkNt4Z+SeA
L+3Kc7dJZFsyYOV3+ed/UwIgUkMTiI2dn5/4R+2WK1Fepaia8ih1kGohBdixDG6Y
PO8=
-----END CERTIFICATE-----
`,
  `-----BEGIN CERTIFICATE-----
MIIBrjCCAVSgAwIBAgICEAIwCgYIKoZIzj0EAwIwPjEjMCEGA1UEAwwaTm9ydGh3
aW5kIGNsaWVudCByb290IDIwMjExFzAVBgNVBAoMDk5vcnRod2luZCBMYWJzMB4X
DTIxMDEwMTAwMDAwMFoXDTQ2MDYwMTAwMDAwMFowPjEjMCEGA1UEAwwaTm9ydGh3
aW5kIGNsaWVudCByb290IDIwMjExFzAVBgNVBAoMDk5vcnRod2luZCBMYWJzMFkw
EwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEKfPUTmiTXb8nehjQS61lMhrNbYCrJ6oj
tzWuXAt+1W+3EVgfbMmSgHPdrtBvKo1Un1GVaj0Sm8DMyJE7mpxQLKNCMEAwDwYD
VR0TAQH/BAUwAwEB/zAOBgNVHQ8BAf8EBAMCAQYwHQYDVR0OBBYEFDCs/3PbTM1W
8tND3FSgSF4SoMcVMAoGCCqGSM49BAMCA0gAMEUCID7Mw6wJyr2TGQJF9WH61nOM
paDZR0TR7yYXIu8GhkxWAiEAw7NRNjE72ZIOV64yQCTOd14fJ0VdtRIYkJVSmLfd
Pzc=
-----END CERTIFICATE-----
`,
];

/** What a careful administrator has set besides people and keys. */
export function seedOpenAISettings(store: Store, { seed, clock }: PluginOptions): void {
  const now = clock.seconds();
  seedCertificates(store, seed, now);
  seedMoney(store, seed, now);
  store.in(modelPermissions).add({
    project_id: projectNamed(store, 'Internal tools').id,
    mode: 'deny_list',
    model_ids: ['o3', 'o4-mini'],
  });
  seedIdentityProvider(store, seed, now);
}

function seedCertificates(store: Store, seed: number, now: number): void {
  const [current] = pems.map((content, index) => {
    const { subject, validFrom, validTo } = new X509Certificate(content);
    return store.in(certificates).add({
      id: `cert_${letters(24, seed, 'certificate', index)}`,
      name: /^CN=(.+)$/m.exec(subject)?.[1] ?? null,
      created_at: now - (300 - index * 290) * daySeconds,
      content,
      valid_at: Date.parse(validFrom) / 1000,
      expires_at: Date.parse(validTo) / 1000,
    });
  });
  if (!current) return;
  const scope = projectNamed(store, 'Document pipeline').id;
  store.in(certificateActivations).add({ certificate_id: current.id, scope });
}

/** Both lie above an ordinary month. */
function seedMoney(store: Store, seed: number, now: number): void {
  store.in(spendAlerts).add({
    id: `alert_${letters(24, seed, 'spend-alert')}`,
    scope: 'organization',
    created_at: now - 250 * daySeconds,
    threshold_amount: 50_000_00,
    notification_channel: {
      type: 'email',
      recipients: ['finance@northwind.example', 'platform@northwind.example'],
      subject_prefix: '[OpenAI spend]',
    },
  });
  store.in(spendLimits).add({ scope: projectNamed(store, 'Evaluation').id, threshold_amount: 2_500_00 });
}

function seedIdentityProvider(store: Store, seed: number, now: number): void {
  const created_at = now - 120 * daySeconds;
  const provider = store.in(identityProviders).add({
    id: `wip_${letters(24, seed, 'identity-provider')}`,
    type: 'oidc',
    name: 'GitHub Actions',
    description: 'Deployments of the data platform',
    issuer: 'https://token.actions.githubusercontent.com',
    audience: 'https://api.openai.com/v1',
    enabled: true,
    attribute_transformations: [{ attribute: 'repository', expression: 'assertion.repository' }],
    verification: { type: 'discovery', discovery_url: null },
    created_at,
    updated_at: created_at,
  });
  const project = projectNamed(store, 'Data platform');
  const account = store.in(serviceAccounts).find(({ project_id }) => project_id === project.id);
  if (!account) return;
  store.in(identityRules).add({
    id: `wifr_${letters(24, seed, 'identity-rule')}`,
    workload_identity_provider_id: provider.id,
    project_id: project.id,
    service_account_id: account.id,
    name: 'Main branch',
    description: null,
    enabled: true,
    attribute_matchers: { repository: 'northwind/data-platform', ref: 'refs/heads/main' },
    permissions: { type: 'restricted', scopes: ['api.model.request'] },
    created_at,
    updated_at: created_at,
  });
}

function projectNamed(store: Store, name: string): Project {
  const project = store.in(projects).find((each) => each.name === name);
  if (!project) throw new Error(`no project ${name} was seeded`);
  return project;
}
