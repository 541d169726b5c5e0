import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lineOf } from '../journal/entry.ts';
import { EmbeddedStore } from './embedded.ts';
import { lossOf } from './loss.ts';
import type { Store, Tables } from './store.ts';

/** What every engine must keep. Another one joins by a line here. */
const engines: readonly (readonly [string, (folder: string) => Store])[] = [
  ['SQLite', (folder) => new EmbeddedStore(folder)],
];

let folder: string;
const opened: Store[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'steward-store-'));
});
afterEach(() => {
  for (const store of opened.splice(0)) store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function append(tables: Tables, reason: string, change?: string): Promise<void> {
  const at = '2026-11-01T00:00:00.000Z';
  const happening = { type: 'stopped', reason } as const;
  const { line, head } = lineOf(happening, await tables.head(), { user: 'a', surface: 'test' }, at);
  await tables.append({ ...head, at, type: happening.type, change, line });
}

describe.each(engines)('a store on %s', (_name, make) => {
  const open = (where = folder) => {
    const store = make(where);
    opened.push(store);
    return store;
  };

  it('keeps what was committed, for whoever opens it next', async () => {
    const first = open();
    await first.alone(async (tables) => {
      await append(tables, 'one', 'chg_aaaaaaaaaaaa');
      await tables.addChange('chg_aaaaaaaaaaaa', '{}');
      await tables.setValue('clients', '[]');
      await tables.addApproverList('{"v":2}');
      await tables.setReceipt('chg_aaaaaaaaaaaa', 0, '{"step":0}');
    });
    const again = open();
    expect(again.id).toBe(first.id);
    await again.look(async (tables) => {
      expect((await tables.head()).seq).toBe(1);
      expect(await tables.linesAbout('chg_aaaaaaaaaaaa')).toHaveLength(1);
      expect(await tables.linesOf(['stopped'])).toHaveLength(1);
      expect(await tables.linesOf(['stopped'], '2026-11-02')).toHaveLength(0);
      expect(await tables.change('chg_aaaaaaaaaaaa')).toBe('{}');
      expect(await tables.changeIds()).toEqual(['chg_aaaaaaaaaaaa']);
      expect(await tables.value('clients')).toBe('[]');
      expect(await tables.approverLists()).toEqual(['{"v":2}']);
      expect([...(await tables.receipts('chg_aaaaaaaaaaaa'))]).toEqual([[0, '{"step":0}']]);
      expect(await tables.newest()).toBe('2026-11-01T00:00:00.000Z');
    });
  });

  it('takes everything of a transaction back when it throws', async () => {
    const store = open();
    const broken = store.alone(async (tables) => {
      await append(tables, 'never');
      await tables.setValue('clients', 'never');
      throw new Error('halfway');
    });
    await expect(broken).rejects.toThrow('halfway');
    await store.look(async (tables) => {
      expect((await tables.head()).seq).toBe(0);
      expect(await tables.value('clients')).toBeUndefined();
    });
  });

  it('lets one transaction after the other in, of this process and of others', async () => {
    const stores = [open(), open()];
    const add = (store: Store) =>
      store.alone(async (tables) => {
        const present = Number((await tables.value('count')) ?? 0);
        await new Promise((resolve) => setTimeout(resolve, 1));
        await tables.setValue('count', String(present + 1));
        await append(tables, String(present));
      });
    const first = stores[0] as Store;
    await Promise.all(Array.from({ length: 20 }, () => add(first)));
    for (const store of stores) await add(store);
    await first.look(async (tables) => {
      expect(await tables.value('count')).toBe('22');
      expect((await tables.head()).seq).toBe(22);
    });
  });

  it('lets others of the same process finish while it waits for them', async () => {
    const [a, b] = [open(), open()];
    const slow = (store: Store, name: string) =>
      store.alone(async (tables) => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        await append(tables, name);
      });
    const began = Date.now();
    await Promise.all([slow(a, 'a'), slow(b, 'b'), slow(a, 'c'), slow(b, 'd')]);
    expect(Date.now() - began).toBeLessThan(10_000);
    expect((await a.look((tables) => tables.head())).seq).toBe(4);
  });

  it('lets a step be claimed once', async () => {
    const store = open();
    const claims = await Promise.all(
      [0, 0, 1, 0].map((step) => store.alone((tables) => tables.claim('chg_aaaaaaaaaaaa', step))),
    );
    expect(claims).toEqual([true, false, true, false]);
  });

  it('is noticed as a copy, and when an older one was put back, until it is renewed', async () => {
    const store = open();
    await store.alone((tables) => append(tables, 'one'));
    expect(await store.look((tables) => lossOf(tables, store.outside))).toBeUndefined();
    store.close();
    const elsewhere = mkdtempSync(path.join(tmpdir(), 'steward-copy-'));
    copyFileSync(store.outside.file, path.join(elsewhere, path.basename(store.outside.file)));
    const copy = open(elsewhere);
    expect(await copy.look((tables) => lossOf(tables, copy.outside))).toMatch(/is a copy/);
    await copy.renew();
    expect(await copy.look((tables) => lossOf(tables, copy.outside))).toBeUndefined();
    expect(copy.id).not.toBe(store.id);

    const old = readFileSync(store.outside.file);
    const later = open();
    await later.alone((tables) => append(tables, 'two'));
    later.close();
    writeFileSync(store.outside.file, old);
    rmSync(`${store.outside.file}-wal`, { force: true });
    rmSync(`${store.outside.file}-shm`, { force: true });
    const back = open();
    expect(await back.look((tables) => lossOf(tables, back.outside))).toMatch(
      /had 2 entries, and some of them are gone/,
    );
    rmSync(elsewhere, { recursive: true });
  });
});

describe('the file of a store', () => {
  const file = () => path.join(folder, 'steward.db');

  it('is refused when a newer Steward has written it', () => {
    new EmbeddedStore(folder).close();
    const database = new DatabaseSync(file());
    database.exec('PRAGMA user_version = 99');
    database.close();
    expect(() => new EmbeddedStore(folder)).toThrow(/written by a newer Steward \(form 99/);
  });

  it('is refused when it is a link, no database, or damaged', () => {
    symlinkSync('/etc/hosts', file());
    expect(() => new EmbeddedStore(folder)).toThrow(/is a link/);
    rmSync(file());
    writeFileSync(file(), 'this is not a database, and long enough to be looked at as one'.repeat(20), { mode: 0o600 });
    expect(() => new EmbeddedStore(folder)).toThrow(/is not a database/);
  });

  it('belongs to its owner alone', async () => {
    const store = new EmbeddedStore(folder);
    await store.alone((tables) => append(tables, 'one'));
    const { statSync } = await import('node:fs');
    for (const name of ['steward.db', 'head.json']) {
      expect(statSync(path.join(folder, name)).mode & 0o077).toBe(0);
    }
    store.close();
  });
});
