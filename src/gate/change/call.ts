import { checkInput, checkPartOf } from '../../catalogue/check-input.ts';
import type { AnyOperation, Risk } from '../../catalogue/define.ts';
import { operationById } from '../../catalogue/index.ts';
import { InputError } from '../../errors.ts';
import { type FromStep, fromSteps } from './from-step.ts';
import type { Json } from './record.ts';

export type WriteOperation = Exclude<AnyOperation, { readonly risk: 'read' }>;
export type WriteRisk = Exclude<Risk, 'read'>;

/** A write, resolved once. */
export interface WriteCall {
  readonly operation: WriteOperation;
  /** As the schema reads it. A value that an earlier step will give stands as what a person reads in its place. */
  readonly input: Json;
  /** The operation's own risk, or the higher one that this input brings. */
  readonly risk: WriteRisk;
  /** Values that earlier steps will give, by parameter. */
  readonly later: Readonly<Record<string, FromStep>>;
}

/**
 * @throws InputError for an operation that does not exist, only reads, or does not take the input.
 */
export function resolveWrite(id: string, input: Json): WriteCall {
  const operation = operationById(id);
  if (operation.risk === 'read') {
    throw new InputError('not_a_change', `${operation.id} only reads; there is nothing to approve.`, {
      hint: 'Run it directly.',
    });
  }
  const later = fromSteps(input);
  const names = Object.keys(later);
  if (names.length === 0) return written(operation, checkInput(operation, input), {});
  const known = checkPartOf(operation, input, names);
  const words = Object.entries(later).map(([name, { from_step, field }]) => [name, `(${field} of step ${from_step})`]);
  return written(operation, { ...known, ...Object.fromEntries(words) }, later);
}

function written(operation: WriteOperation, input: Json, later: WriteCall['later']): WriteCall {
  return { operation, input, risk: operation.raises?.(input) ?? operation.risk, later };
}
