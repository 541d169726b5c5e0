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

/** When a thing was made, changed and archived, and by whom. */
export interface Traces {
  readonly created_at: string;
  readonly created_by_actor_id: string | null;
  readonly updated_at: string;
  readonly updated_by_actor_id: string | null;
  readonly archived_at: string | null;
  readonly archived_by_actor_id: string | null;
}

type Acting = Pick<Call, 'caller' | 'store' | 'clock'>;

/** The traces of what is made by a call. */
export function made(call: Acting): Traces {
  return {
    created_at: call.clock.iso(),
    created_by_actor_id: actorOf(call),
    ...changed(call),
    archived_at: null,
    archived_by_actor_id: null,
  };
}

/** The traces that a call leaves on what it changes. */
export function changed(call: Acting): Pick<Traces, 'updated_at' | 'updated_by_actor_id'> {
  return { updated_at: call.clock.iso(), updated_by_actor_id: actorOf(call) };
}

/** The traces that a call leaves on what it archives. */
export function archived(call: Acting): Pick<Traces, 'archived_at' | 'archived_by_actor_id'> {
  return { archived_at: call.clock.iso(), archived_by_actor_id: actorOf(call) };
}
