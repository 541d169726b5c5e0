import { type ErrorDetails, PolicyError } from '../../errors.ts';
import type { WriteCall } from '../change/call.ts';
import type { Gate } from '../gate.ts';
import { type Requirement, stricter } from '../policy/decide.ts';
import type { PolicyInForce } from '../policy/in-force.ts';
import type { Question } from '../policy/match.ts';

/** A write, and the organisation that it is for. */
export interface Asked extends Pick<Question, 'names' | 'organization'> {
  readonly call: WriteCall;
}

/**
 * What policy asks for before these writes may be sent: the strictest of all.
 * @throws PolicyError when it denies one; that it was tried is written down.
 */
export async function requirementOf(asked: readonly Asked[], policy: PolicyInForce, gate: Gate): Promise<Requirement> {
  const requirements: Requirement[] = [];
  for (const { call, names, organization } of asked) {
    const { operation, risk, input } = call;
    const decision = gate.decide({ operation, risk, input, names, organization }, policy);
    if (decision.verdict !== 'ask') {
      const reason = `${decision.reason} (${decision.decidedBy})`;
      const message = `${operation.id} changes the organization (${risk}); nothing was sent: ${reason}.`;
      const error = new PolicyError('denied', message, hintFor(policy));
      const [connection] = names;
      await gate.noteRefusal(error, { operation: operation.id, ...(connection !== undefined && { connection }) });
      throw error;
    }
    requirements.push(decision.requirement);
  }
  return requirements.reduce(stricter);
}

function hintFor({ base, warnings: [warning] }: PolicyInForce): ErrorDetails {
  if (warning) return { hint: warning.text, advice: warning.advice };
  if (base.place === 'built in') {
    return {
      hint: 'A person can let changes be proposed (docs/guides/safety.md) by writing a policy with mode ask.',
      advice: { action: 'write_policy' },
    };
  }
  return {
    hint: `Whoever keeps ${base.file} can allow it. What decides can be explained.`,
    advice: { action: 'explain_policy' },
  };
}
