import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { openSession } from '../../src/session/open.ts';
import type { Session } from '../../src/session/session.ts';
import { serveHttp } from '../../src/surfaces/mcp/http.ts';
import { RequestStates } from '../../src/surfaces/mcp/request-state.ts';
import { makeServer } from '../../src/surfaces/mcp/server.ts';
import { toolsFor } from '../../src/surfaces/tools/toolsets.ts';
import { cliJson, emptyFolder } from '../support/cli.ts';
import { writesSeen } from '../support/gated.ts';
import { type Conversation, type Generation, overHttp, overStdio } from '../support/mcp-client.ts';
import { runOnTerminal } from '../support/pty.ts';

const policy = `version: 1
mode: ask
approvals: { write: elicitation, spend: terminal, access: terminal, destructive: terminal }
guards: { destructive_per_hour: 1000 }
`;

const generations: readonly Generation[] = ['2025-11-25', '2026-07-28'];

let sandbox: Sandbox;
let folder: string;
let environment: Record<string, string>;
let session: Session;
let http: { url: string; close(): Promise<void> };
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, now: new Date() });
  folder = emptyFolder();
  environment = {
    OPENAI_ADMIN_KEY: sandbox.openai.admin_key,
    OPENAI_BASE_URL: sandbox.openai.base_url,
    ANTHROPIC_ADMIN_KEY: sandbox.anthropic.admin_key,
    ANTHROPIC_BASE_URL: sandbox.anthropic.base_url,
  };
  mkdirSync(path.join(folder, '.config', 'steward'), { recursive: true });
  writeFileSync(path.join(folder, '.config', 'steward', 'policy.yaml'), policy);
  session = openSession({ environment: { ...environment, HOME: folder }, folder, surface: 'mcp' });
  const offer = { connections: session.connections, readOnly: false };
  const tools = toolsFor('default', [], offer);
  const memory = {};
  const states = new RequestStates();
  http = await serveHttp({
    port: 0,
    serverFor: () => makeServer({ offer, session: async () => session, memory, tools, states, principal: 'http' }),
  });
});
afterAll(async () => {
  await http.close();
  await session.close();
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

const wires = generations.flatMap((generation) =>
  (['stdio', 'http'] as const).map((wire) => [generation, wire] as const),
);

type Person = NonNullable<Parameters<typeof overHttp>[2]>['person'];

function connect(generation: Generation, wire: 'stdio' | 'http', person?: Person): Promise<Conversation> {
  const options = person ? { person } : {};
  return wire === 'http'
    ? overHttp(generation, http.url, options)
    : overStdio(generation, [], { environment, folder }, options);
}

/** A person who reads the plan and types what it asks for. */
const agreeing: Person = (message) => ({
  action: 'accept',
  content: { confirm: /Type (.+) to agree/.exec(message)?.[1] ?? '' },
});

describe.each(wires)('a conversation in %s over %s', (generation, wire) => {
  it('finds a stale key, proposes its end, is refused, and applies it once a person agreed at a terminal', async () => {
    const agent = await connect(generation, wire);
    const { data } = await agent.call('anthropic_org', {
      what: 'api_keys',
      match: 'active',
      fields: ['id', 'name', 'status'],
    });
    const rows = (data['provider_data'] as string[][]).filter(([, , status]) => status === 'active');
    const [id = '', name = ''] = rows.at(wires.findIndex(([a, b]) => a === generation && b === wire)) ?? [];
    const { data: found } = await agent.call('find_operations', { query: 'deactivate an API key' });
    expect((found['operations'] as { id: string }[]).map((each) => each.id)).toContain('anthropic.api_keys.update');

    const before = writesSeen(sandbox);
    const input = { api_key_id: id, status: 'inactive' };
    const proposed = await agent.call('propose_change', {
      operation: 'anthropic.api_keys.update',
      input,
      reason: 'unused',
    });
    expect(proposed.text).toMatch(/status +active → inactive/);
    expect(proposed.text).toMatch(/Tell the user to run in a terminal: steward approve chg_/);
    const change = String(proposed.data['change']);
    const refused = await agent.call('apply_change', { change });
    expect([refused.isError, refused.text]).toEqual([true, expect.stringMatching(/approval_missing/)]);
    expect(writesSeen(sandbox)).toBe(before);

    const { shown } = await runOnTerminal(['approve', change], [{ when: /Type .* to approve/, type: name }], {
      environment,
      folder,
    });
    expect(shown).toMatch(/Approved\. Apply it with/);
    expect((await agent.call('apply_change', { change })).text).toMatch(/is applied/);
    expect(writesSeen(sandbox)).toBe(before + 1);
    expect((await agent.call('anthropic_org', { what: 'api_keys', id })).text).toMatch(/status: inactive/);
    const receipts = (await cliJson(['journal', '--type', 'receipt'], { environment, folder })) as {
      change: string;
      outcome: string;
    }[];
    expect(receipts.filter((entry) => entry.change === change)).toEqual([
      expect.objectContaining({ outcome: 'applied' }),
    ]);
    await agent.close();
  });

  it('asks the person through the client where policy takes their word, and only their own words count', async () => {
    const projects = async (person: Person, name: string) => {
      const agent = await connect(generation, wire, person);
      const proposed = await agent.call('propose_change', { operation: 'openai.projects.create', input: { name } });
      const before = writesSeen(sandbox);
      const { text } = await agent.call('apply_change', { change: proposed.data['change'] });
      await agent.close();
      return [writesSeen(sandbox) - before, text] as const;
    };
    expect(await projects(agreeing, `Asked ${generation} ${wire}`)).toEqual([1, expect.stringMatching(/is applied/)]);
    for (const person of [
      () => ({ action: 'accept' as const, content: { confirm: 'yes' } }),
      () => ({ action: 'accept' as const, content: {} }),
      () => ({ action: 'decline' as const }),
      () => ({ action: 'cancel' as const }),
    ]) {
      expect(await projects(person, 'Not agreed')).toEqual([0, expect.stringMatching(/did not agree/)]);
    }
  });

  it('takes no word of a client where policy asks for more', async () => {
    const agent = await connect(generation, wire, agreeing);
    const input = { email: 'eve@example.com', role: 'reader' };
    const proposed = await agent.call('propose_change', { operation: 'openai.invites.create', input });
    const before = writesSeen(sandbox);
    expect((await agent.call('apply_change', { change: proposed.data['change'] })).text).toMatch(/approval_missing/);
    for (const attempt of [
      { change: proposed.data['change'], approved: true },
      { change: proposed.data['change'], confirm: 'eve@example.com' },
    ]) {
      expect((await agent.call('apply_change', attempt)).text).toMatch(/parameter_unknown/);
    }
    expect(writesSeen(sandbox)).toBe(before);
    await agent.close();
  });

  it('says how far long work is, and stops it when it is no longer wanted', async () => {
    const { client, close } = await connect(generation, wire);
    const seen: number[] = [];
    const report = { name: 'anthropic_usage', arguments: { report: 'messages', since: '100d', by: ['model'] } };
    await client.callTool(report, { onprogress: ({ progress }) => seen.push(progress) });
    expect(seen.length).toBeGreaterThan(1);
    const fault = sandbox.faults.add({ kind: 'latency', milliseconds: 3000, route: 'GET /openai/*' });
    const stop = new AbortController();
    const slow = client.callTool({ name: 'openai_org', arguments: { what: 'users' } }, { signal: stop.signal });
    setTimeout(() => stop.abort(), 100);
    await expect(slow).rejects.toThrow();
    sandbox.faults.clear(fault);
    expect((await client.listTools()).tools).toHaveLength(10);
    await close();
  });

  it('offers resources and prompts', async () => {
    const { client, close } = await connect(generation, wire);
    const { resources } = await client.listResources();
    expect(resources.map(({ uri }) => uri)).toContain('steward://policy');
    const { contents } = await client.readResource({ uri: 'steward://operations/openai.projects.archive' });
    expect(JSON.stringify(contents)).toMatch(/destructive/);
    const { messages } = await client.getPrompt({ name: 'offboard_person', arguments: { email: 'x@example.com' } });
    expect(JSON.stringify(messages)).toMatch(/x@example\.com leaves/);
    await close();
  });
});

describe('a requestState', () => {
  /** One request of 2026-07-28, written by hand. */
  async function applying(change: string, more: object): Promise<Record<string, unknown>> {
    const meta = {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientInfo': { name: 'raw', version: '1' },
      'io.modelcontextprotocol/clientCapabilities': { elicitation: {} },
    };
    const params = { name: 'apply_change', arguments: { change }, _meta: meta, ...more };
    const response = await fetch(http.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': '2026-07-28',
        'mcp-method': 'tools/call',
        'mcp-name': 'apply_change',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }),
    });
    return (await response.json()) as Record<string, unknown>;
  }

  async function proposed(name: string): Promise<string> {
    const agent = await connect('2026-07-28', 'http');
    const { data } = await agent.call('propose_change', { operation: 'openai.projects.create', input: { name } });
    await agent.close();
    return String(data['change']);
  }

  const asked = async (change: string) => {
    const { result } = (await applying(change, {})) as { result: { requestState: string; resultType: string } };
    expect(result.resultType).toBe('input_required');
    return result.requestState;
  };
  const yes = (confirm: string) => ({ inputResponses: { approval: { action: 'accept', content: { confirm } } } });

  it('that is forged, edited, absent, of another change, or used twice sends nothing', async () => {
    const change = await proposed('Forged');
    const other = await proposed('Other');
    const state = await asked(change);
    const before = writesSeen(sandbox);
    const edited = `${state.slice(0, 20)}${state[20] === 'A' ? 'B' : 'A'}${state.slice(21)}`;
    const forged = Buffer.from(JSON.stringify({ change, digest: 'x', principal: 'http' })).toString('base64url');
    for (const requestState of [edited, forged, '', 'x'.repeat(5000), state.slice(0, -4)]) {
      await applying(change, { ...yes('Forged'), requestState });
    }
    await applying(change, yes('Forged'));
    await applying(change, { ...yes('Other'), requestState: await asked(other) });
    await applying(other, { ...yes('Other'), requestState: await asked(change) });
    expect(writesSeen(sandbox)).toBe(before);
    expect(await applying(change, { ...yes('Forged'), requestState: state })).toMatchObject({
      result: { structuredContent: { outcome: 'applied' } },
    });
    await applying(change, { ...yes('Forged'), requestState: state });
    expect(writesSeen(sandbox)).toBe(before + 1);
  });

  it('answered many times at once is applied once', async () => {
    const change = await proposed('At once');
    const states = await Promise.all(Array.from({ length: 8 }, () => asked(change)));
    const before = writesSeen(sandbox);
    await Promise.all(states.map((requestState) => applying(change, { ...yes('At once'), requestState })));
    expect(writesSeen(sandbox)).toBe(before + 1);
  });
});
