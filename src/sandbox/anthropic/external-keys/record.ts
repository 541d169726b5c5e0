import { collection, type Store } from '../../engine/store.ts';
import { badRequest } from '../refuse.ts';
import type { Workspace } from '../workspaces/record.ts';
import type { ProviderConfig } from './provider-config.ts';

/** A key of the customer's own key service, with which workspaces' data is encrypted. */
export interface ExternalKey {
  readonly id: string;
  readonly display_name: string | null;
  readonly geo: 'us';
  readonly provider_config: ProviderConfig;
  readonly user_profile_id: string | null;
  readonly created_at: string;
  readonly updated_at: string;
  /** What the key service answers to a test, where it refuses. */
  readonly failure: string | null;
}

export const externalKeys = collection<ExternalKey>('external_keys');

/** What a workspace must fulfil to take a key: it works, and both are of the same customer or of none. */
export function refuseUnfitKey(
  store: Store,
  { external_key_id, user_profile_id }: Pick<Workspace, 'external_key_id' | 'user_profile_id'>,
): void {
  if (external_key_id === null) return;
  const key = store.in(externalKeys).get(external_key_id);
  if (!key) throw badRequest(`external_key_id: no external key ${external_key_id}`);
  if (key.user_profile_id !== user_profile_id) {
    throw badRequest('The external key and the workspace must have the same user profile.', 'key_profile_mismatch');
  }
  if (key.failure !== null) throw badRequest(key.failure, 'external_key_validation_failed');
}
