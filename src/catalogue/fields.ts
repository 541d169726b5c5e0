import { z } from 'zod';

/**
 * Fields that many operations share, described once.
 */

/**
 * An id as the provider makes it. Names its prefix where the provider has one, so that an id of another kind is refused
 * before it is sent; never a slash or a bare dot segment, so that it cannot reach another path.
 */
export function id(prefix: string | readonly string[], what: string) {
  const prefixes = typeof prefix === 'string' ? [prefix] : prefix;
  const shape = prefixes.map((each) => `${each}…`).join(' or ');
  const start = prefixes.map(escapeForPattern).join('|');
  return z
    .string()
    .regex(new RegExp(`^(?:${start})[A-Za-z0-9_~.-]*[A-Za-z0-9_~-]$`), {
      error: `expected the id of ${what} (${shape})`,
    })
    .describe(`Id of ${what} (${shape})`);
}

/** An id whose prefix the provider does not document. */
export function plainId(what: string) {
  return z
    .string()
    .regex(/^[A-Za-z0-9_~-][A-Za-z0-9_~.-]*$/, { error: `expected the id of ${what}: letters, digits, - _ ~ .` })
    .describe(`Id of ${what}`);
}

/** The values that are known of a text that may have others. */
export const knownMembers = z.registry<{ readonly members: readonly string[] }>();

/**
 * One of names that the provider adds to: those that are known, and any other, since its own answers show such. The type
 * is that of the known ones, as the SDK has it.
 */
export function openEnum<const Member extends string>(members: readonly [Member, ...Member[]]) {
  return z.string().register(knownMembers, { members }) as unknown as z.ZodType<Member, Member>;
}

/** How many items one page of a list holds. */
export function pageSize(bounds: { most: number; least?: number; usual: number; what?: string }) {
  const { most, least = 1, usual, what = 'items' } = bounds;
  return z
    .int()
    .min(least)
    .max(most)
    .describe(`${what} per page, ${least} to ${most}; ${usual} when omitted`)
    .exactOptional();
}

/** The opaque cursor of a following page, as the page before gave it. */
export function cursor(what: string) {
  return z.string().min(1).describe(what).exactOptional();
}

/** A moment as Anthropic's reports take it. */
export function rfc3339(description: string) {
  return z.iso.datetime({ offset: true, error: 'expected a moment like 2026-11-01T00:00:00Z' }).describe(description);
}

/** A UTC day. */
export function day(description: string) {
  return z.iso.date({ error: 'expected a day like 2026-11-01' }).describe(description);
}

/** A moment in unix seconds. */
export function unixSeconds(description: string) {
  return z.int().min(0).describe(description);
}

/** The bytes of a file, as base64, so that what is sent is bound to what was agreed. */
export function fileContent(description: string) {
  return z.base64().meta({ description: `${description}, base64`, format: 'file' });
}

function escapeForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
