import { z } from 'zod';

/** A name that also serves as an identifier. */
export function slug() {
  return z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'should be lower-case letters, digits and hyphens');
}
