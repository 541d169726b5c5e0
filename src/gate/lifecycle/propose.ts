import type { OperationCall } from '../../catalogue/define.ts';
import { removes } from '../../catalogue/identify.ts';
import { operationById } from '../../catalogue/index.ts';
import { InputError, isStewardError } from '../../errors.ts';
import { sha256 } from '../../internal/canonical.ts';
import { cleanText } from '../../internal/clean-text.ts';
import { redactSecrets } from '../../internal/redact.ts';
import { resolveWrite, type WriteCall } from '../change/call.ts';
import { destinationOf } from '../change/claim.ts';
import { refuseWrongReferences } from '../change/from-step.ts';
import { type PlannedStep, planOf } from '../change/plan.ts';
import {
  type ChangeRecord,
  type Destination,
  mostSteps,
  newChangeId,
  type StepRecord,
  textOf,
} from '../change/record.ts';
import { refuseSecretsIn } from '../change/secret-input.ts';
import type { Shown } from '../change/shown.ts';
import { isNothing } from '../change/state.ts';
import { hasConnectionRules, organizationOf } from '../organizations.ts';
import type { PolicyInForce } from '../policy/in-force.ts';
import type { Reach } from '../reach.ts';
import { refuseGuarded } from './guards.ts';
import { refuseFrozen, refuseLargeDestruction } from './limits.ts';
import { Reader } from './reader.ts';
import { requirementOf } from './requirement.ts';
import { askedBy, show } from './show.ts';

/** A step that is wanted: a call, the connection it is for, and what it waits for. */
export interface ProposedStep extends OperationCall {
  readonly connection?: string;
  readonly wait?: StepRecord['wait'];
}

export interface Proposal {
  /** One step, or several that are agreed to as one and applied in this order. */
  readonly steps: readonly ProposedStep[];
  /** Why, in the proposer's words. */
  readonly reason?: string;
  readonly undoes?: string;
}

const usualMinutes = 60;
const longestReason = 2000;

/**
 * Keeps what is wanted as a change: validated, held against policy, guards and the state of now. Nothing is sent but
 * reads, and nothing is stored that the catalogue can derive.
 * @returns the change as a person decides about it.
 * @throws InputError, PolicyError, and whatever the reads meet.
 */
export async function propose(proposal: Proposal, reach: Reach): Promise<Shown> {
  const [first] = proposal.steps;
  return reach.gate.noting(first ? { operation: first.id } : {}, () => proposeSteps(proposal, reach));
}

async function proposeSteps(proposal: Proposal, reach: Reach): Promise<Shown> {
  const { gate } = reach;
  refuseOddBatch(proposal);
  refuseWrongReferences(proposal.steps.map(({ input }) => input));
  const policy = await gate.policy();
  const now = gate.now();
  refuseFrozen(policy, now);
  await gate.refuseStopped();
  const wanted = proposal.steps.map((step) => ({ ...step, call: resolveWrite(step.id, step.input) }));
  const listed = policy.base.document.secrets ?? [];
  for (const { call } of wanted) refuseSecretsIn(call.operation, call.input, listed);
  if (!hasConnectionRules(policy)) await refuseDeniedAtOnce(wanted, policy, reach);
  const draft: ChangeRecord = {
    v: 2,
    id: newChangeId(),
    store: gate.store.id,
    ...(await reached(wanted, reach)),
    proposer: gate.who,
    proposed_at: now.toISOString(),
    expires_at: new Date(now.getTime() + lifetimeMs(policy)).toISOString(),
    policy: policy.hash,
    ...(proposal.reason !== undefined && { reason: shortened(redactSecrets(proposal.reason)) }),
    ...(proposal.undoes !== undefined && { undoes: proposal.undoes }),
  };
  // Policy speaks before anything is read for the change.
  await requirementOf(await askedBy(planOf(draft), policy, reach), policy, gate);
  const reader = new Reader(reach);
  const record = await withStates(draft, reader);
  const planned = planOf(record);
  for (const step of planned) refuseNothingThere(step);
  await refuseGuarded(planned, policy, reach, ['read']);
  for (const step of planned) await refuseAhead(step, reader, now);
  refuseLargeDestruction(planned, policy);
  await keep(record, planned, reach);
  return show(record.id, reach, null, reader);
}

type Wanted = ProposedStep & { readonly call: WriteCall };

/** What policy denies wherever it goes is refused before anything is asked, also whom it would be for. */
async function refuseDeniedAtOnce(wanted: readonly Wanted[], policy: PolicyInForce, { gate }: Reach): Promise<void> {
  const asked = wanted.map(({ call, connection }) => ({
    call,
    names: connection === undefined ? [] : [connection],
    organization: null,
  }));
  await requirementOf(asked, policy, gate);
}

