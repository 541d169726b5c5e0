import { z } from 'zod';

/** Fields that the data controls of a Google Cloud project and of a user profile share. */

export const googleBeta = 'google-managed-data-controls-2026-09-01';

/** Everyday words for both. */
export const everydayOfControls =
  'google cloud agent platform vertex customer managed encryption keys buckets data controls region own key storage';

/** The regions' states, and what they retired, change as Anthropic checks and applies what is set. */
export const controlMoves = [
  'cmek.status',
  'cmek.retired_keys',
  'storage.status',
  'storage.retired_buckets',
  'updated_at',
];

const off = () => z.object({ type: z.literal('disabled') });

export function keyControl() {
  return z
    .union([
      off(),
      z.object({
        type: z.literal('enabled'),
        external_key_ids: z
          .record(z.string(), z.string().nullable())
          .describe('External key by region, such as us or eu; null takes one away, regions left out stay')
          .exactOptional(),
      }),
    ])
    .describe('Own encryption keys: off, or on with a key for at least one region; left out stays as it is')
    .exactOptional();
}

export function bucketControl() {
  return z
    .union([
      off(),
      z.object({
        type: z.literal('enabled'),
        buckets: z
          .record(
            z.string(),
            z
              .object({
                bucket_name: z.string().describe('Name of the Cloud Storage bucket'),
                project_number: z.string().describe('Number of the Google Cloud project that holds it'),
              })
              .nullable(),
          )
          .describe('Bucket by region, such as us or eu; null takes one away, regions left out stay')
          .exactOptional(),
      }),
    ])
    .describe('Own storage: off, or on with a bucket for at least one region; left out stays as it is')
    .exactOptional();
}

type Control = { readonly type?: string } & Readonly<Record<string, unknown>>;

/** What puts the controls back: off where they were off; else the regions as they were, new ones taken away. */
export function restoredControls(
  before: Readonly<Record<string, Control | undefined>>,
  asked: { readonly cmek?: object; readonly storage?: object },
): Record<string, unknown> {
  const restored: Record<string, unknown> = {};
  for (const [name, regions, keep] of [
    ['cmek', 'external_key_ids', (value: unknown) => value],
    ['storage', 'buckets', bucketOf],
  ] as const) {
    const wanted = asked[name] as Control | undefined;
    const present = before[name];
    if (!wanted || !present) continue;
    restored[name] =
      present.type === 'disabled'
        ? { type: 'disabled' }
        : { type: 'enabled', [regions]: regionsBack(present[regions], wanted[regions], keep) };
  }
  return restored;
}

function regionsBack(before: unknown, wanted: unknown, keep: (value: unknown) => unknown): Record<string, unknown> {
  const present = Object.entries((before ?? {}) as object).map(([region, value]) => [region, keep(value)]);
  const added = Object.keys((wanted ?? {}) as object).map((region) => [region, null]);
  return Object.fromEntries([...added, ...present]);
}

function bucketOf(value: unknown): unknown {
  const { bucket_name, project_number } = value as { bucket_name: string; project_number: string };
  return { bucket_name, project_number };
}
