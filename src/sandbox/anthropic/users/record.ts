import { collection } from '../../engine/store.ts';

export const roles = [
  'admin',
  'billing',
  'claude_code_user',
  'developer',
  'managed',
  'membership_admin',
  'owner',
  'primary_owner',
  'user',
] as const;
export type Role = (typeof roles)[number];

export interface User {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly added_at: string;
}

export const users = collection<User>('users');

/** Addresses are compared without case and without what follows a plus sign. */
export function sameAddress(a: string, b: string): boolean {
  return normalised(a) === normalised(b);
}

function normalised(email: string): string {
  return email.toLowerCase().replace(/\+[^@]*@/, '@');
}
