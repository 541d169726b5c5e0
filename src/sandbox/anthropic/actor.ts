import type { Call } from '../engine/route.ts';
import { users } from './users/record.ts';

/**
 * Who acts, as `created_by_actor_id` and its like name them. The OAuth token is of the person who signed in: the
 * organisation's first admin. A key stands for nobody.
 */
export function actorOf({ caller, store }: Pick<Call, 'caller' | 'store'>): string | null {
  if (caller.kind !== 'oauth_token') return null;
  return store.in(users).find(({ role }) => role === 'admin')?.id ?? null;
}
