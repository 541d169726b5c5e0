import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { operationById } from '../../src/catalogue/index.ts';
import { connected } from '../../src/gate/execution.ts';
import type { Progress } from '../../src/internal/progress.ts';
import { runReport } from '../../src/ledger/live/run.ts';
import { planPeriod } from '../../src/ledger/question/period.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { inspectConnection } from '../../src/session/doctor.ts';
import { sandboxConnections } from '../../src/session/own-sandbox.ts';
import { Session } from '../../src/session/session.ts';
import { openKit } from '../../src/surfaces/functions/index.ts';
import { connect } from '../../src/surfaces/library/connect.ts';
import { serveHttp } from '../../src/surfaces/mcp/http.ts';
import { RequestStates } from '../../src/surfaces/mcp/request-state.ts';
import { makeServer } from '../../src/surfaces/mcp/server.ts';
import { toolsFor } from '../../src/surfaces/tools/toolsets.ts';
import { emptyFolder } from '../support/cli.ts';
import { easyPolicy, openGate, type TestGate } from '../support/gate.ts';
import { changed, sessionOn } from '../support/gated.ts';
import { overHttp } from '../support/mcp-client.ts';
import { runOnTerminal } from '../support/pty.ts';

let sandbox: Sandbox;
let own: TestGate;
let session: Session;
let folder: string;
beforeAll(async () => {
  folder = emptyFolder();
  sandbox = await startSandbox({ now: new Date('2026-11-01T12:00:00Z') });
  own = openGate(easyPolicy);
  session = sessionOn(sandbox, own.gate);
});
afterAll(async () => {
  own.remove();
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

function heard() {
  const all: Progress[] = [];
  return { all, onProgress: (progress: Progress) => void all.push(progress) };
}

describe('whoever listens to a session hears', () => {
  it('how many pages of a report are read, of how many, and nothing in between', async () => {
    const { all, onProgress } = heard();
    const report = operationById('anthropic.usage.messages');
    const { period } = planPeriod({ since: '90d', widths: ['1d'], now: session.now() });
    const execution = connected(await session.on(report, undefined, { onProgress }));
    await runReport(report, { period, width: '1d', dimensions: ['model'], filters: {} }, execution);
    expect(all.length).toBeGreaterThan(1);
    expect(new Set(all.map((each) => each.kind === 'work' && each.unit))).toEqual(new Set(['pages']));
    expect(all.at(-1)).toMatchObject({ done: all.length, of: all.length });
  });

  it('how many families of operations the doctor has asked', async () => {
    const { all, onProgress } = heard();
    await inspectConnection(session.onNamed('anthropic-oauth', { onProgress }));
    const asked = all.filter((each) => each.kind === 'work' && each.what === 'anthropic-oauth');
    expect(asked[0]).toMatchObject({ done: 0, unit: 'families asked' });
    expect(asked.at(-1)).toMatchObject({ done: asked.length - 1, of: asked.length - 1 });
  });

  it('how many steps of a change are applied', async () => {
    const { all, onProgress } = heard();
    const { id } = await changed('openai.projects.create', { name: 'Heard' }, session.reach({ onProgress }));
    const steps = all.filter((each) => each.kind === 'work' && each.what === id);
    expect(steps.map((each) => each.kind === 'work' && [each.done, each.of])).toEqual([
      [0, 1],
      [1, 1],
    ]);
  });
});

describe('a program that gives a listener', () => {
  it('hears of a list as it is read, from the library and from the tools as functions', async () => {
    const [library, functions] = [heard(), heard()];
    const openai = connect('openai', { environment: {}, sandbox, onProgress: library.onProgress });
    const users: unknown[] = [];
    for await (const user of openai.items('openai.users.list', { limit: 100 })) users.push(user);
    await openai.close();
    const kit = openKit({ environment: {}, sandbox, onProgress: functions.onProgress });
    await kit.run('openai_org', { what: 'users' });
    await kit.close();
    const last = { what: 'openai.users.list', done: users.length, unit: 'items' };
    expect([library.all.at(-1), functions.all.at(-1)]).toEqual([
      expect.objectContaining(last),
      expect.objectContaining(last),
    ]);
  });

  it('ends by its signal everything that is under way', async () => {
    const stop = new AbortController();
    const fault = sandbox.faults.add({ kind: 'latency', milliseconds: 30_000, route: 'GET /openai/*' });
    const openai = connect('openai', { environment: {}, sandbox, signal: stop.signal });
    const reading = openai.read('openai.users.list');
    setTimeout(() => stop.abort(), 50);
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
    sandbox.faults.clear(fault);
    await openai.close();
  });
});

it('an agent hears that the provider’s pace makes it wait', async () => {
  const paced = new Session({
    environment: {},
    connections: () => sandboxConnections(sandbox).map((each) => ({ ...each, paced: true })),
    gate: () => own.gate,
  });
  const offer = { connections: paced.connections, readOnly: true };
  const tools = toolsFor('readonly', [], offer);
  const states = new RequestStates();
  const running = await serveHttp({
    port: 0,
    serverFor: () => makeServer({ offer, session: async () => paced, memory: {}, tools, states, principal: 'http' }),
  });
  const { client, close } = await overHttp('2025-11-25', running.url);
  const read = { name: 'read', arguments: { operation: 'openai.projects.get', input: { project_id: 'proj_x' } } };
  for (let call = 0; call < 4; call += 1) await client.callTool(read);
  const stop = new AbortController();
  const said = await new Promise<string | undefined>((resolve) => {
    const onprogress = ({ message }: { message?: string | undefined }) => resolve(message);
    client.callTool(read, { onprogress, signal: stop.signal }).catch(() => {});
  });
  expect(said).toMatch(/^waiting \d+ s for openai's rate limit$/);
  stop.abort();
  await close();
  await running.close();
});

describe('a person at a terminal', () => {
  const environment = { STEWARD_SANDBOX_NOW: '2026-11-01T12:00:00Z' };

  it('sees how far a list is read, until it is there', async () => {
    const words = ['openai', 'users', 'list', '--all', '--json', '--sandbox'];
    const { code, shown } = await runOnTerminal(words, [], { environment, folder });
    expect([code, shown]).toEqual([0, expect.stringMatching(/openai\.users\.list: \d+ items…\s*\[/)]);
  });

  it('ends a command that waits for an answer with one interrupt', async () => {
    const fault = sandbox.faults.add({ kind: 'latency', milliseconds: 30_000, route: 'GET /openai/*' });
    const child: ChildProcess = spawn(process.execPath, [path.resolve('dist/steward.js'), 'openai', 'users', 'list'], {
      cwd: folder,
      stdio: 'ignore',
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        OPENAI_ADMIN_KEY: sandbox.openai.admin_key,
        OPENAI_BASE_URL: sandbox.openai.base_url,
      },
    });
    const before = sandbox.requests().length;
    await vi.waitUntil(() => sandbox.requests().length > before, { timeout: 30_000 });
    child.kill('SIGINT');
    const [code] = await once(child, 'exit');
    expect(code).toBe(130);
    sandbox.faults.clear(fault);
  });
});
