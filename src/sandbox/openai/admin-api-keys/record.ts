import { collection, type Store } from '../../engine/store.ts';

/** A key of the administration plane. `secret` is shown by the answer to its creation and by nothing else. */
export interface AdminKey {
  readonly id: string;
  readonly name: string;
  readonly created_at: number;
  readonly expires_at: number | null;
  readonly last_used_at: number | null;
  readonly owner: { readonly id: string; readonly name: string; readonly email: string; readonly created_at: number };
  readonly secret: string;
}

export const adminKeys = collection<AdminKey>('admin_keys');

const minute = 60;

/** Remembers when a key was used, to the minute. */
export function noteUse(store: Store, key: AdminKey, now: number): void {
  if (key.last_used_at !== null && now - key.last_used_at < minute) return;
  store.in(adminKeys).change(key.id, { last_used_at: now });
}
