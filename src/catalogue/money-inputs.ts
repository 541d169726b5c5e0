import { z } from 'zod';
import { InputError } from '../errors.ts';
import type { AnyOperation } from './define.ts';
import { grouped, type MoneyField, moneyFields, shifted } from './money.ts';

/** The money fields of what an operation takes, by parameter. */
export function moneyInputs({ input }: AnyOperation): ReadonlyMap<string, MoneyField> {
  const found = Object.entries(input().shape as Record<string, z.ZodType>).flatMap(([name, schema]) => {
    const field = fieldOf(schema);
    return field ? [[name, field] as const] : [];
  });
  return new Map(found);
}

/** Of a schema whether it is money, whatever is wrapped around it. */
function fieldOf(schema: z.ZodType): MoneyField | undefined {
  const own = moneyFields.get(schema);
  if (own) return own;
  const isWrapper =
    schema instanceof z.ZodOptional || schema instanceof z.ZodExactOptional || schema instanceof z.ZodNullable;
  return isWrapper ? fieldOf(schema.unwrap() as z.ZodType) : undefined;
}

/**
 * Refuses amounts without a unit where the provider counts in cents: 500 meant as dollars would be $5.00. For doors through
 * which people and models write; a program that knows the provider's unit may give it bare.
 * @throws InputError with both spellings.
 */
export function refuseBareMoney(operation: AnyOperation, input: Readonly<Record<string, unknown>>): void {
  for (const [name, { unit }] of moneyInputs(operation)) {
    const value = input[name];
    const bare = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
    if (unit === 'dollars' || !/^-?\d[\d,]*(?:\.\d+)?$/.test(bare)) continue;
    const inDollars = grouped(shifted(bare.replaceAll(',', ''), -2));
    throw new InputError('money_without_unit', (named) => `${named(name)}: ${bare} has no unit.`, {
      parameter: name,
      hint: `Write $${bare} for dollars, or ${bare} cents, which is ${inDollars}.`,
    });
  }
}
