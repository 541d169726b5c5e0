import type { Agreement } from '../journal/agreement.ts';
import type { EntryOf } from '../journal/entry.ts';
import { entriesOfType } from '../journal/journal.ts';
import type { Places } from '../state/places.ts';
import type { Reading, Store } from '../state/store.ts';
import { approversInForce } from './approvers.ts';
import { faultIn } from './seal.ts';

/**
 * The stop that holds now. It ends with a `resumed` entry that names it and whose seal holds; where approvers are enrolled,
 * one of them has to sign.
 */
export async function isStopped(
  tables: Reading,
  { places, store }: { readonly places: Places; readonly store: Store },
): Promise<EntryOf<'stopped'> | undefined> {
  const last = (await entriesOfType(tables, 'stopped')).at(-1);
  if (!last) return undefined;
  const { list } = await approversInForce(places, tables);
  const storeKey = await tables.value('seal key');
  const isResumed = (await entriesOfType(tables, 'resumed')).some(({ agreement, seal, seq }) => {
    // A line of the journal may hold anything.
    if (seq < last.seq || !agreement || !isFor(agreement, last, store.id)) return false;
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
