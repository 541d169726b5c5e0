import type { AnyOperation, OperationCall, Risk } from '../../catalogue/define.ts';
import { operationById } from '../../catalogue/index.ts';
import { type ErrorDetails, InputError, isStewardError, PolicyError } from '../../errors.ts';
import { canonicalJson } from '../../internal/canonical.ts';
import { cleanText } from '../../internal/clean-text.ts';
import { redactKnown, redactSecrets } from '../../internal/redact.ts';
import { type Change, type Json, newChangeId, type Step } from '../change/change.ts';
import { destinationOf } from '../change/claim.ts';
import { effectOf } from '../change/effect.ts';
import { refuseSecretsIn } from '../change/secret-input.ts';
import type { StoredChange } from '../change/store.ts';
import type { Execution } from '../execute.ts';
import type { Gate } from '../gate.ts';
import { checkInput } from '../input.ts';
import { type Decision, type Requirement, stricter } from '../policy/decide.ts';
import type { PolicyInForce } from '../policy/in-force.ts';
import { refuseFrozen, refuseGuarded, refuseLargeDestruction } from './guards.ts';
import { itemsOf, readState } from './state.ts';

export interface Proposal {
  /** One step, or several that are agreed to as one and applied in this order. */
  readonly steps: readonly OperationCall[];
  /** Why, in the proposer's words. */
  readonly reason?: string;
  readonly undoes?: string;
}

const usualMinutes = 60;
const mostSteps = 50;

/**
 * Makes a change of what is wanted: validated, held against policy and guards, with the state before, its effect, what
 * else it touches, and how it is undone. Nothing is sent but reads.
 * @throws InputError, PolicyError, and whatever the reads meet.
 */
export async function propose(proposal: Proposal, execution: Execution): Promise<StoredChange> {
  const { gate, connection } = execution;
  const policy = gate.policy();
  refuseOddBatch(proposal);
  const now = gate.now();
  refuseFrozen(policy, now);
  const decided = proposal.steps.map((step) => decideStep(step, policy, execution));
  const steps: Step[] = [];
  for (const step of proposal.steps) steps.push(await planned(step, policy, execution));
  refuseTwiceTheSame(steps);
  refuseLargeDestruction(steps, policy);
  const change: Change = {
    version: 1,
    id: newChangeId(),
    connection: destinationOf(connection),
    steps,
    requirement: decided.map(({ requirement }) => requirement).reduce(stricter),
    policy: policy.hash,
    proposer: gate.who,
    proposed_at: now.toISOString(),
    expires_at: new Date(now.getTime() + lifetimeMs(policy)).toISOString(),
    ...(proposal.reason !== undefined && { reason: cleanText(redactSecrets(proposal.reason), 500) }),
    ...(proposal.undoes !== undefined && { undoes: proposal.undoes }),
  };
  const stored = gate.changes.add(change);
  gate.journal.append({
    type: 'proposed',
    change: change.id,
    digest: stored.digest,
    connection: connection.name,
    operations: steps.map(({ operation }) => operation),
    targets: steps.map(({ target }) => target),
    ...(proposal.undoes !== undefined && { undoes: proposal.undoes }),
  });
  return stored;
}

/** The risk of a call: the operation's own, or the higher one that its input brings. */
export function riskOf(operation: AnyOperation, input: Json): Risk {
  return (operation.risk === 'read' ? undefined : operation.raises?.(input)) ?? operation.risk;
}

/** What policy says of each step now; the strictest of it is what the change needs. */
export function requirementNow(change: Change, policy: PolicyInForce, gate: Gate): Requirement {
  const decisions = change.steps.map((step) => {
    const operation = operationById(step.operation);
    const question = { operation, risk: step.risk, input: step.input, connection: change.connection.name };
    return refuseDenied(gate.decide(question, policy), operation, change.connection.name, gate);
  });
  return decisions.map(({ requirement }) => requirement).reduce(stricter);
}

function decideStep({ id, input }: OperationCall, policy: PolicyInForce, { gate, connection }: Execution): Decision {
  const operation = operationById(id);
  refuseReads(operation);
  const parsed = checkInput(operation, input);
  refuseSecretsIn(operation, parsed);
  const question = { operation, risk: riskOf(operation, parsed), input: parsed, connection: connection.name };
  return refuseDenied(gate.decide(question, policy), operation, connection.name, gate);
}

