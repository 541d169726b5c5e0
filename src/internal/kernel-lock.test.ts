import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { KernelLock } from './kernel-lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = () => path.join(folder, 'lock');

it('is held by one at a time, and by the next once it was released', () => {
  const [first, second] = [new KernelLock(file()), new KernelLock(file())];
  expect(first.take(0)).toBe(true);
  expect(second.take(0)).toBe(false);
  first.release();
  expect(second.take(0)).toBe(true);
  expect(first.take(0)).toBe(false);
  first.close();
  second.close();
});

it('is not taken twice by its holder, and released as often as anybody likes', () => {
  const lock = new KernelLock(file());
  expect(lock.take(0)).toBe(true);
  expect(lock.take(0)).toBe(false);
  lock.release();
  lock.release();
  expect(lock.take(0)).toBe(true);
  lock.close();
});

it('waits for as long as it was told, and no longer', () => {
  const [first, second] = [new KernelLock(file()), new KernelLock(file())];
  first.take(0);
  const started = performance.now();
  expect(second.take(200)).toBe(false);
  expect(performance.now() - started).toBeGreaterThan(150);
  first.close();
  second.close();
});

it('is taken back from a process that is killed while it holds it', async () => {
  const holder = `
    const { KernelLock } = await import(${JSON.stringify(new URL('./kernel-lock.ts', import.meta.url).href)});
    console.log(new KernelLock(${JSON.stringify(file())}).take(0));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--no-warnings', '--input-type=module', '--eval', holder]);
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  expect(said.toString()).toBe('true\n');
  const lock = new KernelLock(file());
  expect(lock.take(0)).toBe(false);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(lock.take(1000)).toBe(true);
  lock.close();
});

it('says what is wrong where there is no folder to lock in', () => {
  expect(() => new KernelLock(path.join(folder, 'nowhere', 'lock'))).toThrow(/unable to open/);
});
