import type { Gate } from '../../gate/gate.ts';
import type { ChangeView } from '../../gate/lifecycle/describe.ts';
import { redactSecrets } from '../../internal/redact.ts';
import { planOf } from '../views/plan.ts';
import { marked } from './render/marked.ts';
import { planText } from './render/plan.ts';
import type { Answer } from './tool.ts';

/** A change in words, and what has to happen next. The plan quotes the provider, so it is marked as data. */
export async function planAnswer(view: ChangeView, gate: Gate): Promise<Answer> {
  const plan = redactSecrets(planText(planOf(view, gate.now())));
  const next = await nextFor(view, gate);
  const { id, status, steps, digest, expires_at, requirement, missing, problem } = view;
  return {
    text: `${marked(`change ${id}`, plan)}\n${next}`,
    data: {
      change: id,
      status,
      expires_at,
      ...(digest !== undefined && { digest }),
      ...(steps.some(({ receipt }) => receipt) && { outcome: status }),
      ...(requirement && { needs: requirement }),
      ...(missing !== undefined && { missing }),
      ...(problem !== undefined && { problem }),
      provider_data: { plan },
      next,
    },
  };
}

async function nextFor({ id, status, requirement, problem }: ChangeView, gate: Gate): Promise<string> {
  if (problem !== undefined) return `${id} can no longer be applied. Propose it again if it is still wanted.`;
  if (status === 'approved') return `${id} is approved. Apply it with apply_change.`;
  const isOpen = status === 'proposed' || status === 'stopped' || status === 'waiting';
  if (!isOpen || !requirement) return `${id} is ${status.replaceAll('_', ' ')}.`;
  if (status !== 'proposed') return `${id} is ${status}. Call apply_change with "${id}" to go on.`;
  if (requirement.channel === 'elicitation')
    return `Nothing is changed yet. Call apply_change with "${id}"; the user is asked then.`;
  const enrolled = requirement.channel !== 'signature' || (await gate.policy()).approvers.list.length > 0;
  const first = enrolled ? '' : ' First a person enrolls: steward approvals enroll NAME.';
  return `Nothing is changed yet. Tell the user to run in a terminal: steward approve ${id}${first} Then call apply_change with "${id}". You cannot approve it.`;
}
