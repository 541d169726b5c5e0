import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyFolder } from '../support/cli.ts';

interface Message extends Partial<Record<'jsonrpc' | 'id' | 'method', unknown>> {
  readonly params?: { readonly name?: unknown };
  readonly result?: { readonly tools?: { name: string }[]; readonly structuredContent?: object };
}

const megabyte = 1024 * 1024;
const known = ['find_operations', 'read', 'anthropic_usage', 'openai_org', 'propose_change', 'apply_change'];
const strange = ['\u0000', '\u001b[2J', '\u202e', '\ud800', '../../x', '𝒳'.repeat(99), '', '__proto__', 'constructor'];
const methods = ['tools/call', 'tools/list', 'resources/read', 'prompts/get', 'initialize', 'server/discover', 'ping'];
const meta = (revision: unknown, capabilities: unknown = {}) => ({
  'io.modelcontextprotocol/protocolVersion': revision,
  'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': capabilities,
});

const json = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(...strange, 1e308, -0));
const oddId = fc.constantFrom('1', 1.5, -1, null, {}, [1], true, '__proto__', 1e21, '');
const id = fc.oneof(fc.uuid(), fc.uuid(), fc.nat(9), oddId);
const word = fc.oneof(fc.constantFrom(...strange), fc.string());
const method = fc.oneof(fc.constantFrom(...methods), word);
/** A message as the protocol wants it, but for the given and some ids. */
const message = (shape: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record({ jsonrpc: fc.constant('2.0'), id, ...shape }).map((value) => JSON.stringify(value));
const asking = (named: string, params: fc.Arbitrary<unknown>) => message({ method: fc.constant(named), params });
const calling = (name: fc.Arbitrary<unknown>, given: fc.Arbitrary<unknown>) =>
  asking('tools/call', fc.record({ name, arguments: given, _meta: fc.constantFrom(undefined, meta('2026-07-28')) }));

const noMessage = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  message({ method, params: json }).map((text) => text.slice(0, -3)),
  fc.constantFrom('', '{', '[]', '[[]]', 'null', '"x"', '0', '{}', '\ufeff{}', 'Content-Length: 2', 'GET / HTTP/1.1'),
  message({ jsonrpc: fc.constantFrom('1.0', 2, null, ['2.0']), method, params: json }),
  message({ method: json }),
  message({ result: json }),
  fc.array(message({ method }), { maxLength: 20 }).map((batch) => `[${batch.join()}]`),
);
const outOfOrder = fc.oneof(
  message({ method, params: json }),
  message({ method: fc.constantFrom(...methods), params: fc.record({ _meta: json }) }),
  message({ method, params: fc.record({ _meta: fc.tuple(json, json).map(([a, b]) => meta(a, b)) }) }),
  asking('initialize', fc.record({ protocolVersion: json, capabilities: json, clientInfo: json })),
  fc
    .record({ name: fc.oneof(fc.constantFrom('cancelled', 'progress', 'initialized'), word), requestId: json })
    .map(({ name, ...params }) => JSON.stringify({ jsonrpc: '2.0', method: `notifications/${name}`, params })),
);
const parameter = fc.constantFrom('query', 'limit', 'operation', 'input', 'change', 'what', 'report');
const wrongCall = fc.oneof(
  calling(fc.oneof(fc.constantFrom(...known), word, json), json),
  calling(fc.constantFrom(...known), fc.dictionary(parameter, json)),
  fc
    .constantFrom('"__proto__":{"polluted":1}', '"constructor":{"prototype":{"polluted":1}}', '"query":"x","query":7')
    .map((given) => `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"read","arguments":{${given}}}}`),
);
const large = fc.tuple(fc.integer({ min: 100_000, max: 2 * megabyte }), fc.nat(6)).map(([bytes, where]) => {
  const text = 'x'.repeat(bytes);
  const input = { operation: 'openai.projects.list', input: { [text]: 1 } };
  const params = { name: 'read', arguments: [{ [text]: 1 }, { operation: text }, input][where] };
  const parts = [{ params }, { params }, { params }, { params: { name: text } }, { method: text }, { id: text }][where];
  return parts ? JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', ...parts }) : text;
});
const deep = fc.tuple(fc.integer({ min: 100, max: 100_000 }), fc.boolean()).map(([levels, inCall]) => {
  const nested = `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
  const given = `"name":"propose_change","arguments":{"operation":"openai.projects.create","input":{"name":${nested}}}`;
  return inCall ? `{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{${given}}}` : '['.repeat(levels);
});
const text = fc.oneof(
  { arbitrary: fc.oneof(noMessage, outOfOrder, wrongCall), weight: 19 },
  { arbitrary: fc.oneof(large, deep), weight: 1 },
);
/** A line. Some have bytes in the middle that are no UTF-8, or null. */
const bytes = fc.constantFrom(...Array<number[]>(9).fill([]), [0xff, 0xc0, 0x80], [0xed, 0xa0, 0x80], [0]);
const hostile = fc.tuple(text, bytes, fc.nat()).map(([line, odd, where]) => {
  const good = Buffer.from(`${line.replace(/[\r\n]/g, ' ')}\n`);
  const at = where % good.length;
  return Buffer.concat([good.subarray(0, at), Buffer.from(odd), good.subarray(at)]);
});
const sample = (seed: number, numRuns: number) => fc.sample(hostile, { seed, numRuns });

class Server {
  readonly #home = emptyFolder();
  readonly process: ChildProcessWithoutNullStreams;
  said = '';

  constructor(...words: string[]) {
    this.process = spawn(process.execPath, [path.resolve('dist/steward.js'), 'mcp', '--sandbox', ...words], {
      cwd: this.#home,
      env: { PATH: process.env['PATH'], HOME: this.#home, STEWARD_SANDBOX_NOW: '2026-11-01T12:00:00Z' },
    });
    this.process.stdin.on('error', () => {});
    this.process.stderr.setEncoding('utf8').on('data', (said: string) => {
      this.said += said;
    });
  }

  /** What it holds in memory, in megabytes; 0 where the system does not tell. */
  memory(): number {
    const status = `/proc/${this.process.pid}/status`;
    return existsSync(status) ? Number(/VmRSS:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1]) / 1024 : 0;
  }

  async close(): Promise<void> {
    const exit = this.process.exitCode === null ? once(this.process, 'exit') : undefined;
    this.process.kill();
    await exit;
    rmSync(this.#home, { recursive: true, force: true });
  }
}

/** As many as it takes until the process holds what it goes on holding. */
const warmUp = 1000;
const hello = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } };

type Ask = (method: string, params: object) => Promise<Message>;

async function expectGoodAnswers(ask: Ask): Promise<void> {
  const listed = await ask('tools/list', {});
  expect(listed.result?.tools?.map(({ name }) => name)).toEqual(expect.arrayContaining(known));
  const found = await ask('tools/call', { name: 'find_operations', arguments: { query: 'archive a project' } });
  expect(JSON.stringify(found.result?.structuredContent)).toContain('"openai.projects.archive"');
  expect(JSON.stringify([listed, found])).not.toContain('polluted');
}

function parsed(line: string): Message {
  try {
    return JSON.parse(line) ?? {};
  } catch {
    return {};
  }
}

/** A call as the protocol wants it, whatever it asks for, has a right to an answer. */
const isCall = ({ jsonrpc, id, method, params }: Message) =>
  jsonrpc === '2.0' && method === 'tools/call' && typeof id === 'string' && typeof params?.name === 'string';

describe.each(['2025-11-25', '2026-07-28'])('1,000 hostile messages over stdio, in %s', (generation) => {
  const modern = generation === '2026-07-28';
  const messages = sample(1, warmUp + 1000);
  const answers: Message[] = [];
  const waiting = new Map<unknown, (answer: Message) => void>();
  let server: Server;
  beforeAll(() => {
    server = new Server();
    createInterface(server.process.stdout).on('line', (line) => {
      const answer = parsed(line);
      answers.push(answer);
      waiting.get(answer.id)?.(answer);
    });
  });
  afterAll(() => server.close());

  const send = (line: string | Buffer) => server.process.stdin.write(line);
  const ask: Ask = (method, params) => {
    const id = `good-${waiting.size}`;
    const _meta = meta(generation);
    send(`${JSON.stringify({ jsonrpc: '2.0', id, method, params: modern ? { ...params, _meta } : params })}\n`);
    return new Promise((resolve) => waiting.set(id, resolve));
  };

  it('before the first good one do not keep it from being answered', async () => {
    // The first message of either revision decides for both sides, so that none of the other may come before.
    for (const each of modern ? [] : sample(2, 50)) if (!each.includes('2026-07-28')) send(each);
    const answer = await (modern ? ask('server/discover', {}) : ask('initialize', hello));
    expect(JSON.stringify(answer.result)).toContain(generation);
    await expectGoodAnswers(ask);
  });

  it('leave good requests between them answered, and the memory as it was', async () => {
    let before = 0;
    for (const [index, each] of messages.entries()) {
      send(each);
      if (index % 50 === 49) await expectGoodAnswers(ask);
      if (index === warmUp - 1) before = server.memory();
    }
    expect(server.memory() - before).toBeLessThan(60);
    expect(server.process.exitCode).toBe(null);
  });

  it('are answered where they are calls, with nothing but JSON-RPC', async () => {
    const calls = messages.map((each) => parsed(each.toString())).filter(isCall);
    expect(calls.length).toBeGreaterThan(100);
    const unanswered = () => calls.map(({ id }) => id).filter((id) => !answers.some((answer) => answer.id === id));
    await expect.poll(unanswered, { timeout: 10_000 }).toEqual([]);
    expect(answers.filter(({ jsonrpc }) => jsonrpc !== '2.0')).toEqual([]);
    expect(server.said).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });
});

it('a line that is larger than anything a client says ends the process, rather than leaving it deaf', async () => {
  const server = new Server();
  server.process.stdin.write('x'.repeat(11 * megabyte));
  expect(await once(server.process, 'close')).toEqual([0, null]);
  expect(server.said).toMatch(/exceeded maximum size/);
  await server.close();
});

describe('200 hostile messages over HTTP', () => {
  const usual = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
  const initialize = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: hello });
  let server: Server;
  let url = '';
  beforeAll(async () => {
    server = new Server('--http', '0');
    while (url === '') {
      await once(server.process.stderr, 'data');
      url = /Serving MCP at ([^\s,]+),/.exec(server.said)?.[1] ?? '';
    }
  });
  afterAll(() => server.close());

  const post = (body: string | Buffer, headers: Record<string, string> = {}) =>
    fetch(url, { method: 'POST', headers: { ...usual, ...headers }, body, signal: AbortSignal.timeout(10_000) });
  const version = { 'mcp-protocol-version': '2026-07-28' };
  const ask: Ask = async (method, params) => {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { ...params, _meta: meta('2026-07-28') } });
    const name = 'name' in params && { 'mcp-name': String(params.name) };
    return (await post(body, { ...version, 'mcp-method': method, ...name })).json() as Promise<Message>;
  };

  it('are refused as what they are, and good requests between them answered', async () => {
    const session = { 'mcp-session-id': (await post(initialize)).headers.get('mcp-session-id') ?? '' };
    const headers = [{}, session, version, { ...version, 'mcp-method': 'tools/call' }, { 'mcp-session-id': '../x' }];
    for (const [index, body] of sample(4, 200).entries()) {
      const response = await post(body, headers[index % headers.length]);
      await response.text();
      expect(body.length > megabyte ? [413] : [200, 202, 400, 404]).toContain(response.status);
      if (index % 20 === 19) await expectGoodAnswers(ask);
    }
  });

  it.each([
    { what: 'of 2 MB', status: 413, headers: {}, body: 'x'.repeat(2 * megabyte) },
    { what: 'of another type', status: 415, headers: { 'content-type': 'text/plain' } },
    { what: 'of no use', status: 406, headers: { accept: 'text/html' } },
    { what: 'for a session that is not there', status: 404, headers: { 'mcp-session-id': '__proto__' } },
    { what: 'without a body', status: 400, headers: {}, body: '' },
  ])('a request $what is answered $status', async ({ status, headers, body = initialize }) => {
    expect((await post(body, headers)).status).toBe(status);
    await expectGoodAnswers(ask);
  });
});
