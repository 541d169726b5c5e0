import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { declaredConnections } from '../../src/connections/connections.ts';
import { Credentials } from '../../src/connections/credentials.ts';
import { Pacer } from '../../src/connections/pacing.ts';
import type { Execution } from '../../src/gate/execution.ts';
import { Gate } from '../../src/gate/gate.ts';
import { apply } from '../../src/gate/lifecycle/apply.ts';
import { viewChange } from '../../src/gate/lifecycle/describe.ts';
import { propose } from '../../src/gate/lifecycle/propose.ts';
import { settle } from '../../src/gate/lifecycle/settle.ts';
import { itemsOf } from '../../src/gate/lifecycle/state.ts';
import { verifyJournal } from '../../src/gate/lifecycle/verify.ts';
import { unit } from '../../src/internal/hash.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { emptyFolder } from '../support/cli.ts';
import { easyPolicy } from '../support/gate.ts';
import { agree } from '../support/gated.ts';
import { World } from '../support/world.ts';

const rounds = 200;
const atOnce = 3;
/** A process is up after 100 ms or more, and done after about this much longer; kills are spread over that. */
const lifetimeMs = 300;

let sandbox: Sandbox;
let home: string;
let gate: Gate;
let execution: Execution;
let environment: Record<string, string>;

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, now: new Date() });
  environment = { OPENAI_ADMIN_KEY: sandbox.openai.admin_key, OPENAI_BASE_URL: sandbox.openai.base_url };
  home = emptyFolder();
  mkdirSync(path.join(home, '.config', 'steward'), { recursive: true });
  writeFileSync(path.join(home, '.config', 'steward', 'policy.yaml'), easyPolicy);
  gate = new Gate({ environment: { HOME: home }, folder: home, surface: 'test', inFlightMs: 300 });
  const [connection] = declaredConnections(environment, home);
  if (!connection) throw new Error('no connection');
  execution = { connection, credentials: new Credentials(environment), pacer: new Pacer(), gate };
  sandbox.faults.add({ kind: 'latency', milliseconds: 25, route: 'POST /openai/*' });
});
afterAll(async () => {
  gate.close();
  await sandbox.close();
  rmSync(home, { recursive: true, force: true });
});

it('killed at any step of apply, a change is settled by reading, and never sent twice', {
  timeout: 240_000,
}, async () => {
  const seen = new Map<string, number>();
  const queue = Array.from({ length: rounds }, (_, round) => round);
  const work = async () => {
    for (let round = queue.shift(); round !== undefined; round = queue.shift()) {
      const status = await killedRound(round);
      seen.set(status, (seen.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  process.stdout.write(
    `\n${rounds} applies killed: ${[...seen].map(([status, count]) => `${count} ${status}`).join(', ')}; none sent twice\n`,
  );
  expect(seen.size).toBeGreaterThanOrEqual(2);
  expect(verifyJournal(gate.journal)).toMatchObject({ intact: true });
});

/** One change, its process killed at some moment, and what the next process makes of it. */
async function killedRound(round: number): Promise<string> {
  const email = `kill${round}@example.com`;
  const name = `Killed ${round}`;
  const [step, target] =
    round % 2 === 0
      ? [{ id: 'openai.invites.create', input: { email, role: 'reader' } }, email]
      : [{ id: 'openai.projects.update', input: { project_id: await newProject(round), name } }, name];
  const { change } = await propose({ steps: [step] }, execution);
  agree(change.id, gate);
  await killedApply(change.id, 100 + unit('kill', round) * lifetimeMs);
  await settle(change.id, execution);
  const { status } = viewChange(gate, change.id);
  await setTimeout(100);
  expect([status, await isDone(target)]).toEqual([status, status === 'applied']);
  if (status === 'approved') {
    expect(await apply(change.id, execution)).toMatchObject({ outcome: 'applied' });
    expect(await isDone(target)).toBe(true);
  } else {
    await expect(apply(change.id, execution)).rejects.toMatchObject({ kind: 'policy' });
  }
  expect(sendings(target)).toBeLessThanOrEqual(1);
  return status;
}

function killedApply(id: string, afterMs: number): Promise<void> {
  const child = spawn(process.execPath, [path.resolve('dist/steward.js'), 'apply', id], {
    cwd: home,
    env: { ...environment, HOME: home },
    stdio: 'ignore',
  });
  const timer = globalThis.setTimeout(() => child.kill('SIGKILL'), afterMs);
  return new Promise((resolve) =>
    child.on('close', () => {
      clearTimeout(timer);
      resolve();
    }),
  );
}

async function newProject(round: number): Promise<unknown> {
  const made = await new World(sandbox).run({ id: 'openai.projects.create', input: { name: `Project ${round}` } });
  return made['id'];
}

/** What the provider has: an invite to that address, or a project of that name. */
async function isDone(target: string): Promise<boolean> {
  const list = target.includes('@') ? 'openai.invites.list' : 'openai.projects.list';
  const items = await itemsOf({ id: list, input: { limit: 100 } }, execution);
  return items.some(({ email, name }) => email === target || name === target);
}

function sendings(target: string): number {
  const bodies = sandbox
    .requests()
    .filter(({ method }) => method === 'POST')
    .map(({ body }) => body as { email?: string; name?: string } | null);
  return bodies.filter((body) => body?.email === target || body?.name === target).length;
}
