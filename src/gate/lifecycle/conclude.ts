import { sha256 } from '../../internal/canonical.ts';
import type { Receipt } from '../change/progress.ts';
import { outcomeOf, type Progress, progressIn, type StepReceipt, soundReceipts } from '../change/progress.ts';
import type { ChangeRecord } from '../change/record.ts';
import type { Gate } from '../gate.ts';
import { entriesIn } from '../journal/entry.ts';

/** Keeps what became of a step: the receipt whole, its digest in the journal, in one transaction. */
export async function settleStepIn(change: string, receipt: StepReceipt, { store, journal }: Gate): Promise<void> {
  const text = JSON.stringify(receipt);
  const { step, operation, outcome, note, sent_at } = receipt;
  await store.alone(async (tables) => {
    await tables.setReceipt(change, step, text);
    await journal.within(tables, {
      type: 'settled',
      change,
      step,
      operation,
      outcome,
      sent: sent_at !== undefined,
      receipt: sha256(text),
      ...(note !== undefined && { note }),
    });
  });
}

/** What is known of the steps of a change: as the journal tells, with the receipts that fit it. */
export async function receiptsOf(
  change: string,
  { store }: Gate,
): Promise<{ readonly progress: Progress; readonly receipts: StepReceipt[] }> {
  return store.look(async (tables) => {
    const progress = progressIn(entriesIn(await tables.linesAbout(change)));
    return { progress, receipts: soundReceipts(await tables.receipts(change), progress) };
  });
}

/** Writes down how a change stands whose steps were sent as far as they will be now. */
export async function conclude({ id }: Pick<ChangeRecord, 'id'>, steps: number, gate: Gate): Promise<Receipt> {
  const { progress, receipts } = await receiptsOf(id, gate);
  const outcome = outcomeOf(steps, progress.settled.values());
  await gate.journal.append({ type: 'receipt', change: id, outcome });
  return { change: id, outcome, at: gate.now().toISOString(), steps: receipts };
}
