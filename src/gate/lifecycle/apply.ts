import { operationById } from '../../catalogue/index.ts';
import { isStewardError, PolicyError, ProviderError } from '../../errors.ts';
import { redactKnown, redactSecrets, rememberSecret } from '../../internal/redact.ts';
import type { Approval } from '../approval/approval.ts';
import type { Change, Receipt, Step, StepReceipt } from '../change/change.ts';
import { Claim, isDestination } from '../change/claim.ts';
import { type Execution, execute } from '../execute.ts';
import { anchorIfDue } from './anchor.ts';
import { type Pending, pending } from './approve.ts';
import { conclude, settledSteps } from './conclude.ts';
import { refuseFrozen, refuseGuarded, refuseTooManyDestructive } from './guards.ts';
import { type OpenPlace, openPlace, type ShowOnce } from './reveal.ts';
import { settleHeld, settleStep } from './settle.ts';
import { differences, readState, sameState } from './state.ts';

export interface ApplyOptions {
  /** Shows a revealed secret to the person at the terminal, where there is one. */
  readonly showOnce?: ShowOnce;
}

/**
 * Applies an approved change: verifies everything again, takes the change out of everybody else's reach, and sends each
 * step once. What a dead process began is settled first.
 * @throws PolicyError when anything is missing; nothing was sent then.
 */
