import { z } from 'zod';
import { collection, type Store } from '../../engine/store.ts';
import { externalStorages } from '../external-storage/record.ts';
import { badRequest, forbidden } from '../refuse.ts';

/** Where the data of a workspace's inference is kept, and whether people at Anthropic review it. */
export interface Privacy {
  readonly workspace_id: string;
  readonly human_review: { readonly type: 'enabled' | 'disabled' };
  readonly safeguards_storage: StorageMember;
  readonly transcripts_storage: StorageMember;
}

type StorageMember =
  | { readonly type: 'internal' }
  | { readonly type: 'external'; readonly external_storage_id: string };

const privacies = collection<Privacy>('inference_data_privacy', ({ workspace_id }) => workspace_id);

const member = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('internal') }),
  z.strictObject({ type: z.literal('external'), external_storage_id: z.string() }),
]);

export const privacySchema = z
  .strictObject({
    human_review: z.strictObject({ type: z.enum(['enabled', 'disabled']) }).optional(),
    safeguards_storage: member.optional(),
    transcripts_storage: member.optional(),
  })
  .optional();

type Asked = z.output<typeof privacySchema>;

export const privacyBeta = 'efs-2026-10-01';

type Headers = Readonly<Record<string, string | undefined>>;

function isAskedFor(headers: Headers): boolean {
  return headers['anthropic-beta']?.split(',').some((each) => each.trim() === privacyBeta) === true;
}

export function privacyOf(store: Store, workspace_id: string): Privacy {
  return (
    store.in(privacies).get(workspace_id) ?? {
      workspace_id,
      human_review: { type: 'enabled' },
      safeguards_storage: { type: 'internal' },
      transcripts_storage: { type: 'internal' },
    }
  );
}

/** What a workspace shows of it to whoever sends the beta header. */
export function shownPrivacy(store: Store, workspaceId: string, headers: Headers) {
  if (!isAskedFor(headers)) return {};
  const { workspace_id: _id, ...inference_data_privacy } = privacyOf(store, workspaceId);
  return { inference_data_privacy };
}

interface Asking {
  readonly store: Store;
  readonly headers: Headers;
  readonly caller: { readonly kind: string };
}

/** Sees to it that what is asked for can be, before anything is changed. */
export function privacyAfter(before: Privacy, asked: Asked, { store, headers, caller }: Asking): Privacy {
  if (asked === undefined) return before;
  if (!isAskedFor(headers)) throw badRequest('inference_data_privacy: Extra inputs are not permitted');
  if (caller.kind === 'admin_key')
    throw forbidden('inference_data_privacy: an Admin API key belongs to nobody, and cannot set this field.');
  const after: Privacy = {
    workspace_id: before.workspace_id,
    human_review: asked.human_review ?? before.human_review,
    safeguards_storage: asked.safeguards_storage ?? before.safeguards_storage,
    transcripts_storage: asked.transcripts_storage ?? before.transcripts_storage,
  };
  for (const field of ['safeguards_storage', 'transcripts_storage'] as const) refuseUnfit(store, field, after[field]);
  if (after.safeguards_storage.type === 'external' && after.human_review.type === 'enabled') {
    throw badRequest(
      'Human review is not offered for data in external storage. Set human_review to disabled.',
      'human_review_on_with_external_storage',
    );
  }
  return after;
}

export function setPrivacy(store: Store, privacy: Privacy): void {
  store.in(privacies).add(privacy);
  for (const id of storagesOf(privacy)) store.in(externalStorages).change(id, { was_attached: true });
}

/** Ids of the storages that a workspace which is not archived has. */
export function attachedStorages(store: Store): ReadonlySet<string> {
  return new Set(store.in(privacies).all().flatMap(storagesOf));
}

export function detachStorages(store: Store, workspaceId: string): void {
  store.in(privacies).remove(workspaceId);
}

function storagesOf({ safeguards_storage, transcripts_storage }: Privacy): string[] {
  return [safeguards_storage, transcripts_storage].flatMap((each) =>
    each.type === 'external' ? [each.external_storage_id] : [],
  );
}

function refuseUnfit(store: Store, field: string, wanted: StorageMember): void {
  if (wanted.type === 'internal') return;
  const storage = store.in(externalStorages).get(wanted.external_storage_id);
  if (storage?.verified_at && !storage.removal_started) return;
  const why = storage ? 'is not available' : 'does not exist';
  throw badRequest(`${field}: external storage ${wanted.external_storage_id} ${why}`, 'storage_not_attachable', {
    field: `inference_data_privacy.${field}`,
  });
}
