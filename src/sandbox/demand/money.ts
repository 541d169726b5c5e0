/**
 * Exact money: whole numbers of a trillionth of a dollar. A price per million of something is a whole number of them
 * per one, also after the providers' halves, tenths and doubles.
 */
export type Money = bigint;

const perDollar = 1_000_000_000_000n;

/** A decimal number of dollars, such as `0.03`. */
export function dollars(text: string): Money {
  const [whole = '0', fraction = ''] = text.split('.');
  if (!/^\d+$/.test(whole) || !/^\d{0,12}$/.test(fraction)) throw new Error(`not an amount of dollars: ${text}`);
  return BigInt(whole) * perDollar + BigInt(fraction.padEnd(12, '0'));
}

/** The price of one, from dollars per million. */
export function perMillion(text: string): Money {
  return exactly(dollars(text), 1_000_000n);
}

/** A part of an amount, such as nine tenths. */
export function part(amount: Money, numerator: bigint, denominator: bigint): Money {
  return exactly(amount * numerator, denominator);
}

function exactly(amount: Money, divisor: bigint): Money {
  if (amount % divisor !== 0n) throw new Error(`${amount} cannot be divided by ${divisor} exactly`);
  return amount / divisor;
}

/** Dollars as a decimal number, with no zeros at the end. */
export function inDollars(amount: Money): string {
  return decimal(amount, 12);
}

/** Cents as a decimal number, with at least two places. */
export function inCents(amount: Money): string {
  const text = decimal(amount, 10);
  const places = text.split('.')[1]?.length ?? 0;
  return places >= 2 ? text : `${text}${places === 0 ? '.' : ''}${'0'.repeat(2 - places)}`;
}

/** Whole cents, rounded half up. */
export function wholeCents(amount: Money): number {
  return Number((amount + 5_000_000_000n) / 10_000_000_000n);
}

function decimal(amount: Money, places: number): string {
  const digits = amount.toString().padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  return fraction === '' ? digits.slice(0, -places) : `${digits.slice(0, -places)}.${fraction}`;
}
