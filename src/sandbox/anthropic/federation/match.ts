import { z } from 'zod';
import { badRequest } from '../refuse.ts';

/** What a token must say for a rule to apply. All that is given must hold. */
export interface RuleMatch {
  /** The subject, or its beginning when it ends with an asterisk. */
  readonly subject_prefix: string | null;
  readonly claims: Readonly<Record<string, string>> | null;
  /** CEL over `claims`. */
  readonly condition: string | null;
  readonly audience: string | null;
}

export const matchSchema = z.strictObject({
  subject_prefix: z.string().min(1).nullable().default(null),
  claims: z.record(z.string(), z.string()).nullable().default(null),
  condition: z.string().min(1).nullable().default(null),
  audience: z.string().min(1).nullable().default(null),
});

/** A match that would let in everybody. */
export function refuseOpenMatch({ subject_prefix, claims, condition }: RuleMatch): void {
  const hasSubject = subject_prefix !== null && !/^\*+$/.test(subject_prefix);
  const hasClaims = claims !== null && Object.keys(claims).length > 0;
  if (condition !== null && !/\bclaims\b/.test(condition)) {
    throw badRequest('match.condition: must depend on the claims');
  }
  if (hasSubject || hasClaims || condition !== null) return;
  throw badRequest('match: one of subject_prefix, claims and condition is required');
}
