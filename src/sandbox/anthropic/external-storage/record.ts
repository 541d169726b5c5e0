import { collection, type Store } from '../../engine/store.ts';
import { present } from '../refuse.ts';

export interface ExternalStorage {
  readonly id: string;
  readonly display_name: string | null;
  readonly provider_config:
    | { readonly type: 'aws'; readonly account_id: string; readonly bucket_name: string; readonly region: string }
    | { readonly type: 'gcp'; readonly project_number: string; readonly bucket_name: string; readonly region: string };
  readonly user_profile_id: string | null;
  readonly created_at: string;
  readonly updated_at: string;
  /** When its bucket passed verification; null while it is pending. */
  readonly verified_at: string | null;
  /** Whether a workspace ever had it. */
  readonly was_attached: boolean;
  readonly removal_started: boolean;
}

export const externalStorages = collection<ExternalStorage>('external_storage');

export function storageOf(store: Store, id: string): ExternalStorage {
  return present(store.in(externalStorages).get(id), 'External storage', id);
}
