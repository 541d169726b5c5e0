import { operationById } from '../../catalogue/index.ts';
import { refuseBareMoney } from '../../catalogue/money-inputs.ts';
import { viewShown } from '../../gate/lifecycle/describe.ts';
import { type ProposedStep, propose } from '../../gate/lifecycle/propose.ts';
import { planAnswer } from './plan.ts';
import type { Answer, Call } from './tool.ts';

/** Any writes, as a change that waits for a person. */
export async function proposeAny(
  steps: readonly ProposedStep[],
  reason: string | undefined,
  call: Call,
): Promise<Answer> {
  for (const { id, input } of steps) refuseBareMoney(operationById(id), input);
  const reach = call.session.reach(call);
  const shown = await propose({ steps, ...(reason !== undefined && { reason }) }, reach);
  return planAnswer(await viewShown(shown, reach.gate), reach.gate);
}