export async function apply(id: string, execution: Execution, options: ApplyOptions = {}): Promise<Receipt> {
  const { gate, connection } = execution;
  const lock = gate.changes.hold(id);
  if (!lock) {
    throw new PolicyError('change_applying', `${id} is being applied by another process.`, {
      hint: 'Look how far it is.',
      advice: { action: 'show_change', change: id },
    });
  }
  try {
    if (gate.changes.get(id).stage === 'applying') await settleHeld(id, execution);
    const ready = readyToApply(pending(gate, id), execution);
    const { change } = ready;
    refuseFrozen(gate.policy(), gate.now());
    const place = await placeFor(ready, options.showOnce);
    try {
      gate.changes.alone(() => {
        refuseTooManyDestructive(change, gate.policy(), gate);
        if (!gate.changes.move(id, 'open', 'applying')) throw taken(id);
      });
      await applySteps(change, execution, place);
      const receipt = conclude(ready, gate, connection.name);
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

function readyToApply(ready: Pending, execution: Execution): Pending {
  const { connection, gate } = execution;
  const { change, missing } = ready;
  if (missing !== undefined) {
    const { text: hint, advice } = gate.howToApprove(change.id);
    throw new PolicyError('approval_missing', `${change.id} is not approved: it needs ${missing}.`, { hint, advice });
  }
  if (!isDestination(change, connection)) {
    throw new PolicyError(
      'connection_changed',
      `Connection ${change.connection.name} is not what it was when ${change.id} was proposed.`,
      {
        hint: `It was ${change.connection.base_url}, with a key from ${change.connection.credential}. Propose the change again. Nothing was sent.`,
      },
    );
  }
  refuseReplayed(ready, execution);
  return ready;
}

/** What was sent once is not sent again, even if somebody put the change's file back where it was. */
function refuseReplayed({ change }: Pending, { gate }: Execution): void {
  const sent = new Set(
    gate.journal.entriesOf(change.id).flatMap((entry) => (entry.type === 'sending' ? [entry.step] : [])),
  );
  const known = new Set(
    gate.changes.progress(change.id).flatMap((each) => (each.event === 'sending' ? [each.step] : [])),
  );
  if ([...sent].every((step) => known.has(step))) return;
  throw new PolicyError(
    'change_replayed',
    `${change.id} was sent before, as the journal shows; an approval counts once.`,
    {
      hint: 'Its files were tampered with. Propose a new change if it is still wanted. The journal says what was sent.',
      advice: { action: 'read_journal' },
    },
  );
}

/** Steps that were applied before are not sent again; the first one that was not is next. */
async function applySteps(change: Change, execution: Execution, place: Place): Promise<void> {
  const { gate, onProgress } = execution;
  const of = change.steps.length;
  const done = settledSteps(gate.changes.progress(change.id)).filter(({ outcome }) => outcome === 'applied').length;
  const say = (applied: number) => onProgress?.({ kind: 'work', what: change.id, done: applied, of, unit: 'steps' });
  say(done);
  for (const [index, step] of change.steps.entries()) {
    if (index < done) continue;
    const receipt = await applyStep(change, index, step, execution, place);
    gate.changes.note(change.id, { event: 'settled', receipt });
    if (receipt.outcome !== 'applied') return;
    say(index + 1);
  }
}

async function applyStep(
  change: Change,
  index: number,
  step: Step,
  execution: Execution,
  place: Place,
): Promise<StepReceipt> {
  const { gate } = execution;
  const about = { step: index, operation: step.operation };
  const stamp = () => ({ ...about, settled_at: gate.now().toISOString() });
  try {
    const drift = await driftOf(step, execution);
    if (drift.length > 0)
      return { ...stamp(), outcome: 'drifted', note: `It changed since the plan was made. ${drift.join('; ')}` };
  } catch (error) {
    return { ...stamp(), outcome: 'failed', note: `Nothing was sent: ${sentenceOf(error)}` };
  }
  const sent_at = gate.now().toISOString();
  gate.changes.note(change.id, { event: 'sending', step: index, at: sent_at });
  gate.journal.append({ type: 'sending', change: change.id, ...about, risk: step.risk });
  let result: unknown;
  try {
    const claim = Claim.ofApprovedStep(change, index);
    result = await execute(operationById(step.operation), step.input, execution, claim);
  } catch (error) {
    if (isRefusal(error)) return { ...stamp(), sent_at, outcome: 'failed', note: sentenceOf(error) };
    const settled = await settleStep(step, sent_at, execution);
    return { ...stamp(), sent_at, ...settled, note: [sentenceOf(error), settled.note].filter(Boolean).join(' ') };
  }
  const notes = await deliverSecret(step, result, place);
  const shown = redactKnown(result);
  const state = await readBack(step, result, execution);
  return { ...stamp(), sent_at, outcome: 'applied', result: shown, ...state, ...(notes && { note: notes }) };
}

/** The state of now, held against the plan's; the guards too, since what they watch may have changed. */
async function driftOf({ operation: id, read, state, input }: Step, execution: Execution): Promise<string[]> {
  const operation = operationById(id);
  const now = read && redactKnown(await readState(read, input, execution));
  if (read && !sameState(state, now)) return differences(state, now);
  await refuseGuarded({ operation, input, state: now }, execution.gate.policy(), execution, ['read', 'write']);
  return [];
}

/** The provider said no, or the request never left: nothing was changed. */
function isRefusal(error: unknown): boolean {
  if (!isStewardError(error)) return false;
  if (error instanceof ProviderError) return error.status !== undefined && error.status < 500 && error.status !== 408;
  return ['input', 'credential', 'policy', 'config', 'not_found'].includes(error.kind);
}

async function readBack(
  { operation: id, input, read }: Step,
  result: unknown,
  execution: Execution,
): Promise<{ state?: unknown }> {
  const operation = operationById(id);
  if (operation.risk === 'read') return {};
  try {
    const call = operation.after?.(input, result as never) ?? read;
    return call ? { state: redactKnown(await readState(call, input, execution)) } : {};
  } catch {
    // The write was answered; that its outcome cannot be read back is no reason to call it anything but applied.
    return {};
  }
}

type Place = OpenPlace | undefined;

async function placeFor({ change, approvals }: Pending, showOnce: ShowOnce | undefined): Promise<Place> {
  if (!change.steps.some(({ reveals }) => reveals)) return undefined;
  const chosen = chosenPlace(approvals);
  return chosen === undefined ? undefined : openPlace(chosen, showOnce);
}

/** Where several people approve, the last one's choice counts. */
function chosenPlace(approvals: readonly Approval[]): string | undefined {
  return [...approvals].sort((a, b) => a.at.localeCompare(b.at)).at(-1)?.reveal;
}

async function deliverSecret({ operation: id }: Step, result: unknown, place: Place): Promise<string | undefined> {
  const operation = operationById(id);
  const secret = operation.risk === 'read' ? undefined : operation.reveals?.(result as never);
  if (!secret) return undefined;
  rememberSecret(secret);
  try {
    await place?.deliver(secret);
    return `The secret was ${place?.words ?? 'not kept'}.`;
  } catch (error) {
    return `The secret could not be delivered (${sentenceOf(error)}); replace it at the provider.`;
  }
}

function sentenceOf(error: unknown): string {
  return redactSecrets(error instanceof Error ? error.message : String(error));
}

function taken(id: string): PolicyError {
  return new PolicyError('change_applying', `${id} was taken up by another process.`, {
    hint: 'Look what became of it.',
    advice: { action: 'show_change', change: id },
  });
}
