import { z } from 'zod';

/** The four bounds on a time by which the lists of reviews are narrowed. */
export function moments<const Name extends string>(name: Name, what: string) {
  const at = (words: string) => z.iso.datetime({ offset: true }).describe(`${what} ${words}, RFC 3339`).exactOptional();
  return {
    [`${name}[gt]`]: at('after this moment'),
    [`${name}[gte]`]: at('at this moment or after'),
    [`${name}[lt]`]: at('before this moment'),
    [`${name}[lte]`]: at('at this moment or before'),
  } as Record<`${Name}[${'gt' | 'gte' | 'lt' | 'lte'}]`, ReturnType<typeof at>>;
}
