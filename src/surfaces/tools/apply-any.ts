import { PolicyError } from '../../errors.ts';
import { apply } from '../../gate/lifecycle/apply.ts';
import { approve, type Pending, pending } from '../../gate/lifecycle/approve.ts';
import { confirmationOf, viewChange } from '../../gate/lifecycle/describe.ts';
import { settle } from '../../gate/lifecycle/settle.ts';
import { redactSecrets } from '../../internal/redact.ts';
import type { Session } from '../../session/session.ts';
import { planOf } from '../views/plan.ts';
import { planAnswer } from './plan.ts';
import { planText } from './render/plan.ts';
import type { Answer, Call, Question } from './tool.ts';

/** A change that was approved, or that the client's user is asked about first. */
export async function applyAny(id: string, call: Call): Promise<Answer | Question> {
  const { session } = call;
  const { gate } = session;
  const execution = session.onChange(id, call);
  if (gate.changes.get(id).stage === 'applying') {
    await settle(id, execution);
    return planAnswer(viewChange(gate, id), session);
  }
  const waiting = pending(gate, id);
  if (waiting.missing !== undefined) {
    const question = questionFor(waiting, call);
    if (question) return question;
  }
  await apply(id, execution);
  return planAnswer(viewChange(gate, id), session);
}

/**
 * Where policy takes the word of the client's user, and the client can ask, they are asked; their yes is kept when the
 * wire has shown that it answers this very question. Undefined when there is nothing to ask, or they agreed.
 */
function questionFor({ change, digest, requirement }: Pending, call: Call): Question | undefined {
  const { session, canAsk, reply, client = 'the client' } = call;
  if (requirement.channel !== 'elicitation' || !canAsk) return undefined;
  const wanted = confirmationOf(change);
  if (reply?.change !== change.id || reply.digest !== digest) {
    return { change: change.id, digest, message: messageFor(change.id, wanted, session), wanted };
  }
  if (reply.typed?.trim() !== wanted) {
    throw new PolicyError('not_agreed', `The user did not agree to ${change.id}; nothing was sent.`, {
      hint: 'Do not ask again unless the user wants it.',
    });
  }
  approve(session.gate, change.id, { channel: 'elicitation', approver: `user of ${client}` });
  return undefined;
}

function messageFor(id: string, wanted: string, session: Session): string {
  const plan = planText(planOf(viewChange(session.gate, id), session.gate.now()));
  return `${redactSecrets(plan)}\n\nType ${wanted} to agree to this change.`;
}
