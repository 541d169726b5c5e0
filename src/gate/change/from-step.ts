import { InputError } from '../../errors.ts';
import type { StepReceipt } from './progress.ts';
import type { Json } from './record.ts';

/** A value that an earlier step's answer gives: step 1 is the first, `field` a dotted name in its answer. */
export interface FromStep {
  readonly from_step: number;
  readonly field: string;
}

/** The parameters of an input that take their value from an earlier step. */
export function fromSteps(input: Json): Readonly<Record<string, FromStep>> {
  return Object.fromEntries(Object.entries(input).filter((entry): entry is [string, FromStep] => isFromStep(entry[1])));
}

function isFromStep(value: unknown): value is FromStep {
  return typeof value === 'object' && value !== null && 'from_step' in value;
}

/** @throws InputError for a reference to no earlier step, or to no field. */
export function refuseWrongReferences(inputs: readonly Json[]): void {
  for (const [index, input] of inputs.entries()) {
    for (const [name, reference] of Object.entries(fromSteps(input))) {
      const { from_step, field } = reference;
      const isShaped = Number.isInteger(from_step) && /^[a-z_]\w*(?:\.[a-z_]\w*)*$/.test(String(field));
      if (isShaped && Object.keys(reference).length === 2 && from_step >= 1 && from_step <= index) continue;
      throw new InputError('from_step_invalid', `Step ${index + 1}: ${name} takes a value from no earlier step.`, {
        hint: 'Write {"from_step": 1, "field": "id"}: the number of a step before this one, and a field of its answer.',
      });
    }
  }
}

/**
 * The input with the values that earlier steps gave.
 * @throws InputError when an answer has no such field.
 */
export function withEarlierResults(input: Json, receipts: readonly StepReceipt[]): Json {
  const given = Object.entries(fromSteps(input)).map(([name, { from_step, field }]) => {
    const result = receipts.find(({ step }) => step === from_step - 1)?.result;
    const value = field.split('.').reduce<unknown>((here, part) => (isObject(here) ? here[part] : undefined), result);
    if (typeof value === 'string' || typeof value === 'number') return [name, value] as const;
    throw new InputError('from_step_missing', `The answer of step ${from_step} has no ${field}, which ${name} needs.`, {
      hint: 'Propose the rest as a change of its own, with the value written out.',
    });
  });
  return { ...input, ...Object.fromEntries(given) };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
