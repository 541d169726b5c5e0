import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** The one JSON text of a value, as RFC 8785 writes it: the same value gives the same bytes on every machine. */
export function canonicalJson(value: unknown): string {
  // What JSON cannot hold, such as undefined fields, is dropped first, as it would be when stored.
  return canonicalize(JSON.parse(JSON.stringify(value))) ?? 'null';
}

/** SHA-256 of a text, as hexadecimal digits. */
export function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

export function digestOf(value: unknown): string {
  return sha256(canonicalJson(value));
}