function refuseDenied(decision: Decision, operation: AnyOperation, connection: string, gate: Gate): Decision {
  if (decision.verdict === 'ask') return decision;
  gate.journal.append({ type: 'refused', operation: operation.id, connection, reason: decision.reason });
  throw new PolicyError(
    'denied',
    `${operation.id} changes the organization (${operation.risk}); nothing was proposed: ${decision.reason} (${decision.decidedBy}).`,
    hintFor(gate.policy()),
  );
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

async function planned({ id, input }: OperationCall, policy: PolicyInForce, execution: Execution): Promise<Step> {
  const operation = operationById(id);
  if (operation.risk === 'read') throw new Error('a read was planned');
  const parsed: Json = checkInput(operation, input);
  const read = operation.before?.(parsed);
  const state = read && redactKnown(await readState(read, parsed, execution));
  if (state === null && operation.http.startsWith('DELETE ')) throw nothingThere(operation, parsed);
  await refuseGuarded({ operation, input: parsed, state }, policy, execution, ['read']);
  const hearsay = execution.gate.hearsay.in(parsed);
  return {
    operation: operation.id,
    risk: riskOf(operation, parsed),
    input: parsed,
    target: operation.target(parsed),
    ...(read && { read, state }),
    effect: effectOf(operation, parsed, state),
    impact: await impactOf(operation.impact?.(parsed) ?? [], execution),
    ...(operation.irreversible !== undefined && { irreversible: operation.irreversible }),
    ...(operation.reveals && { reveals: true as const }),
    ...(hearsay.length > 0 && { hearsay }),
  };
}

/** A consequence that cannot be read is said to be unknown, which is not the same as none. */
async function impactOf(
  consequences: readonly { read: OperationCall; says: string }[],
  execution: Execution,
): Promise<string[]> {
  const sentences: string[] = [];
  for (const { read, says } of consequences) {
    try {
      const items = await itemsOf(read, execution);
      if (items.length > 0) sentences.push(`${items.length} ${says}${named(items)}`);
    } catch (error) {
      if (!isStewardError(error)) throw error;
      sentences.push(`Not known: how many ${says} (${error.code})`);
    }
  }
  return sentences;
}

function named(items: readonly Json[]): string {
  const names = items
    .map((item) => item['name'] ?? item['email'] ?? item['id'])
    .filter((name) => typeof name === 'string');
  if (names.length === 0) return '';
  const shown = names.slice(0, 5).map((name) => cleanText(name, 60));
  return `: ${shown.join(', ')}${names.length > shown.length ? `, and ${names.length - shown.length} more` : ''}`;
}

function nothingThere(operation: AnyOperation, input: Json): InputError {
  const target = operation.risk === 'read' ? '' : operation.target(input);
  return new InputError('nothing_there', `There is no ${cleanText(target, 200)}, so nothing to remove.`, {
    hint: 'Check the id with the list of the same resource.',
  });
}

function refuseReads(operation: AnyOperation): void {
  if (operation.risk !== 'read') return;
  throw new InputError('not_a_change', `${operation.id} only reads; there is nothing to approve.`, {
    hint: 'Run it directly.',
  });
}

function refuseOddBatch({ steps }: Proposal): void {
  if (steps.length > 0 && steps.length <= mostSteps) return;
  throw new InputError('change_steps', `A change has 1 to ${mostSteps} steps, not ${steps.length}.`, {
    hint: 'Propose the rest as another change.',
  });
}

/** A step that changes what another one changes would always look drifted, once the first one is done. */
function refuseTwiceTheSame(steps: readonly Step[]): void {
  const seen = new Map<string, number>();
  for (const [index, { read }] of steps.entries()) {
    if (!read) continue;
    const key = canonicalJson(read);
    const before = seen.get(key);
    seen.set(key, index);
    if (before === undefined) continue;
    throw new InputError('steps_overlap', `Steps ${before + 1} and ${index + 1} change the same thing.`, {
      hint: 'Join them into one step, or propose two changes one after the other.',
    });
  }
}

function lifetimeMs({ base, tightening }: PolicyInForce): number {
  const written = [base, ...tightening].map(({ document }) => document.change_minutes);
  const own = base.document.change_minutes ?? usualMinutes;
  return Math.min(own, ...written.filter((minutes) => minutes !== undefined)) * 60_000;
}
