import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyFolder, runCli } from '../support/cli.ts';
import { type Generation, overHttp } from '../support/mcp-client.ts';

const generations: readonly Generation[] = ['2025-11-25', '2026-07-28'];
const writing = ['propose_change', 'apply_change'];

interface Served {
  readonly url: string;
  readonly process: ChildProcess;
}

/** `steward mcp --http` as a process, once it says where it listens. */
async function serve(home: string, ...words: string[]): Promise<Served> {
  const given = [path.resolve('dist/steward.js'), 'mcp', '--http', '0', '--sandbox', ...words];
  const env = { PATH: process.env['PATH'], HOME: home, STEWARD_SANDBOX_NOW: '2026-11-01T12:00:00Z' };
  const child = spawn(process.execPath, given, { cwd: home, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const [, address] = /Serving MCP at (http:\S+\/mcp)/.exec(said) ?? [];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', () => reject(new Error(`It ended without serving: ${said}`)));
  });
  return { url, process: child };
}

/** Tells it to end, as a supervisor does; answers its exit code and how long it took. */
async function stop({ process: child }: Served): Promise<{ code: number | null; milliseconds: number }> {
  const start = performance.now();
  const exit = child.exitCode === null ? once(child, 'exit') : Promise.resolve([child.exitCode]);
  child.kill('SIGTERM');
  const [code] = (await exit) as [number | null];
  return { code, milliseconds: performance.now() - start };
}

async function newToken(home: string, name: string, scope: string): Promise<string> {
  const { stdout } = await runCli(['mcp', 'token', 'add', name, '--scope', scope], { folder: home });
  return stdout.trim();
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** One message of 2025-11-25, written by hand. */
function post(url: string, message: object, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
    body: JSON.stringify({ jsonrpc: '2.0', ...message }),
  });
}

const listTools = { id: 1, method: 'tools/list', params: {} };
const hello = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'raw', version: '1' } };
const initialize = { id: 0, method: 'initialize', params: hello };

/** The status of a request whose Host header is not the address it goes to, which fetch does not send. */
async function statusForHost(url: string, host: string): Promise<number | undefined> {
  const sent = request(url, { method: 'POST', headers: { host, 'content-type': 'application/json' } });
  sent.end(JSON.stringify({ jsonrpc: '2.0', ...listTools }));
  const [response] = await once(sent, 'response');
  response.resume();
  return response.statusCode;
}

async function opened(url: string, token: string): Promise<Record<string, string>> {
  const response = await post(url, initialize, bearer(token));
  await response.text();
  const id = response.headers.get('mcp-session-id') ?? '';
  expect([response.status, id]).toEqual([200, expect.stringMatching(/^[\w-]{20,}$/)]);
  return { 'mcp-session-id': id, 'mcp-protocol-version': '2025-11-25' };
}

describe('a server without tokens', () => {
  const home = emptyFolder();
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it.each(['0.0.0.0', '::', '192.168.1.10', '127.example.com'])('does not listen on %s', async (host) => {
    const words = ['mcp', '--http', '0', '--sandbox', '--host', host];
    const { code, stdout, stderr } = await runCli(words, { folder: home });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(`Without a token nobody may listen on ${host}`);
    expect(stderr).toMatch(/steward mcp token add NAME/);
  });

  it('serves this machine, and says that anybody on it may come', async () => {
    const served = await serve(home);
    for (const generation of generations) {
      const { client, close } = await overHttp(generation, served.url);
      expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(expect.arrayContaining(writing));
      await close();
    }
    expect((await stop(served)).code).toBe(0);
  });
});

