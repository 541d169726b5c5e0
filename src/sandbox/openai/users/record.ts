import { collection, type Store } from '../../engine/store.ts';
import { present } from '../refuse.ts';

export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: 'owner' | 'reader';
  readonly added_at: number;
  readonly technical_level: string | null;
  readonly developer_persona: string | null;
  readonly api_key_last_used_at: number | null;
  readonly is_service_account?: true;
}

export const users = collection<User>('users');

export function userOf(store: Store, id: string): User {
  return present(store.in(users).get(id), 'user', id);
}

/** The later of a moment in unix seconds and one in milliseconds, in seconds. */
export function later(seconds: number | null, milliseconds: number | undefined): number | null {
  if (milliseconds === undefined) return seconds;
  return Math.max(seconds ?? 0, Math.floor(milliseconds / 1000));
}
