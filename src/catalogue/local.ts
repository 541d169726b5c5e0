import { once } from '../internal/once.ts';
import type { Changes, InputSchema, LocalDescription, LocalRead, LocalWrite, Reversal, Shows } from './define.ts';

/** Defines an operation on files of this machine. The schema is built once, on first use. */
export function defineLocalRead<Schema extends InputSchema, Result>(
  definition: LocalDescription<Schema, Result> & Shows,
): LocalRead<Schema, Result> {
  return { ...definition, provider: null, input: once(definition.input) };
}

/** The same for one that changes them. */
export function defineLocalWrite<Schema extends InputSchema, Result>(
  definition: LocalDescription<Schema, Result> & Changes<Schema, Result> & Reversal<Schema, Result>,
): LocalWrite<Schema, Result> {
  return { ...definition, provider: null, input: once(definition.input) };
}
