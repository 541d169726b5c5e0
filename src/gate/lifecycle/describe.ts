import { operationById } from '../../catalogue/index.ts';
import { isStewardError } from '../../errors.ts';
import { cleanText } from '../../internal/clean-text.ts';
import type { Change, Receipt, Status, Step } from '../change/change.ts';
import { nameOf } from '../change/effect.ts';
import type { Gate } from '../gate.ts';
import { pending } from './approve.ts';

/** A change as it stands, for people and programs. */
export interface ChangeView extends Omit<Change, 'version'> {
  readonly status: Status;
  readonly digest: string;
  readonly approvals: readonly { readonly approver: string; readonly channel: string; readonly at: string }[];
  /** What is missing before it can be applied. */
  readonly missing?: string;
  /** Why it can no longer be applied, when it waits in vain. */
  readonly problem?: string;
  readonly receipt?: Receipt;
}

export function viewChange(gate: Gate, id: string): ChangeView {
  const { change, digest, stage } = gate.changes.get(id);
  const { version: _version, ...shown } = change;
  const receipt = gate.changes.receipt(id);
  const given = gate.approvals
    .of(change, digest, gate.policy().approvers.list)
    .map(({ approver, channel, at }) => ({ approver, channel, at }));
  const shared = { ...shown, digest, approvals: given, ...(receipt && { receipt }) };
  if (stage === 'applying') return { ...shared, status: 'applying' };
  if (stage === 'closed') return { ...shared, status: receipt?.outcome ?? 'unknown' };
  try {
    const { requirement, missing } = pending(gate, id);
    const status = receipt ? receipt.outcome : missing === undefined ? 'approved' : 'proposed';
    return { ...shared, requirement, status, ...(missing !== undefined && { missing }) };
  } catch (error) {
    if (!isStewardError(error)) throw error;
    const status = error.code === 'change_expired' ? 'expired' : 'proposed';
    return { ...shared, status, problem: error.message };
  }
}

/** Every change, the newest first. */
export function viewChanges(gate: Gate): ChangeView[] {
  const ids = (['open', 'applying', 'closed'] as const).flatMap((stage) => gate.changes.ids(stage));
  return ids
    .flatMap((id) => {
      try {
        return [viewChange(gate, id)];
      } catch (error) {
        // A file that was edited, or moved on between the listing and the look, is told of when it is named.
        if (isStewardError(error)) return [];
        throw error;
      }
    })
    .sort((a, b) => b.proposed_at.localeCompare(a.proposed_at));
}

/** What a person types to show that they read what will be changed. */
export function confirmationOf({ steps }: Pick<Change, 'steps'>): string {
  const [step, another] = steps;
  if (!step || another) return `${steps.length} steps`;
  const candidates = [nameOf(step.state), nameOf(step.input), lastIdOf(step), step.operation];
  return (
    candidates.find(
      (each) => each !== undefined && each.length <= 60 && cleanText(each) === each && each.trim() === each,
    ) ?? step.operation
  );
}

function lastIdOf({ operation, input }: Step): string | undefined {
  const names = [...operationById(operation).http.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
  const value = input[names.at(-1) ?? ''];
  return typeof value === 'string' ? value : undefined;
}
