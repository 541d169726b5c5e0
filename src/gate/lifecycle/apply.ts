import { checkInput } from '../../catalogue/check-input.ts';
import { isStewardError, PolicyError, ProviderError } from '../../errors.ts';
import { redactKnown, redactSecrets, rememberSecret } from '../../internal/redact.ts';
import { isReachedBy } from '../change/claim.ts';
import { withEarlierResults } from '../change/from-step.ts';
import { type PlannedStep, planOf } from '../change/plan.ts';
import { appliedSteps, type Receipt, type StepReceipt } from '../change/progress.ts';
import { checkChangeId } from '../change/record.ts';
import { withSecrets } from '../change/secret-input.ts';
import { differences } from '../change/state.ts';
import { execute } from '../execute.ts';
import type { AnyExecution } from '../execution.ts';
import { organizationOf } from '../organizations.ts';
import type { Reach } from '../reach.ts';
import { secretPlaces } from '../secret-places.ts';
import { storeKeyOf } from '../state/store-key.ts';
import { anchorIfDue } from './anchor.ts';
import { conclude, receiptsOf, settleStepIn } from './conclude.ts';
import { expectedState } from './expect.ts';
import { findChange } from './find.ts';
import { refuseGuarded } from './guards.ts';
import { Reader } from './reader.ts';
import { requirementOf } from './requirement.ts';
import { type OpenPlace, openPlace, type ShowOnce } from './reveal.ts';
import { claimStep, placeIn, type Ready, refuseUnready } from './send.ts';
import { settleHeld, settleStep } from './settle.ts';
import { askedBy } from './show.ts';
import { holds } from './wait.ts';

export interface ApplyOptions {
  /** Shows a revealed secret to the person at the terminal, where there is one. */
  readonly showOnce?: ShowOnce;
}

/**
 * Applies an approved change: derives everything again, and sends each step once, each under a claim of its own. What a
 * dead process began is settled first. A batch that stopped or waited goes on where it was.
 * @throws PolicyError when anything is missing; nothing was sent then.
 */
export async function apply(id: string, reach: Reach, options: ApplyOptions = {}): Promise<Receipt> {
  checkChangeId(id);
  return reach.gate.noting({ change: id }, () => applyHeld(id, reach, options));
}

async function applyHeld(id: string, reach: Reach, options: ApplyOptions): Promise<Receipt> {
  const { gate } = reach;
  const lock = gate.hold(id);
  if (!lock) {
    throw new PolicyError('change_applying', `${id} is being applied by another process.`, {
      hint: 'Look how far it is.',
      advice: { action: 'show_change', change: id },
    });
  }
  try {
    await settleHeld(id, reach);
    const ready = await readyToApply(id, reach);
    const place = await placeFor(ready, reach, options.showOnce);
    try {
      await applySteps(ready, reach, place);
      const receipt = await conclude(ready.record, ready.steps.length, gate);
      // A head that cannot be kept elsewhere now is due again after the next change.
      await anchorIfDue(gate);
      return receipt;
    } finally {
      place?.close();
    }
  } finally {
    lock.close();
  }
}

async function readyToApply(id: string, reach: Reach): Promise<Ready> {
  const { gate } = reach;
  const { record } = await gate.store.look((tables) => findChange(tables, id, gate.store.id));
  const steps = planOf(record);
  const policy = await gate.policy();
  for (const step of steps) await refuseOtherDestination(record.id, step, reach);
  const requirement = await requirementOf(await askedBy(steps, policy, reach), policy, gate);
  const ready = { record, steps, requirement, policy };
  const storeKey = await storeKeyOf(gate.store);
  await gate.store.alone(async (tables) => void (await refuseUnready(tables, ready, gate, storeKey)));
  return ready;
}

/** @throws PolicyError when a connection is missing, or reaches another organisation than the change was proposed for. */
async function refuseOtherDestination(id: string, { call, destination }: PlannedStep, reach: Reach): Promise<void> {
  const execution = await reach.on(call.operation, destination.name);
  const isDeclaredSo = isReachedBy(destination, execution.connection);
  if (isDeclaredSo && (await organizationOf(execution)) === destination.organization) return;
  throw new PolicyError(
    'connection_changed',
    `Connection ${destination.name} is not what it was when ${id} was proposed.`,
    {
      hint: `It was ${destination.base_url}, with a key from ${destination.credential}. Propose the change again. Nothing was sent.`,
    },
  );
}

/** Steps that were applied before are not sent again; the first one that was not is next. */
async function applySteps(ready: Ready, reach: Reach, place: Place): Promise<void> {
  const { record, steps } = ready;
  const { gate, onProgress } = reach;
  const of = steps.length;
  const say = (done: number) => onProgress?.({ kind: 'work', what: record.id, done, of, unit: 'steps' });
  for (const step of steps) {
    const { progress, receipts } = await receiptsOf(record.id, gate);
    if (appliedSteps(progress).includes(step.index)) continue;
    say(step.index);
    const receipt = await gate.sendingAlone(() => applyStep(ready, step, receipts, reach, place));
    await settleStepIn(record.id, receipt, gate);
    if (receipt.outcome !== 'applied') return;
    say(step.index + 1);
  }
}

