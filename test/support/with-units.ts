import type { AnyOperation } from '../../src/catalogue/define.ts';
import { moneyInputs } from '../../src/catalogue/money-inputs.ts';

/** An input with its money as people and models write it. */
export function withUnits(operation: AnyOperation, input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const money = [...moneyInputs(operation)].filter(([name, { unit }]) => unit === 'cents' && input[name] !== undefined);
  return { ...input, ...Object.fromEntries(money.map(([name]) => [name, `${input[name]} cents`])) };
}
