import OpenAI from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { operationById } from '../../src/catalogue/index.ts';
import { unnamedText } from '../../src/directory/names.ts';
import type { Execution } from '../../src/gate/execution.ts';
import { askReport } from '../../src/ledger/live/ask.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { openGate, type TestGate } from '../support/gate.ts';
import { executionOn } from '../support/gated.ts';

let own: TestGate;
let sandbox: Sandbox;
let execution: Execution;
const now = Date.parse('2026-11-01T12:00:00Z');

beforeAll(async () => {
  own = openGate();
  sandbox = await startSandbox({ seed: 1, now: new Date(now) });
  execution = executionOn(sandbox, own.gate, 'openai');
});
afterAll(async () => {
  own.remove();
  await sandbox.close();
});
beforeEach(() => sandbox.reset());

const ask = (by: string, since = '90d') =>
  askReport(operationById('openai.usage.costs'), { since, by: [by] }, execution, { now });

const keyLists = () => sandbox.requests().filter(({ target }) => /projects\/[^/?]+\/api_keys/.test(target));

/** The same report without any name. */
async function rowsWithoutNames(by: string, since?: string) {
  const request = { since: since ?? '90d', by: [by], names: false };
  return (await askReport(operationById('openai.usage.costs'), request, execution, { now })).facts;
}

describe('names never cost a report', () => {
  it('when a key belongs to an archived project, which is not asked', async () => {
    const projects = new OpenAI({ adminAPIKey: sandbox.openai.admin_key, baseURL: sandbox.openai.base_url }).admin
      .organization.projects;
    const { data } = await projects.list({ limit: 100 });
    const { id } = data.find(({ name }) => name === 'Staging') ?? {};
    await projects.archive(String(id));
    const { facts, unnamed, names } = await ask('key');
    expect(facts).toEqual(await rowsWithoutNames('key'));
    expect(names.get('api_key_id')?.size).toBeGreaterThan(20);
    expect(unnamed.map(unnamedText)).toEqual([
      expect.stringMatching(/^\d+ api keys? keeps? (?:its|their) ids? .*archived projects do not list their keys/),
    ]);
    expect(keyLists().length).toBeGreaterThan(0);
    expect(keyLists().filter(({ target }) => target.includes(String(id)))).toEqual([]);
  });

  it('when the key may not read the lists, of which no more than two are asked', async () => {
    sandbox.faults.add({ route: 'GET /openai/v1/organization/projects/*', kind: 'missing_scope' });
    const { facts, unnamed, names } = await ask('key', '30d');
    expect(facts.length).toBeGreaterThan(0);
    expect(names.get('api_key_id')?.size).toBe(0);
    expect(unnamed.map(unnamedText).join()).toMatch(/may not read openai\.projects\.api_keys\.list/);
    expect(keyLists()).toHaveLength(2);
  });

  it('when the key may not read what is under one parent: the others are named', async () => {
    sandbox.faults.add({ route: 'GET /openai/v1/organization/projects/*', kind: 'missing_scope', count: 1 });
    const { names, unnamed } = await ask('key', '30d');
    expect(names.get('api_key_id')?.size).toBeGreaterThan(20);
    expect(unnamed.map(unnamedText).join()).toMatch(/may not read openai\.projects\.api_keys\.list/);
  });

  it('when the list of parents is refused', async () => {
    sandbox.faults.add({ route: 'GET /openai/v1/organization/projects', kind: 'missing_scope' });
    for (const by of ['key', 'project']) {
      const { facts, unnamed } = await ask(by, '7d');
      expect(facts).toEqual(await rowsWithoutNames(by, '7d'));
      expect(unnamed.map(unnamedText).join()).toMatch(/may not read openai\.projects\.list/);
    }
  });

  it('when one list of many fails', async () => {
    sandbox.faults.add({ route: 'GET /openai/v1/organization/projects/*', kind: 'error', status: 400, count: 1 });
    const { names, unnamed } = await ask('key', '30d');
    expect(names.get('api_key_id')?.size).toBeGreaterThan(20);
    expect(unnamed.map(unnamedText).join()).toMatch(/openai\.projects\.api_keys\.list on openai was refused \(400\)/);
  });

  it('but a report that somebody cancelled ends', async () => {
    const stop = new AbortController();
    sandbox.faults.add({ route: 'GET /openai/v1/organization/users', kind: 'latency', milliseconds: 5000 });
    const asked = askReport(
      operationById('openai.usage.completions'),
      { since: '2d', by: ['user'] },
      { ...execution, signal: stop.signal },
      { now },
    );
    setTimeout(() => stop.abort(), 300);
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
  });
});

it('keys whose owner left the project are named', async () => {
  const { names } = await ask('key');
  expect([...(names.get('api_key_id')?.values() ?? [])]).toContain('migration-handover');
});