describe('a server with tokens', () => {
  const home = emptyFolder();
  const tokens = { reader: '', writer: '', other: '', eager: '', leaving: '' };
  let served: Served;
  let url: string;
  beforeAll(async () => {
    tokens.reader = await newToken(home, 'reader', 'read');
    for (const name of ['writer', 'other', 'eager', 'leaving'] as const) {
      tokens[name] = await newToken(home, name, 'propose');
    }
    served = await serve(home);
    url = served.url;
  });
  afterAll(async () => {
    await stop(served);
    rmSync(home, { recursive: true, force: true });
  });

  it('asks for a token, and says where to read about it', async () => {
    const response = await post(url, listTools);
    expect(response.status).toBe(401);
    const metadata = new URL('/.well-known/oauth-protected-resource', url).href;
    expect(response.headers.get('www-authenticate')).toBe(`Bearer resource_metadata="${metadata}"`);
    const read = await fetch(metadata);
    expect(read.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await read.json()).toMatchObject({ resource: url, scopes_supported: ['read', 'propose'] });
  });

  it('takes no other token, nor one in another place', async () => {
    const { writer } = tokens;
    const wrong = ['stw_wrong', writer.slice(0, -1), `${writer}x`, writer.toUpperCase(), `${writer} ${writer}`];
    for (const authorization of [...wrong.map((token) => `Bearer ${token}`), `Basic ${writer}`, writer, 'Bearer']) {
      const response = await post(url, listTools, { authorization });
      expect([authorization, response.status]).toEqual([authorization, 401]);
      expect(response.headers.get('www-authenticate')).toMatch(/resource_metadata=/);
    }
    expect((await post(url, listTools, bearer('stw_wrong'))).headers.get('www-authenticate')).toMatch(/invalid_token/);
    expect((await post(`${url}?access_token=${writer}`, listTools)).status).toBe(401);
    expect((await post(url, listTools, { cookie: `token=${writer}` })).status).toBe(401);
  });

  it.each(generations)('serves each client in %s what its scope allows', async (generation) => {
    const reader = await overHttp(generation, url, { token: tokens.reader });
    const names = (await reader.client.listTools()).tools.map(({ name }) => name);
    expect(names).toContain('find_operations');
    expect(names.filter((name) => writing.includes(name))).toEqual([]);
    const asked = { operation: 'openai.projects.create', input: { name: 'x' } };
    const refused = await reader.call('propose_change', asked);
    expect([refused.isError, refused.text]).toEqual([true, expect.stringMatching(/tool_unknown/)]);
    expect((await reader.call('apply_change', { change: 'chg_x' })).isError).toBe(true);
    await reader.close();

    const writer = await overHttp(generation, url, { token: tokens.writer });
    expect((await writer.client.listTools()).tools.map(({ name }) => name)).toEqual(expect.arrayContaining(writing));
    expect(await writer.call('propose_change', asked)).toMatchObject({ isError: false });
    await writer.close();
  });

  it('answers no page of another origin, and no other name of this machine', async () => {
    const token = bearer(tokens.other);
    for (const origin of ['https://evil.example', 'http://localhost.evil.example', 'null', 'file://']) {
      expect([origin, (await post(url, listTools, { ...token, origin })).status]).toEqual([origin, 403]);
    }
    const { port } = new URL(url);
    for (const host of ['evil.example', `evil.example:${port}`, 'localhost.evil.example', 'localhost@evil']) {
      expect([host, await statusForHost(url, host)]).toEqual([host, 403]);
    }
    expect(await statusForHost(url, `localhost:${port}`)).toBe(401);
  });

  it('keeps a session to the client that opened it', async () => {
    const session = await opened(url, tokens.writer);
    for (const token of [tokens.other, tokens.reader]) {
      expect((await post(url, listTools, { ...session, ...bearer(token) })).status).toBe(404);
      const ended = await fetch(url, { method: 'DELETE', headers: { ...session, ...bearer(token) } });
      expect(ended.status).toBe(404);
    }
    expect((await post(url, listTools, session)).status).toBe(401);
    expect((await post(url, listTools, { ...session, ...bearer(tokens.writer) })).status).toBe(200);
  });

  it('forgets a client whose token is taken away, and what it had opened', async () => {
    const session = await opened(url, tokens.leaving);
    await runCli(['mcp', 'token', 'remove', 'leaving'], { folder: home });
    expect((await post(url, listTools, { ...session, ...bearer(tokens.leaving) })).status).toBe(401);
    const again = await newToken(home, 'leaving', 'read');
    expect((await post(url, listTools, { ...session, ...bearer(again) })).status).toBe(404);
  });

  it('keeps no token in clear', async () => {
    const { stdout } = await runCli(['mcp', 'token', 'list', '--json'], { folder: home });
    expect(JSON.parse(stdout)).toHaveLength(5);
    const files = readdirSync(home, { recursive: true, encoding: 'utf8' }).map((name) => path.join(home, name));
    const texts = files.filter((file) => existsSync(file) && statSync(file).isFile()).map((file) => readFileSync(file));
    expect(files.some((file) => file.endsWith('steward.db'))).toBe(true);
    for (const token of Object.values(tokens)) {
      const secret = token.slice('stw_'.length);
      for (const spelling of [secret, Buffer.from(secret).toString('hex'), Buffer.from(token).toString('base64')]) {
        expect([stdout, ...texts].some((text) => text.includes(spelling))).toBe(false);
      }
    }
  });

  it('answers 300 requests of a client in a minute, and no other client waits for it', async () => {
    const ask = () => fetch(url, { method: 'PUT', headers: bearer(tokens.eager) });
    let answered = 0;
    let response = await ask();
    for (; response.status !== 429 && answered < 400; answered += 1) response = await ask();
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
    expect(answered).toBeGreaterThanOrEqual(300);
    expect((await post(url, initialize, bearer(tokens.other))).status).toBe(200);
  });
});

it('listens beyond this machine with a token, and asks for it', async () => {
  const home = emptyFolder();
  const token = await newToken(home, 'away', 'read');
  const served = await serve(home, '--host', '0.0.0.0');
  expect((await post(served.url, listTools)).status).toBe(401);
  const { client, close } = await overHttp('2026-07-28', served.url, { token });
  expect((await client.listTools()).tools).not.toEqual([]);
  await close();
  expect((await stop(served)).code).toBe(0);
  rmSync(home, { recursive: true, force: true });
});

it('ends within 3 seconds when told to, whoever is still connected', async () => {
  const home = emptyFolder();
  const served = await serve(home);
  const agents = await Promise.all(generations.map((generation) => overHttp(generation, served.url)));
  const { hostname, port } = new URL(served.url);
  const half = connect(Number(port), hostname).on('error', () => {});
  half.write('POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{');
  await Promise.all(agents.map(({ client }) => client.listTools()));
  const { code, milliseconds } = await stop(served);
  expect(code).toBe(0);
  expect(milliseconds).toBeLessThan(3000);
  await Promise.allSettled(agents.map(({ close }) => close()));
  rmSync(home, { recursive: true, force: true });
});
