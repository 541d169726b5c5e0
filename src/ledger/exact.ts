import Big from 'big.js';

/** Decimal arithmetic; a float never holds an amount. */
export type Decimal = Big;

/** A number without error: a whole one as `bigint`, any other as a decimal. */
export type Exact = bigint | Decimal;

/** Whole numbers, fractions, and the exponents that some writers of JSON use; nothing that only looks like a number. */
const decimalText = /^-?\d{1,300}(?:\.\d{1,300})?(?:[eE][+-]?\d{1,3})?$/;

/**
 * A number as a provider wrote it: decimal text, or a JSON number, whose shortest text is what was meant.
 * @returns undefined for what is no number, and for a whole JSON number so large that its last digits are lost.
 */
export function readDecimal(value: unknown): Decimal | undefined {
  if (typeof value === 'string') return decimalText.test(value) ? new Big(value) : undefined;
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? undefined : new Big(value);
}

/** The same, as a `bigint` where it is whole. */
export function readExact(value: unknown): Exact | undefined {
  if (Number.isSafeInteger(value)) return BigInt(value as number);
  const read = readDecimal(value);
  return read?.round(0).eq(read) ? BigInt(read.toFixed()) : read;
}

export function addExact(a: Exact, b: Exact): Exact {
  return typeof a === 'bigint' && typeof b === 'bigint' ? a + b : decimalOf(a).plus(decimalOf(b));
}

/** For sorting, smallest first. */
export function compareExact(a: Exact, b: Exact): number {
  if (typeof a !== 'bigint' || typeof b !== 'bigint') return decimalOf(a).cmp(decimalOf(b));
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** In full, without exponent or trailing zeros, such as `12.3456`. */
export function exactText(value: Exact): string {
  return typeof value === 'bigint' ? String(value) : value.toFixed();
}

export function decimalOf(value: Exact): Decimal {
  return typeof value === 'bigint' ? new Big(String(value)) : value;
}
