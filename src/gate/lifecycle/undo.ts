import type { OperationCall } from '../../catalogue/define.ts';
import { InputError } from '../../errors.ts';
import { type PlannedStep, planOf } from '../change/plan.ts';
import type { StepReceipt } from '../change/progress.ts';
import type { Shown } from '../change/shown.ts';
import type { Reach } from '../reach.ts';
import { receiptsOf } from './conclude.ts';
import { findChange } from './find.ts';
import { propose } from './propose.ts';

/**
 * Proposes what takes an applied change back: its steps undone in reverse order, as a change like any other.
 * @throws InputError when nothing was applied, or what was cannot be undone.
 */
export async function proposeUndo(id: string, reach: Reach): Promise<Shown> {
  const { gate } = reach;
  const { record } = await gate.store.look((tables) => findChange(tables, id, gate.store.id));
  const { receipts } = await receiptsOf(id, gate);
  const applied = receipts.filter(({ outcome }) => outcome === 'applied');
  if (applied.length === 0) {
    throw new InputError('nothing_to_undo', `${id} changed nothing, so there is nothing to undo.`, {
      hint: 'Look what became of it.',
      advice: { action: 'show_change', change: id },
    });
  }
  const planned = planOf(record);
  const steps = applied.toReversed().map((done) => ({
    ...inverse(planned[done.step] as PlannedStep, done),
    connection: record.steps[done.step]?.connection ?? '',
  }));
  return propose({ steps, undoes: id, reason: `Undo of ${id}` }, reach);
}

function inverse({ call, state }: PlannedStep, { input = call.input, result }: StepReceipt): OperationCall {
  const { operation } = call;
  if (operation.undo === undefined) {
    throw irreversible(operation.id, operation.irreversible ?? 'no operation takes it back');
  }
  const undo = operation.undo({ input, result: result as never, before: state ?? undefined });
  if (undo) return undo;
  throw irreversible(operation.id, 'what was there before is not known well enough');
}

function irreversible(id: string, why: string): InputError {
  return new InputError('irreversible', `${id} cannot be undone: ${why}`, {
    hint: 'Propose what should be done instead.',
  });
}