/** Where each step goes, resolved once for each connection. */
async function reached(wanted: readonly Wanted[], reach: Reach): Promise<Pick<ChangeRecord, 'destinations' | 'steps'>> {
  const destinations = new Map<string, Destination>();
  const steps: StepRecord[] = [];
  for (const { call, connection: named, input, wait } of wanted) {
    const execution = await reach.on(call.operation, named);
    const { connection } = execution;
    if (!destinations.has(connection.name)) {
      const organization = await organizationOf(execution);
      destinations.set(connection.name, destinationOf(connection, organization));
    }
    steps.push({
      connection: connection.name,
      operation: call.operation.id,
      input: parsedWithReferences(call.input, input),
      ...(wait && { wait: checkedWait(wait) }),
    });
  }
  return { destinations: [...destinations.values()], steps };
}

/** As the schema reads it, references to earlier steps left as they were written. */
function parsedWithReferences(parsed: StepRecord['input'], written: StepRecord['input']): StepRecord['input'] {
  return Object.fromEntries(
    Object.entries(parsed).map(([name, value]) => {
      const given = written[name];
      return [name, typeof given === 'object' && given !== null && 'from_step' in given ? given : value];
    }),
  );
}

function checkedWait(wait: NonNullable<StepRecord['wait']>): NonNullable<StepRecord['wait']> {
  const operation = operationById(wait.operation);
  if (operation.risk === 'read') return { ...wait, operation: operation.id };
  throw new InputError('wait_invalid', `A step can wait for what a read shows; ${operation.id} is no read.`, {
    hint: 'Name the read that shows the condition, such as the list of invites.',
  });
}

async function withStates(draft: ChangeRecord, reader: Reader): Promise<ChangeRecord> {
  const planned = planOf(draft);
  const states = await Promise.all(
    planned.map(({ read, call, destination }) => read && reader.state(read, call.input, destination.name)),
  );
  const steps = draft.steps.map((step, index) =>
    planned[index]?.read ? { ...step, state: states[index] ?? null } : step,
  );
  return { ...draft, steps };
}

async function keep(record: ChangeRecord, planned: readonly PlannedStep[], { gate }: Reach): Promise<void> {
  const text = textOf(record);
  const heard = planned.flatMap(({ call, index }) =>
    gate.hearsay.in(call.operation, call.input).map((sentence) => `step ${index + 1} ${sentence}`),
  );
  await gate.store.alone(async (tables) => {
    await tables.addChange(record.id, text);
    await gate.journal.within(tables, {
      type: 'proposed',
      change: record.id,
      record: sha256(text),
      connections: record.destinations.map(({ name }) => name),
      operations: planned.map(({ call }) => call.operation.id),
      targets: planned.map(({ target }) => target),
      ...(heard.length > 0 && { heard }),
      ...(record.undoes !== undefined && { undoes: record.undoes }),
    });
  });
}

function refuseNothingThere({ call, read, state, target, after }: PlannedStep): void {
  if (!read || after.length > 0 || !removes(call.operation) || !isNothing(state)) return;
  throw new InputError('nothing_there', `There is no ${cleanText(target, 200)}, so nothing to remove.`, {
    hint: 'Check the id with the list of the same resource.',
  });
}

/** What the provider takes from nobody is said before a person is asked. */
async function refuseAhead(step: PlannedStep, reader: Reader, now: Date): Promise<void> {
  const { operation, input, later } = step.call;
  // What an earlier step will change, or make, is not known yet.
  if (!operation.refusedWhen || step.after.length > 0 || Object.keys(later).length > 0) return;
  const change = { input, before: step.state ?? null };
  const read = operation.within?.(change);
  const within = read ? await wholeIfRead(read, step.destination.name, reader) : null;
  if (within === undefined) return;
  const refused = operation.refusedWhen({ ...change, within, now });
  if (!refused) return;
  throw new InputError('provider_refuses', refused.reason, {
    hint: refused.instead ?? (refused.page ? `A person does it here: ${refused.page}.` : 'Nobody can do it there.'),
  });
}

/** Undefined where this connection, or policy, does not let it be looked at: then nothing is foretold. */
async function wholeIfRead(read: OperationCall, connection: string, reader: Reader): Promise<unknown> {
  try {
    return await reader.whole(read, connection);
  } catch (error) {
    if (isStewardError(error)) return undefined;
    throw error;
  }
}

function refuseOddBatch({ steps }: Proposal): void {
  if (steps.length > 0 && steps.length <= mostSteps) return;
  throw new InputError('change_steps', `A change has 1 to ${mostSteps} steps, not ${steps.length}.`, {
    hint: 'Propose the rest as another change.',
  });
}

function shortened(reason: string): string {
  return reason.length > longestReason ? `${reason.slice(0, longestReason)}… (cut)` : reason;
}

function lifetimeMs({ base, tightening }: PolicyInForce): number {
  const written = tightening.flatMap(({ document }) => document.change_minutes ?? []);
  return Math.min(base.document.change_minutes ?? usualMinutes, ...written) * 60_000;
}
