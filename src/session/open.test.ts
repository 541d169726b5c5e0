import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { operationById } from '../catalogue/index.ts';
import { execute } from '../gate/execute.ts';
import { startSandbox } from '../sandbox/index.ts';
import { openSandboxSession, openSession } from './open.ts';

const environment = { STEWARD_SANDBOX_NOW: '2026-11-01T12:00:00Z' };
const projects = operationById('openai.projects.list');

let folder: string | undefined;
afterEach(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true });
  folder = undefined;
});

describe('a session on a sandbox of its own', () => {
  it('asks in the sandbox’s time, and leaves nothing behind when it is closed', async () => {
    const session = await openSandboxSession({ environment, surface: 'test' });
    expect(new Date(session.now()).toISOString()).toBe('2026-11-01T12:00:00.000Z');
    const execution = await session.on(projects);
    await execute(projects, {}, execution);
    const { path: state } = session.gate.folder;
    expect(existsSync(state)).toBe(true);
    await session.close();
    expect(existsSync(state)).toBe(false);
    await expect(fetch(execution.connection.baseUrl)).rejects.toThrow();
  });

  it('is not even begun where its seed is no number', async () => {
    const asked = openSandboxSession({ environment: { STEWARD_SANDBOX_SEED: 'x' }, surface: 'test' });
    await expect(asked).rejects.toMatchObject({ code: 'number_invalid' });
  });
});

describe('a session on a sandbox that somebody else started', () => {
  it('removes its own gate and leaves the sandbox running', async () => {
    const sandbox = await startSandbox();
    const session = openSession({ environment, surface: 'test', sandbox });
    const { path: state } = session.gate.folder;
    await session.close();
    expect(existsSync(state)).toBe(false);
    expect((await fetch(sandbox.openai.base_url)).status).toBe(404);
    await sandbox.close();
  });
});

describe('a session on what is declared', () => {
  it('has all connections, or those that are named', () => {
    folder = mkdtempSync(path.join(tmpdir(), 'steward-test-'));
    const file = path.join(folder, 'named.yaml');
    writeFileSync(
      file,
      'connections: { one: { provider: openai, credential: { env: A } }, two: { provider: openai, credential: { env: B } } }\n',
    );
    const open = (only?: string[]) =>
      openSession({ environment: { HOME: '/nonexistent', STEWARD_CONFIG: file }, folder, surface: 'test', only });
    expect(open().connections.map(({ name }) => name)).toEqual(['one', 'two']);
    expect(open(['two']).connections.map(({ name }) => name)).toEqual(['two']);
    expect(() => open(['three']).connections).toThrow(/there is no connection «three»/);
  });
});
