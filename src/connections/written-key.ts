import { CredentialError } from '../errors.ts';

/** What people and files put around a key, and what is left without it. */
const wrappings: readonly RegExp[] = [
  /^\uFEFF?\s*([\s\S]*?)\s*$/,
  /^(?:export\s+)?[A-Za-z_][A-Za-z0-9_]*=([\s\S]*)$/,
  /^Bearer\s+([\s\S]*)$/i,
  /^"([\s\S]*)"$/,
  /^'([\s\S]*)'$/,
  /^`([\s\S]*)`$/,
  /^\u201c([\s\S]*)\u201d$/,
];

/**
 * The key in a text that was written for it. Quotation marks, `Bearer ` and `NAME=` around it are no part of it, so they
 * are taken off before anybody asks whose key it is.
 * @throws CredentialError for a character that no key has: such a key was pasted with something invisible, and is not sent.
 */
export function keyFrom(text: string, where: string): string {
  let key = text;
  for (let before = ''; before !== key; ) {
    before = key;
    for (const wrapping of wrappings) key = wrapping.exec(key)?.[1] ?? key;
  }
  const place = key.search(/[^\x21-\x7e]/);
  if (place < 0) return key;
  throw new CredentialError(
    'key_malformed',
    `${where.charAt(0).toUpperCase()}${where.slice(1)} holds a character that no key has, at position ${place + 1}.`,
    { hint: 'Copy the key anew, without what stands around it. Nothing was sent.' },
  );
}
