import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** The one JSON text of a value, as RFC 8785 writes it: the same value gives the same bytes on every machine. */
export function canonicalJson(value: unknown): string {
  // What JSON cannot hold, such as undefined fields, is dropped first, as it would be when stored.
  return canonicalize(JSON.parse(wellFormed(JSON.stringify(value) ?? 'null'))) ?? 'null';
}

/** Halves of a character, which JSON writes as escapes and UTF-8 cannot hold, as the sign that stands for them on the wire. */
function wellFormed(json: string): string {
  return json.replace(/(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g, '$1\ufffd');
}

/** SHA-256 of a text, as hexadecimal digits. */
export function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

export function digestOf(value: unknown): string {
  return sha256(canonicalJson(value));
}
