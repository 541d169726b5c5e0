import type { Decimal } from './exact.ts';

/** What a fact, or a sum of facts, cost. Currencies are never added to each other. */
export interface Money {
  /** Exact amounts in whole units of the currency (dollars, not cents), by its code: `USD`. */
  readonly amounts: Readonly<Record<string, Decimal>>;
  /** How many facts have an amount that nobody knows: left out of `amounts`, never counted as nothing. */
  readonly unknown: number;
}

/** The currency of both providers' invoices, as far as they document one. */
export const usualCurrency = 'USD';

export function addMoney(a: Money, b: Money): Money {
  const amounts: Record<string, Decimal> = { ...a.amounts };
  for (const [currency, amount] of Object.entries(b.amounts)) {
    amounts[currency] = amounts[currency]?.plus(amount) ?? amount;
  }
  return { amounts, unknown: a.unknown + b.unknown };
}

/** A sum of cents as an amount in dollars, exact however many digits it has. */
export function fromCents(amount: Decimal): Decimal {
  return amount.times('0.01');
}

/** The amounts by currency, the usual one first, then by code. */
export function amountsOf({ amounts }: Money): readonly (readonly [currency: string, amount: Decimal])[] {
  const place = (currency: string) => (currency === usualCurrency ? '' : currency);
  return Object.entries(amounts).sort(([a], [b]) => (place(a) < place(b) ? -1 : 1));
}

/** For people: `$40.00`, `$40.00 + 30.00 EUR`; empty where no amount is known. */
export function moneyText(money: Money): string {
  return amountsOf(money)
    .map(([currency, amount]) => amountText(amount, currency))
    .join(' + ');
}

/** For people: `$1,234.56`, `30.00 EUR`; amounts below a cent keep their leading digits. */
export function amountText(amount: Decimal, currency: string): string {
  const small = amount.abs().lt('0.01') && !amount.eq(0);
  const [whole = '0', fraction = ''] = amount
    .abs()
    .toFixed(small ? 4 : 2)
    .split('.');
  const number = `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction}`;
  const sign = amount.lt(0) ? '-' : '';
  return currency === usualCurrency ? `${sign}$${number}` : `${sign}${number} ${currency}`;
}
