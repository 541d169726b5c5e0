import type { Gate } from './gate.ts';
import type { EntryOf } from './journal/entry.ts';
import { entriesOfType } from './journal/journal.ts';
import { approversInForce } from './people/approvers.ts';
import { type Agreement, faultIn } from './people/seal.ts';
import type { Reading } from './state/store.ts';

/** Anybody may stop everything that is not sent yet. */
export async function stop(gate: Gate, reason?: string): Promise<void> {
  await gate.journal.append({ type: 'stopped', ...(reason !== undefined && { reason }) });
}

/**
 * The stop that holds now. It ends with a `resumed` entry that names it and whose seal holds; where approvers are enrolled,
 * one of them has to sign.
 */
export async function isStopped(
  tables: Reading,
  { places, store }: Pick<Gate, 'places' | 'store'>,
): Promise<EntryOf<'stopped'> | undefined> {
  const last = (await entriesOfType(tables, 'stopped')).at(-1);
  if (!last) return undefined;
  const { list } = await approversInForce(places, tables);
  const storeKey = await tables.value('seal key');
  const isResumed = (await entriesOfType(tables, 'resumed')).some(({ agreement, seal, seq }) => {
    if (seq < last.seq || !isFor(agreement, last, store.id)) return false;
    if (list.length > 0 && agreement.channel !== 'signature') return false;
    return (
      faultIn(
        agreement,
        seal,
        list.find(({ key }) => key === agreement.key),
        storeKey,
      ) === undefined
    );
  });
  return isResumed ? undefined : last;
}

function isFor({ purpose, store, digest }: Agreement, stopped: EntryOf<'stopped'>, own: string): boolean {
  return purpose === 'resume' && store === own && digest === stopped.hash;
}
