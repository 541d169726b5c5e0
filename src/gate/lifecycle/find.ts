import { InputError, PolicyError } from '../../errors.ts';
import { type Progress, progressIn } from '../change/progress.ts';
import { type ChangeRecord, checkChangeId, parseRecord } from '../change/record.ts';
import { entriesIn } from '../journal/entry.ts';
import type { Reading } from '../state/store.ts';

/** A change as it was proposed, and how far it is. */
export interface Found {
  readonly record: ChangeRecord;
  readonly progress: Progress;
}

/**
 * A change, held against the journal.
 * @throws InputError when there is none; PolicyError when it was edited, or is of another store.
 */
export async function findChange(tables: Reading, id: string, store: string): Promise<Found> {
  checkChangeId(id);
  const text = await tables.change(id);
  if (text === undefined) {
    throw new InputError('change_unknown', `There is no change ${id}.`, {
      hint: 'There is a list of those that there are.',
      advice: { action: 'list_changes' },
    });
  }
  const entries = entriesIn(await tables.linesAbout(id));
  const record = parseRecord(text, id, progressIn(entries).proposed);
  if (record.store === store) return { record, progress: progressIn(entries, record.steps.length) };
  throw new PolicyError('change_of_other_store', `${id} was proposed in another store, of which this is a copy.`, {
    hint: 'Propose it again here. Nothing was sent.',
  });
}
