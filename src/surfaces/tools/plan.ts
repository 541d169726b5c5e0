import type { ChangeView } from '../../gate/lifecycle/describe.ts';
import { redactSecrets } from '../../internal/redact.ts';
import type { Session } from '../../session/session.ts';
import { planOf } from '../views/plan.ts';
import { marked } from './render/marked.ts';
import { planText } from './render/plan.ts';
import type { Answer } from './tool.ts';

/** A change in words, and what has to happen next. The plan quotes the provider, so it is marked as data. */
export function planAnswer(view: ChangeView, session: Session): Answer {
  const plan = redactSecrets(planText(planOf(view, session.gate.now())));
  const next = nextFor(view, session);
  const { id, status, digest, expires_at, requirement, missing, problem, receipt } = view;
  return {
    text: `${marked(`change ${id}`, plan)}\n${next}`,
    data: {
      change: id,
      status,
      digest,
      expires_at,
      needs: requirement,
      ...(missing !== undefined && { missing }),
      ...(problem !== undefined && { problem }),
      ...(receipt && { outcome: receipt.outcome }),
      provider_data: { plan },
      next,
    },
  };
}

function nextFor({ id, status, requirement, problem }: ChangeView, { gate }: Session): string {
  if (problem !== undefined) return `${id} can no longer be applied. Propose it again if it is still wanted.`;
  if (status === 'approved') return `${id} is approved. Apply it with apply_change.`;
  if (status !== 'proposed' && status !== 'stopped') return `${id} is ${status.replaceAll('_', ' ')}.`;
  if (requirement.channel === 'elicitation')
    return `Nothing is changed yet. Call apply_change with "${id}"; the user is asked then.`;
  const enrolled = requirement.channel !== 'signature' || gate.policy().approvers.list.length > 0;
  const first = enrolled ? '' : ' First a person enrolls: steward approvals enroll NAME.';
  return `Nothing is changed yet. Tell the user to run in a terminal: steward approve ${id}${first} Then call apply_change with "${id}". You cannot approve it.`;
}
