import { operationById } from '../../catalogue/index.ts';
import type { StepRecord } from '../change/record.ts';
import { subjectOf } from '../change/state.ts';
import type { Reach } from '../reach.ts';
import { Reader } from './reader.ts';

type Wait = NonNullable<StepRecord['wait']>;

/** True once what a step waits for is so, as the provider shows it. */
export async function holds({ operation, input, field, equals }: Wait, connection: string, reach: Reach) {
  const state = await new Reader(reach).state({ id: operationById(operation).id, input }, input, connection);
  const subject = subjectOf(state);
  const value = field
    .split('.')
    .reduce<unknown>(
      (here, part) => (typeof here === 'object' && here !== null ? (here as Record<string, unknown>)[part] : undefined),
      subject,
    );
  return value === equals || (equals === null && value === undefined);
}
