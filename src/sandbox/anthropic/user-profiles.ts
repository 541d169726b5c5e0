import { collection, type Store } from '../engine/store.ts';
import { badRequest } from './refuse.ts';

/** A customer of the organisation. Profiles are made outside the Admin API, which only refers to them. */
export interface UserProfile {
  readonly id: string;
}

export const userProfiles = collection<UserProfile>('user_profiles');

export function refuseUnknownProfile(store: Store, id: string | null): void {
  if (id === null || store.in(userProfiles).has(id)) return;
  throw badRequest(`user_profile_id: no user profile ${id}`, 'user_profile_not_found');
}
