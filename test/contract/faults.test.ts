import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clientsFor } from '../../src/connections/clients.ts';
import { execute, executePages } from '../../src/gate/execute.ts';
import type { Execution } from '../../src/gate/execution.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { entriesOf, openGate, type TestGate } from '../support/gate.ts';
import { executionOn } from '../support/gated.ts';
import { providerOperation } from '../support/provider-operation.ts';

let sandbox: Sandbox;
let own: TestGate;
let execution: Execution;
const projects = providerOperation('openai.projects.list');
const route = 'GET /openai/v1/organization/projects';

beforeAll(async () => {
  own = openGate();
  sandbox = await startSandbox({ seed: 1, now: new Date('2026-11-01T12:00:00Z') });
  execution = executionOn(sandbox, own.gate, 'openai');
});
afterAll(async () => {
  own.remove();
  await sandbox.close();
});
beforeEach(() => sandbox.reset());

/** The ids of the whole list, in pages of four. */
async function listed(): Promise<string[]> {
  const ids: string[] = [];
  for await (const page of executePages(projects, { limit: 4 }, execution)) {
    ids.push(...page.data.map((item) => (item as { id: string }).id));
  }
  return ids;
}

const requestsFor = (path: string) => sandbox.requests().filter(({ target }) => target.includes(path));

it('a list is written to the journal also when whoever asked has seen enough of it', async () => {
  for await (const { data } of executePages(projects, { limit: 4 }, execution)) {
    expect(data).toHaveLength(4);
    break;
  }
  const entries = await entriesOf(own.gate);
  expect(entries.at(-1)).toMatchObject({ type: 'read', operation: projects.id, items: 4 });
});

describe('a fault that passes', () => {
  it.each([
    ['429 with Retry-After', { kind: 'rate_limit', retry_after: 0, count: 2 }],
    ['429 without a header', { kind: 'rate_limit', count: 1 }],
    ['500', { kind: 'error', count: 1 }],
    ['529', { kind: 'error', status: 529, count: 1 }],
    ['a slow answer', { kind: 'latency', milliseconds: 50, count: 1 }],
    ['a connection that breaks in the middle of a body', { kind: 'cut', count: 1, skip: 1 }],
  ] as const)('%s: the list comes whole, nothing twice', async (_what, fault) => {
    const whole = await listed();
    sandbox.faults.add({ route, ...fault });
    const outcome = await listed().catch((error: { code: string }) => error.code);
    if (fault.kind === 'cut') expect([whole, 'unreachable', 'answer_unreadable']).toContainEqual(outcome);
    else expect(outcome).toEqual(whole);
  });

  it('strict mode: calls beyond the allowance are refused, and come later', async () => {
    sandbox.faults.add({ route, kind: 'strict', per_minute: 2 });
    await expect(listed()).rejects.toMatchObject({ code: 'rate_limited', status: 429 });
    sandbox.clock.advance(61_000);
    await expect(execute(projects, { limit: 1 }, execution)).resolves.toBeDefined();
  });
});

describe('a fault that stays', () => {
  it.each([
    ['rate_limit', {}, 'rate_limited', /was refused \(429\): You're making too many requests/],
    ['error', { status: 503 }, 'provider_failed', /failed at the provider \(503\)/],
    ['missing_scope', { scope: 'api.management.read' }, 'scope_missing', /Missing scopes: api\.management\.read/],
    ['missing_scope', { status: 401, scope: 'api.usage.read' }, 'scope_missing', /Missing scopes: api\.usage\.read/],
    ['html', {}, 'answer_unreadable', /is not JSON/],
    ['truncated_json', {}, 'answer_unreadable', /was cut off or is not JSON/],
  ] as const)('%s %j is said in one sentence', async (kind, more, code, sentence) => {
    sandbox.faults.add({ route, kind, ...more });
    await expect(execute(projects, {}, execution)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(sentence),
    });
  });

  it('cursor_loop and repeat_page end with an error instead of a list with gaps or repetitions', async () => {
    for (const kind of ['cursor_loop', 'repeat_page'] as const) {
      sandbox.faults.clear();
      sandbox.faults.add({ route, kind });
      await expect(listed()).rejects.toMatchObject({ code: 'cursor_loop' });
    }
  });

  it('stale_read shows the list as it was before the last write', async () => {
    sandbox.faults.add({ route, kind: 'stale_read' });
    const before = await listed();
    const credential = await execution.credentials.of(execution.connection);
    const create = providerOperation('openai.projects.create');
    const { clients } = await clientsFor(execution.connection, credential, create, execution);
    await create.call(clients, { name: 'unseen' });
    expect(await listed()).toEqual(before);
    sandbox.faults.clear();
    expect((await listed()).length).toBe(before.length + 1);
  });

  it('amounts_as_strings and future fields change no sum', async () => {
    const costs = providerOperation('openai.usage.costs');
    const input = { start_time: 1_793_318_400, limit: 1 };
    const amount = async () => {
      const page = (await execute(costs, input, execution)) as {
        data: { results: { amount: { value: unknown } }[] }[];
      };
      return page.data[0]?.results[0]?.amount.value;
    };
    const value = await amount();
    sandbox.faults.add({ route: 'GET /openai/v1/organization/costs', kind: 'amounts_as_strings' });
    expect(await amount()).toBe(String(value));
    sandbox.faults.add({ route: 'GET *', kind: 'future' });
    expect(await amount()).toBe(String(value));
    expect(await listed()).not.toEqual([]);
  });
});

describe('a write', () => {
  it('is sent once, whatever the provider answers', async () => {
    const create = providerOperation('openai.projects.create');
    const credential = await execution.credentials.of(execution.connection);
    for (const status of [409, 429, 500, 503]) {
      sandbox.reset();
      sandbox.faults.add({ route: 'POST *', kind: 'error', status });
      const { clients } = await clientsFor(execution.connection, credential, create, execution);
      await expect(create.call(clients, { name: 'once' })).rejects.toMatchObject({ status });
      expect(requestsFor('/organization/projects')).toHaveLength(1);
    }
  });
});

it('keeps secrets out of the log of requests', async () => {
  await listed();
  const log = JSON.stringify(sandbox.requests());
  expect(log).toContain('[removed]');
  expect(log).not.toContain(sandbox.openai.admin_key);
});

it('decides by seed which requests a probability strikes', async () => {
  const struck = async () => {
    sandbox.reset();
    sandbox.faults.add({ route, kind: 'error', status: 400, probability: 0.5 });
    const outcomes: boolean[] = [];
    for (let call = 0; call < 12; call += 1) {
      outcomes.push(
        await execute(projects, { limit: 1 }, execution).then(
          () => false,
          () => true,
        ),
      );
    }
    return outcomes;
  };
  const first = await struck();
  expect(new Set(first).size).toBe(2);
  expect(await struck()).toEqual(first);
});
