import type { Refused } from './define.ts';

/** Nobody is invited twice: an address that a member has, in whatever case, gets no invitation. */
export function memberAlready(
  email: string,
  people: { readonly data: readonly { readonly email?: string | null }[] } | null,
): Refused | undefined {
  const found = people?.data.find((person) => person.email?.toLowerCase() === email.toLowerCase());
  return found && { reason: `Nobody is left to invite: ${found.email} is a member already.` };
}
