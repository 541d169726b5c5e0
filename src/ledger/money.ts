import Big from 'big.js';

/** Decimal arithmetic for money; a float never holds an amount. */
export type Decimal = Big;

export const zero = new Big(0);

/** An amount as a provider wrote it: a decimal string, or a JSON number whose shortest text is exact. */
export function decimal(value: unknown): Decimal {
  if (typeof value === 'string' || typeof value === 'number') return new Big(value);
  return zero;
}

export function dollarsFrom(amount: unknown, unit: 'cents' | 'dollars'): Decimal {
  const parsed = decimal(amount);
  return unit === 'cents' ? parsed.div(100) : parsed;
}

/** The full amount without exponent or trailing zeros, such as `12.3456`. */
export function plainText(amount: Decimal): string {
  return amount.toFixed();
}

/** For people: `$1,234.56`; amounts below a cent keep their leading digits. */
export function dollars(amount: Decimal): string {
  const small = amount.abs().lt('0.01') && !amount.eq(0);
  const [whole = '0', fraction = ''] = amount
    .abs()
    .toFixed(small ? 4 : 2)
    .split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${amount.lt(0) ? '-' : ''}$${grouped}.${fraction}`;
}
