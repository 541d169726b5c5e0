import { letters } from '../../../internal/hash.ts';
import { isoMicroseconds } from '../../engine/clock.ts';
import type { Store } from '../../engine/store.ts';
import { googleProjects } from '../data-controls/routes.ts';
import { externalKeys } from '../external-keys/record.ts';
import { externalStorages } from '../external-storage/record.ts';
import { telemetryDestinations } from '../telemetry-destinations/record.ts';
import { userProfiles } from '../user-profiles.ts';
import { webhooks } from '../webhooks.ts';
import { type Workspace, workspaces } from '../workspaces/record.ts';
import { seedLimits } from './limits.ts';

const dayMs = 86_400_000;

interface PlatformSeed {
  readonly seed: number;
  readonly now: number;
  readonly workspaces: readonly Workspace[];
}

/** What the organisation set up around its workspaces: encryption, alerts, traces, limits. */
export function seedPlatform(store: Store, options: PlatformSeed): void {
  seedExternalKey(store, options);
  seedStorage(store, options);
  seedWebhook(store, options);
  seedTelemetry(store, options);
  seedLimits(store, options);
}

/** One key of its own, with which the data of a workspace is encrypted; and two customers, without keys. */
function seedExternalKey(store: Store, { seed, now, workspaces: made }: PlatformSeed): void {
  for (const customer of ['fabrikam', 'contoso']) {
    store.in(userProfiles).add({ id: `uprof_01${letters(22, seed, 'user-profile', customer)}` });
  }
  const created = isoMicroseconds(now - 210 * dayMs);
  const key = store.in(externalKeys).add({
    id: `ekey_01${letters(22, seed, 'external-key')}`,
    display_name: 'Northwind data key',
    geo: 'us',
    provider_config: {
      type: 'aws',
      kms_arn: 'arn:aws:kms:us-east-1:111122223333:key/abcd1234-5678-90ab-cdef-000011112222',
      region: 'us-east-1',
    },
    user_profile_id: null,
    created_at: created,
    updated_at: created,
    failure: null,
  });
  const encrypted = made.find(({ name }) => name === 'Document intake');
  if (encrypted) store.in(workspaces).change(encrypted.id, { external_key_id: key.id });
}

/** A bucket that is ready to use, and a Google Cloud project that the organisation has proved to own. */
function seedStorage(store: Store, { seed, now }: PlatformSeed): void {
  const created = isoMicroseconds(now - 25 * dayMs);
  store.in(externalStorages).add({
    id: `estrg_01${letters(22, seed, 'external-storage')}`,
    display_name: 'Safety retention',
    provider_config: {
      type: 'aws',
      account_id: '111122223333',
      bucket_name: 'northwind-safety-retention',
      region: 'us-east-2',
    },
    user_profile_id: null,
    created_at: created,
    updated_at: created,
    verified_at: created,
    was_attached: false,
    removal_started: false,
  });
  store.in(googleProjects).add({ id: '421735012345', proved_at: created });
}

function seedWebhook(store: Store, { seed, now }: PlatformSeed): void {
  const created = isoMicroseconds(now - 120 * dayMs);
  store.in(webhooks).add({
    id: `whe_01${letters(22, seed, 'webhook')}`,
    url: 'https://hooks.northwind.example/anthropic',
    name: 'Security alerts',
    description: 'Tells the security team when the data key fails.',
    enabled_events: ['external_key.failed', 'external_key.recovered'],
    state: 'enabled',
    disabled_reason: '',
    created_at: created,
    updated_at: created,
  });
}

function seedTelemetry(store: Store, { seed, now }: PlatformSeed): void {
  const created = isoMicroseconds(now - 75 * dayMs);
  store.in(telemetryDestinations).add({
    id: `tdst_01${letters(22, seed, 'telemetry')}`,
    display_name: 'Observability',
    endpoint_url: 'https://otel.northwind.example',
    header_names: ['authorization'],
    state: { type: 'enabled' },
    traces: { enabled: true, content_mode: 'metadata_only', endpoint_url: null, max_content_bytes: null },
    workspaces: { type: 'all' },
    created_at: created,
    updated_at: created,
    delivered_until: null,
  });
}
