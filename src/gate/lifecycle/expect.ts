import type { PlannedStep } from '../change/plan.ts';
import type { StepReceipt } from '../change/progress.ts';

/**
 * The state that a step should meet: the one it was proposed on, or what earlier steps of the same change made of it, as
 * it was read back after the last of them.
 */
export function expectedState({ state, after }: PlannedStep, receipts: readonly StepReceipt[]): unknown {
  const last = after.at(-1);
  const made = receipts.find(({ step }) => step === last);
  return made && 'state' in made ? made.state : state;
}
