import { randomBytes } from 'node:crypto';
import type { Store } from './store.ts';

const name = 'seal key';

/** A secret of this store. Whoever reads the store's file has it; it proves where a mark was made, not by whom. */
export async function storeKeyOf(store: Store): Promise<string> {
  const known = await store.look((tables) => tables.value(name));
  if (known !== undefined) return known;
  return store.alone(async (tables) => {
    const present = await tables.value(name);
    if (present !== undefined) return present;
    const made = randomBytes(32).toString('hex');
    await tables.setValue(name, made);
    return made;
  });
}
