import { z } from 'zod';

/** How a provider writes an amount of money in a field. */
export interface MoneyField {
  readonly unit: 'cents' | 'dollars';
  /** `number` may have decimals; `text` is decimal text. */
  readonly form: 'whole number' | 'number' | 'text';
  /** The period that it is for. */
  readonly per?: 'month';
}

/** Which schemas are money. A registry of our own, so that no JSON Schema has a word that others do not know. */
export const moneyFields = z.registry<MoneyField>();

/** As the providers write them in their answers. */
export const inCentsAsText: MoneyField = { unit: 'cents', form: 'text' };
export const inCentsAMonth: MoneyField = { unit: 'cents', form: 'whole number', per: 'month' };
export const inDollars: MoneyField = { unit: 'dollars', form: 'number' };
export const inCentsAsNumber: MoneyField = { unit: 'cents', form: 'number' };

const perUnit = { cents: 2, dollars: 0 } as const;

/**
 * An amount as a person reads it, with what the provider is sent: `$200.00 a month (20000 cents)`. Null is no limit; what is
 * no amount is shown as it is.
 */
export function moneyText(field: MoneyField, value: unknown): string {
  if (value === null) return 'no limit';
  const digits = digitsOf(value);
  if (digits === undefined) return typeof value === 'string' ? value : JSON.stringify(value);
  const dollars = grouped(shifted(digits, -perUnit[field.unit]));
  const period = field.per ? ` a ${field.per}` : '';
  return field.unit === 'dollars'
    ? `${dollars}${period}`
    : `${dollars}${period} (${digits} ${digits === '1' ? 'cent' : 'cents'})`;
}

/**
 * What a person or a model wrote for money, in the provider's unit, as decimal text: `$500`, `500 usd`, `1,250.50 dollars`,
 * `20000 cents`. Undefined where no unit is written.
 */
export function amountWritten(text: string, { unit }: MoneyField): string | undefined {
  const [, sign = '', before = '', number = '', after = ''] =
    /^\s*(-?)\s*(\$|usd|us\$)?\s*(\d[\d,]*(?:\.\d+)?|\.\d+)\s*(usd|us\$|\$|dollars?|cents?|¢)?\s*$/i.exec(text) ?? [];
  if (number === '' || (before === '' && after === '') || !isGrouped(number)) return undefined;
  const isCents = /^(?:cents?|¢)$/i.test(after);
  if (isCents && before !== '') return undefined;
  const digits = `${sign}${number.replaceAll(',', '')}`;
  return shifted(digits, perUnit[unit] - (isCents ? 2 : 0));
}

/** An amount of whole cents, which people write in dollars or in cents. */
export function cents<const Form extends 'whole number' | 'text'>(
  form: Form,
  { what, least = 0, per }: { readonly what: string; readonly least?: number; readonly per?: 'month' },
): z.ZodType<Form extends 'text' ? string : number, Form extends 'text' ? string : number> {
  const field: MoneyField = { unit: 'cents', form, ...(per && { per }) };
  const error = 'expected an amount of whole cents, such as $500 or 50000 cents';
  const sent = form === 'text' ? z.string().regex(/^\d+$/, { error }) : z.int({ error }).min(least, { error });
  const written = z
    .string()
    .transform((text) => asSent(text, field))
    .pipe(sent);
  const schema = z
    .union([sent, written], { error })
    .describe(`${what}, as $500 or 50000 cents; a number without a unit is in cents`)
    .register(moneyFields, field);
  return schema as unknown as ReturnType<typeof cents<Form>>;
}

/** What is written with a unit, as the provider wants it; anything else is left to the schema. */
function asSent(text: string, field: MoneyField): unknown {
  const amount = amountWritten(text, field);
  if (amount === undefined) return text;
  return field.form === 'text' ? amount : Number(amount);
}

/** Groups of three, if any; `1,23` is neither a thousand nor a fraction for certain. */
function isGrouped(number: string): boolean {
  return !number.includes(',') || /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(number);
}

function digitsOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? exact(value) : value;
  return typeof text === 'string' && /^-?\d+(?:\.\d+)?$/.test(text) ? text : undefined;
}

/** Not in the notation with an exponent, which is no amount that anybody reads. */
function exact(value: number): string {
  return Number.isInteger(value) ? BigInt(value).toString() : String(value);
}

/** A decimal number with its point moved so many places to the right, exact however long. */
export function shifted(digits: string, places: number): string {
  const sign = digits.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = digits.replace('-', '').split('.');
  const all = `${'0'.repeat(Math.max(0, -places))}${whole}${fraction.padEnd(Math.max(0, places), '0')}`;
  const point = Math.max(0, -places) + whole.length + places;
  const left = all.slice(0, point).replace(/^0+(?=\d)/, '') || '0';
  const right = all.slice(point).replace(/0+$/, '');
  return `${sign}${left}${right && `.${right}`}`;
}

/** Dollars for people: `$1,250.50`, with at least two decimals. */
export function grouped(dollars: string): string {
  const sign = dollars.startsWith('-') ? '-' : '';
  const [whole = '0', fraction = ''] = dollars.replace('-', '').split('.');
  return `${sign}$${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction.padEnd(2, '0')}`;
}