async function applyStep(
  ready: Ready,
  step: PlannedStep,
  receipts: readonly StepReceipt[],
  reach: Reach,
  place: Place,
): Promise<StepReceipt> {
  const { gate } = reach;
  const { record } = ready;
  const about = { step: step.index, operation: step.call.operation.id };
  const stamp = () => ({ ...about, settled_at: gate.now().toISOString() });
  let prepared: Prepared;
  try {
    if (step.wait && !(await holds(step.wait, step.destination.name, reach))) {
      return { ...stamp(), outcome: 'waiting', note: `It waits until ${step.wait.until} for ${step.wait.field}.` };
    }
    prepared = await prepare(ready, step, receipts, reach);
    if (prepared.drift.length > 0) {
      return {
        ...stamp(),
        outcome: 'drifted',
        note: `It changed since the plan was made. ${prepared.drift.join('; ')}`,
      };
    }
  } catch (error) {
    if (error instanceof PolicyError) await gate.noteRefusal(error, { change: record.id });
    return { ...stamp(), outcome: 'failed', note: `Nothing was sent: ${sentenceOf(error)}` };
  }
  const { input, execution, seen } = prepared;
  let sent_at: string | undefined;
  let result: unknown;
  try {
    const claim = await claimStep(ready, step, { input, seen }, gate);
    sent_at = gate.now().toISOString();
    result = await execute(step.call.operation, input, execution, claim);
  } catch (error) {
    if (sent_at === undefined) {
      if (error instanceof PolicyError) await gate.noteRefusal(error, { change: record.id });
      return { ...stamp(), outcome: 'failed', note: `Nothing was sent: ${sentenceOf(error)}` };
    }
    if (isRefusal(error)) return { ...stamp(), sent_at, outcome: 'failed', note: sentenceOf(error) };
    const settled = await settleStep(step, input, sent_at, reach);
    return { ...stamp(), sent_at, ...settled, note: [sentenceOf(error), settled.note].filter(Boolean).join(' ') };
  }
  const note = await deliverSecret(step, result, place);
  const state = await readBack(step, input, result, reach);
  const shown = redactKnown(result);
  return { ...stamp(), sent_at, outcome: 'applied', input, result: shown, ...state, ...(note && { note }) };
}

interface Prepared {
  readonly execution: AnyExecution;
  readonly input: StepReceipt['input'] & {};
  readonly drift: readonly string[];
  /** The state of what is changed, as it was just read. */
  readonly seen: unknown;
}

/** The state of now, held against the plan's; the guards too, since what they watch may have changed. */
async function prepare(
  { record, policy }: Ready,
  step: PlannedStep,
  receipts: readonly StepReceipt[],
  reach: Reach,
): Promise<Prepared> {
  const { call, destination, moves } = step;
  const input = checkInput(call.operation, withEarlierResults(record.steps[step.index]?.input ?? {}, receipts));
  const read = step.read ?? call.operation.before?.(input);
  const state = read && (await new Reader(reach).state(read, input, destination.name));
  const drift = step.read ? differences(expectedState(step, receipts), state, moves) : [];
  // Missing once the step is claimed, it would end the change.
  const execution = await reach.on(call.operation, destination.name);
  await withSecrets(call.operation, input, secretPlaces(execution, policy));
  await refuseGuarded([{ ...step, call: { ...call, input }, state }], policy, reach, ['read', 'write']);
  return { execution, input, drift, seen: state };
}

/** The provider said no, or the request never left: nothing was changed. */
function isRefusal(error: unknown): boolean {
  if (!isStewardError(error)) return false;
  if (error instanceof ProviderError) return error.status !== undefined && error.status < 500 && error.status !== 408;
  return ['input', 'credential', 'policy', 'config', 'not_found'].includes(error.kind);
}

async function readBack(
  { call, destination, read }: PlannedStep,
  input: StepReceipt['input'] & {},
  result: unknown,
  reach: Reach,
): Promise<{ state?: unknown }> {
  try {
    const seen = call.operation.after?.(input, result as never) ?? read;
    return seen ? { state: await new Reader(reach).state(seen, input, destination.name) } : {};
  } catch {
    // The write was answered; that its outcome cannot be read back is no reason to call it anything but applied.
    return {};
  }
}

type Place = OpenPlace | undefined;

async function placeFor(ready: Ready, { gate }: Reach, showOnce: ShowOnce | undefined): Promise<Place> {
  if (!ready.steps.some(({ reveals }) => reveals)) return undefined;
  const storeKey = await storeKeyOf(gate.store);
  const approvals = await gate.store.alone((tables) => refuseUnready(tables, ready, gate, storeKey));
  const chosen = placeIn(approvals);
  return chosen === null ? undefined : openPlace(chosen, showOnce);
}

async function deliverSecret(step: PlannedStep, result: unknown, place: Place): Promise<string | undefined> {
  const secret = step.call.operation.reveals?.(result as never);
  if (!secret) return undefined;
  rememberSecret(secret);
  try {
    await place?.deliver(secret);
    return `The secret was ${place?.words ?? 'not kept'}.`;
  } catch (error) {
    return `The secret could not be delivered (${sentenceOf(error)}); replace it at the provider.`;
  }
}

export function sentenceOf(error: unknown): string {
  return redactSecrets(error instanceof Error ? error.message : String(error));
}
