import { operationById } from '../../catalogue/index.ts';
import { PolicyError } from '../../errors.ts';
import type { StepRecord } from '../change/record.ts';
import { subjectOf } from '../change/state.ts';
import { laterThanSeen } from '../journal/journal.ts';
import type { Reach } from '../reach.ts';
import { Reader } from './reader.ts';

type Wait = NonNullable<StepRecord['wait']>;

/**
 * True once what a step waits for is so, as the provider shows it.
 * @throws PolicyError once it is later than the plan said it would wait.
 */
export async function holds({ operation, input, field, equals, until }: Wait, connection: string, reach: Reach) {
  const now = await reach.gate.store.look((tables) => laterThanSeen(tables, reach.gate.now()));
  if (now.getTime() > Date.parse(until)) {
    throw new PolicyError('wait_over', `It was to wait until ${until} for ${field}, and that is over.`, {
      hint: 'Propose it again if it is still wanted.',
    });
  }
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
