import { PolicyError } from '../../errors.ts';
import { missingFrom } from '../approval/approvals.ts';
import { Claim } from '../change/claim.ts';
import type { PlannedStep } from '../change/plan.ts';
import type { ChangeRecord, Json } from '../change/record.ts';
import { digestOfShown } from '../change/shown.ts';
import type { Gate } from '../gate.ts';
import type { Agreement } from '../journal/agreement.ts';
import { laterThanSeen } from '../journal/journal.ts';
import type { Requirement } from '../policy/decide.ts';
import type { PolicyInForce } from '../policy/in-force.ts';
import type { Tables } from '../state/store.ts';
import { storeKeyOf } from '../state/store-key.ts';
import { approvalsIn } from './approve.ts';
import { findChange } from './find.ts';
import { refuseFrozen, refuseTooManyDestructive } from './limits.ts';
import { refuseClosed, refuseOtherPolicy } from './show.ts';

/** What has to hold in the moment in which a step is sent. */
export interface Ready {
  readonly record: ChangeRecord;
  readonly steps: readonly PlannedStep[];
  readonly requirement: Requirement;
  readonly policy: PolicyInForce;
}

/** What is sent, and the state of what it changes as it was seen just before. */
interface Sent {
  readonly input: Json;
  readonly seen: unknown;
}

/**
 * The right to send one step, taken in one transaction: the change is open, its approvals suffice, policy, freeze, stop
 * and limits hold now, nobody has claimed the step before, and `sending` is on disk before the request leaves.
 * @throws PolicyError when anything is missing; nothing was sent then.
 */
export async function claimStep(ready: Ready, step: PlannedStep, { input, seen }: Sent, gate: Gate): Promise<Claim> {
  const storeKey = await storeKeyOf(gate.store);
  const { record, steps } = ready;
  await gate.store.alone(async (tables) => {
    const approvals = await refuseUnready(tables, ready, gate, storeKey);
    refuseTooManyDestructive(await gate.sentDestructive(tables), step, ready.policy);
    if (!(await tables.claim(record.id, step.index))) throw sentBefore(record.id, step.index);
    await gate.journal.within(tables, {
      type: 'sending',
      change: record.id,
      step: step.index,
      operation: step.call.operation.id,
      connection: step.destination.name,
      risk: step.call.risk,
      digest: digestOfShown(record, steps, placeIn(approvals)),
    });
  });
  const { call, destination } = step;
  return Claim.ofApprovedStep({ operation: call.operation.id, input, destination, seen });
}

/** @throws PolicyError unless a step of the change may be sent now. */
export async function refuseUnready(
  tables: Tables,
  { record, steps, requirement, policy }: Ready,
  gate: Gate,
  storeKey: string,
): Promise<readonly Agreement[]> {
  const { progress } = await findChange(tables, record.id, gate.store.id);
  const now = await laterThanSeen(tables, gate.now());
  refuseClosed(record, progress, now);
  const present = await gate.policyWithin(tables);
  refuseOtherPolicy(record, present);
  refuseFrozen(present, now);
  await gate.refuseStoppedWithin(tables);
  const approvals = await approvalsIn(tables, record, steps, policy.approvers.list, storeKey);
  const missing = missingFrom(approvals, requirement);
  if (missing === undefined) return approvals;
  const { text: hint, advice } = gate.howToApprove(record.id);
  throw new PolicyError('approval_missing', `${record.id} is not approved: it needs ${missing}.`, { hint, advice });
}

/** Where several people approve, the last one's choice counts. */
export function placeIn(approvals: readonly Agreement[]): string | null {
  return [...approvals].sort((a, b) => a.at.localeCompare(b.at)).at(-1)?.reveal ?? null;
}

function sentBefore(id: string, step: number): PolicyError {
  return new PolicyError('change_replayed', `Step ${step + 1} of ${id} was sent before; an approval counts once.`, {
    hint: 'Propose a new change if it is still wanted. The journal says what was sent.',
    advice: { action: 'read_journal' },
  });
}
