import { existsSync } from 'node:fs';
import path from 'node:path';
import { EmbeddedStore } from '../state/embedded.ts';
import type { Store } from '../state/store.ts';
import { type Actor, lineOf } from './entry.ts';
import { importFiles } from './import-files.ts';

/** Opens the store of a state folder; what an earlier version kept there in files is taken over first. */
export function openStore(folder: string, who: Actor, now: () => Date): Store {
  const store = new EmbeddedStore(folder);
  return existsSync(path.join(folder, 'journal', 'journal.jsonl')) ? afterImport(store, folder, who, now) : store;
}

/** Whatever is asked of the store waits until the files are taken over. */
function afterImport(store: Store, folder: string, who: Actor, now: () => Date): Store {
  let imported: Promise<void> | undefined;
  const ready = () => {
    imported ??= store.alone(async (tables) => {
      const happening = await importFiles(folder, tables);
      if (!happening) return;
      const at = now().toISOString();
      const { line, head } = lineOf(happening, await tables.head(), who, at);
      await tables.append({ ...head, at, type: happening.type, change: undefined, line });
    });
    return imported;
  };
  return {
    get id() {
      return store.id;
    },
    outside: store.outside,
    renew: async () => ready().then(() => store.renew()),
    alone: async (work) => ready().then(() => store.alone(work)),
    look: async (work) => ready().then(() => store.look(work)),
    close: () => store.close(),
  };
}
