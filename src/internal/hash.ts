/**
 * Small deterministic hashing for generated data. Not for anything that must resist an adversary.
 */

/** A 32-bit hash of the parts, in order (FNV-1a with a final avalanche). */
export function hash32(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const part of parts) {
    const text = String(part);
    for (let index = 0; index < text.length; index += 1) {
      hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
    }
    hash = Math.imul(hash ^ 0x1f, 0x01000193);
  }
  return avalanche(hash);
}

/** Spreads the bits of a 32-bit number. */
export function avalanche(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  mixed ^= mixed >>> 16;
  return mixed >>> 0;
}

/** A number in [0, 1) that depends on nothing but the parts. */
export function unit(...parts: readonly (string | number)[]): number {
  return hash32(...parts) / 0x1_0000_0000;
}

/** At most `count` different places of a list of `length`, in order, that depend on nothing but the parts. */
export function some(count: number, length: number, ...parts: readonly (string | number)[]): number[] {
  const places = Array.from({ length: count }, (_, index) => Math.floor(unit(...parts, index) * length));
  return [...new Set(places)].sort((a, b) => a - b);
}

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** `length` letters and digits that depend on nothing but the parts, without look-alikes such as 0 and O. */
export function letters(length: number, ...parts: readonly (string | number)[]): string {
  let text = '';
  for (let index = 0; text.length < length; index += 1) {
    let hash = hash32(...parts, index);
    for (let digit = 0; digit < 5 && text.length < length; digit += 1) {
      text += alphabet[hash % alphabet.length];
      hash = Math.floor(hash / alphabet.length);
    }
  }
  return text;
}

/** `length` hexadecimal digits that depend on nothing but the parts. */
export function hex(length: number, ...parts: readonly (string | number)[]): string {
  let text = '';
  for (let index = 0; text.length < length; index += 1) {
    text += hash32(...parts, index)
      .toString(16)
      .padStart(8, '0');
  }
  return text.slice(0, length);
}
