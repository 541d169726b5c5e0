import { z } from 'zod';
import { type Clock, isoMicroseconds } from '../../engine/clock.ts';
import { collection, type Store } from '../../engine/store.ts';
import { externalKeys } from '../external-keys/record.ts';
import { badRequest } from '../refuse.ts';

/** Keys and buckets by region, of a Google Cloud project or a user profile. */
export interface DataControls {
  /** The project's number, or the profile's id. */
  readonly id: string;
  readonly keys: Readonly<Record<string, Setting<string>>> | null;
  readonly buckets: Readonly<Record<string, Setting<Bucket>>> | null;
  readonly retired_keys: readonly (Retired & { readonly external_key_id: string })[];
  readonly retired_buckets: readonly (Retired & Bucket)[];
  readonly updated_at: string;
}

interface Bucket {
  readonly bucket_name: string;
  readonly project_number: string;
}

interface Setting<Value> {
  readonly value: Value;
  readonly set_at: number;
}

interface Retired {
  readonly region: string;
  readonly expires_at: string;
}

export const dataControls = collection<DataControls>('google_data_controls');

const regions = ['us', 'eu', 'sg', 'global'] as const;
const minuteMs = 60_000;
/** How long a region takes to check what was set. */
const pendingMs = 10 * minuteMs;
const retiredMs = 30 * 24 * 60 * minuteMs;

const off = z.strictObject({ type: z.literal('disabled') });
const bucket = z.strictObject({ bucket_name: z.string().min(1), project_number: z.string().regex(/^\d+$/) });
const region = z.enum(regions);

export const controlsSchema = z.strictObject({
  cmek: z
    .discriminatedUnion('type', [
      off,
      z.strictObject({
        type: z.literal('enabled'),
        external_key_ids: z.partialRecord(region, z.string().nullable()).optional(),
      }),
    ])
    .optional(),
  storage: z
    .discriminatedUnion('type', [
      off,
      z.strictObject({ type: z.literal('enabled'), buckets: z.partialRecord(region, bucket.nullable()).optional() }),
    ])
    .optional(),
});

export function controlsOf(store: Store, id: string, made: string): DataControls {
  const known = store.in(dataControls).get(id);
  return known ?? { id, keys: null, buckets: null, retired_keys: [], retired_buckets: [], updated_at: made };
}

export function changeControls(
  store: Store,
  before: DataControls,
  { cmek, storage }: z.output<typeof controlsSchema>,
  clock: Clock,
): DataControls {
  const now = clock.now();
  const wantedKeys = cmek?.type === 'enabled' ? (cmek.external_key_ids ?? {}) : undefined;
  for (const id of Object.values(wantedKeys ?? {})) refuseUnknownKey(store, id);
  const wantedBuckets = storage?.type === 'enabled' ? (storage.buckets ?? {}) : undefined;
  const keys = cmek ? merged(before.keys, wantedKeys, now, 'cmek') : before.keys;
  const buckets = storage ? merged(before.buckets, wantedBuckets, now, 'storage') : before.buckets;
  const expires_at = isoMicroseconds(now + retiredMs);
  const gone = <Value>(old: Settings<Value>, kept: Settings<Value>) =>
    Object.entries(old ?? {}).filter(([place, { value }]) => !isSame(kept?.[place]?.value, value));
  return store.in(dataControls).add({
    id: before.id,
    keys,
    buckets,
    retired_keys: [
      ...before.retired_keys,
      ...gone(before.keys, keys).map(([place, { value }]) => ({ region: place, expires_at, external_key_id: value })),
    ],
    retired_buckets: [
      ...before.retired_buckets,
      ...gone(before.buckets, buckets).map(([place, { value }]) => ({ region: place, expires_at, ...value })),
    ],
    updated_at: clock.iso(),
  });
}

type Settings<Value> = Readonly<Record<string, Setting<Value>>> | null;

/** Null when the control is off. A region that is left out stays; null takes it away. */
function merged<Value>(
  before: Settings<Value>,
  wanted: Readonly<Record<string, Value | null | undefined>> | undefined,
  now: number,
  name: string,
): Settings<Value> {
  if (wanted === undefined) return null;
  const after: Record<string, Setting<Value>> = { ...before };
  for (const [place, value] of Object.entries(wanted)) {
    if (value === null || value === undefined) delete after[place];
    else after[place] = { value, set_at: now };
  }
  if (Object.keys(after).length === 0) throw badRequest(`${name}: at least one region must be set while it is enabled`);
  return after;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function refuseUnknownKey(store: Store, id: string | null | undefined): void {
  if (id && !store.in(externalKeys).has(id)) throw badRequest(`cmek.external_key_ids: no external key ${id}`);
}

export function wireControls({ keys, buckets, ...rest }: DataControls, clock: Clock) {
  const now = clock.now();
  const live = <Each extends Retired>(list: readonly Each[]) =>
    list.filter(({ expires_at }) => Date.parse(expires_at) > now);
  const retired_keys = live(rest.retired_keys);
  const retired_buckets = live(rest.retired_buckets);
  return {
    cmek: keys
      ? {
          type: 'enabled',
          external_key_ids: mapped(keys, ({ value }) => value),
          retired_keys,
          status: byRegion((place) => keyStatus(keys[place], now)),
        }
      : { type: 'disabled', retired_keys },
    storage: buckets
      ? {
          type: 'enabled',
          buckets: mapped(buckets, (setting) => wireBucket(setting, now)),
          retired_buckets,
          status: byRegion((place) => bucketStatus(buckets[place], now)),
        }
      : { type: 'disabled', retired_buckets },
    updated_at: rest.updated_at,
  };
}

function keyStatus(setting: Setting<string> | undefined, now: number) {
  if (!setting) return { type: 'not_configured', effective_external_key_id: null };
  if (now < setting.set_at + pendingMs) return { type: 'pending', effective_external_key_id: null, error: null };
  const validated_at = isoMicroseconds(setting.set_at + pendingMs);
  const last_checked_at = isoMicroseconds(now - (now % pendingMs));
  return { type: 'active', effective_external_key_id: setting.value, error: null, last_checked_at, validated_at };
}

function bucketStatus(setting: Setting<Bucket> | undefined, now: number) {
  if (!setting) return { type: 'not_configured', effective_bucket: null };
  if (now < setting.set_at + pendingMs) return { type: 'pending', effective_bucket: null, failed_checks: [] };
  const validated_at = isoMicroseconds(setting.set_at + pendingMs);
  return { type: 'active', effective_bucket: setting.value, failed_checks: [], validated_at };
}

function wireBucket({ value, set_at }: Setting<Bucket>, now: number) {
  const confirmed = now >= set_at + pendingMs;
  return {
    ...value,
    kms_key_name: null,
    location: confirmed ? 'US' : null,
    project_id: confirmed ? `project-${value.project_number}` : null,
  };
}

function byRegion<Status>(statusAt: (place: string) => Status): Record<string, Status> {
  return Object.fromEntries(regions.map((place) => [place, statusAt(place)]));
}

function mapped<Value, Shown>(record: Readonly<Record<string, Value>>, show: (value: Value) => Shown) {
  return Object.fromEntries(Object.entries(record).map(([place, value]) => [place, show(value)]));
}
