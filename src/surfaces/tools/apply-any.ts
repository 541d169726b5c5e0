import { PolicyError } from '../../errors.ts';
import type { Shown } from '../../gate/change/shown.ts';
import { apply } from '../../gate/lifecycle/apply.ts';
import { approve } from '../../gate/lifecycle/approve.ts';
import { confirmationOf, knownOf, viewChange, viewShown } from '../../gate/lifecycle/describe.ts';
import { settle } from '../../gate/lifecycle/settle.ts';
import { show } from '../../gate/lifecycle/show.ts';
import type { Reach } from '../../gate/reach.ts';
import { redactSecrets } from '../../internal/redact.ts';
import { planOf } from '../views/plan.ts';
import { planAnswer } from './plan.ts';
import { planText } from './render/plan.ts';
import type { Answer, Call, Question } from './tool.ts';

/** A change that was approved, or that the client's user is asked about first. */
export async function applyAny(id: string, call: Call): Promise<Answer | Question> {
  const reach = call.session.reach(call);
  const { gate } = reach;
  if ((await knownOf(id, gate)).status === 'applying') {
    await settle(id, reach);
    return planAnswer(await viewChange(id, reach), gate);
  }
  const view = await viewChange(id, reach);
  if (view.missing !== undefined && view.requirement?.channel === 'elicitation' && call.canAsk) {
    const question = await askOrApprove(await show(id, reach), reach, call);
    if (question) return question;
  }
  await apply(id, reach);
  return planAnswer(await viewChange(id, reach), gate);
}

/**
 * The client's user is asked; their yes is kept when the wire has shown that it answers this very question. Undefined when
 * they agreed.
 */
async function askOrApprove(shown: Shown, reach: Reach, { reply, client }: Call): Promise<Question | undefined> {
  const { id } = shown.record;
  const wanted = confirmationOf(shown);
  if (reply?.change !== id || reply.digest !== shown.digest) {
    const plan = planText(planOf(await viewShown(shown, reach.gate), reach.gate.now()));
    const message = `${redactSecrets(plan)}\n\nType ${wanted} to agree to this change.`;
    return { change: id, digest: shown.digest, message, wanted };
  }
  if (reply.typed?.trim() !== wanted) {
    throw new PolicyError('not_agreed', `The user did not agree to ${id}; nothing was sent.`, {
      hint: 'Do not ask again unless the user wants it.',
    });
  }
  const approver = `user of ${reach.gate.who.principal ?? client ?? 'the client'}`;
  await approve(shown, { channel: 'elicitation', approver }, reach);
  return undefined;
}
