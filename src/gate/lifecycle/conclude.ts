import type { Change, Outcome, Receipt, StepReceipt } from '../change/change.ts';
import type { Progress, StoredChange } from '../change/store.ts';
import type { Gate } from '../gate.ts';

/** What is known of each step, in order; of a step tried twice, the last word. */
export function settledSteps(progress: readonly Progress[]): StepReceipt[] {
  const settled = new Map<number, StepReceipt>();
  for (const each of progress) if (each.event === 'settled') settled.set(each.receipt.step, each.receipt);
  return [...settled.values()].sort((a, b) => a.step - b.step);
}

/** The step that was on its way when the process died. */
export function stepUnderWay(progress: readonly Progress[]): { step: number; at: string } | undefined {
  const last = progress.at(-1);
  return last?.event === 'sending' ? last : undefined;
}

/**
 * Writes the receipt of a change whose steps were sent as far as they will be now, and moves it to where it belongs: a
 * batch that stopped midway waits to be taken up again, everything else is closed.
 */
export function conclude(
  { change, digest }: Pick<StoredChange, 'change' | 'digest'>,
  gate: Gate,
  connection: string,
): Receipt {
  const steps = settledSteps(gate.changes.progress(change.id));
  const outcome = outcomeOf(change, steps);
  const receipt: Receipt = { change: change.id, digest, outcome, at: gate.now().toISOString(), by: gate.who, steps };
  gate.changes.writeReceipt(receipt);
  gate.journal.append({
    type: 'receipt',
    change: change.id,
    digest,
    outcome,
    steps: steps.map(({ step, operation, outcome: each, sent_at, note }) => ({
      step,
      operation,
      connection,
      outcome: each,
      sent_at,
      note,
    })),
  });
  gate.changes.move(change.id, 'applying', outcome === 'stopped' ? 'open' : 'closed');
  return receipt;
}

function outcomeOf({ steps }: Change, settled: readonly StepReceipt[]): Outcome {
  const last = settled.at(-1);
  const applied = settled.filter(({ outcome }) => outcome === 'applied').length;
  if (applied === steps.length) return 'applied';
  if (!last) return 'not_applied';
  if (last.outcome === 'applied') return 'stopped';
  // A request that may have left is never repeated, so such a change is over.
  const final = last.outcome === 'unknown' || last.outcome === 'not_applied';
  return applied > 0 && !final ? 'stopped' : last.outcome;
}
