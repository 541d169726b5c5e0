import type { OperationCall } from '../../catalogue/define.ts';
import { operationById } from '../../catalogue/index.ts';
import { InputError } from '../../errors.ts';
import type { Step, StepReceipt } from '../change/change.ts';
import type { StoredChange } from '../change/store.ts';
import type { Execution } from '../execute.ts';
import { propose } from './propose.ts';

/**
 * Proposes what takes an applied change back: its steps undone in reverse order, as a change like any other.
 * @throws InputError when nothing was applied, or what was cannot be undone.
 */
export async function proposeUndo(id: string, execution: Execution): Promise<StoredChange> {
  const { change } = execution.gate.changes.get(id);
  const receipt = execution.gate.changes.receipt(id);
  const applied = receipt?.steps.filter(({ outcome }) => outcome === 'applied') ?? [];
  if (applied.length === 0) {
    throw new InputError('nothing_to_undo', `${id} changed nothing, so there is nothing to undo.`, {
      hint: 'Look what became of it.',
      advice: { action: 'show_change', change: id },
    });
  }
  const steps = applied.toReversed().map((done) => inverse(change.steps[done.step] as Step, done));
  return propose({ steps, undoes: id, reason: `Undo of ${id}` }, execution);
}

function inverse({ operation: id, input, state }: Step, { result }: StepReceipt): OperationCall {
  const operation = operationById(id);
  if (operation.risk === 'read' || operation.undo === undefined) {
    const why = operation.risk === 'read' ? 'it only read' : operation.irreversible;
    throw new InputError('irreversible', `${id} cannot be undone: ${why ?? 'no operation takes it back'}`, {
      hint: 'Propose what should be done instead.',
    });
  }
  const call = operation.undo({ input, result: result as never, before: state ?? undefined });
  if (call) return call;
  throw new InputError('irreversible', `${id} cannot be undone from what was known before it.`, {
    hint: 'The state that was read does not hold what would have to be restored.',
  });
}
