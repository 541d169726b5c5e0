import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Client } from '../http/tokens.ts';
import { type HttpOptions, type RunningHttp, serveHttp } from './http.ts';
import { RequestStates } from './request-state.ts';
import { makeServer } from './server.ts';

let running: RunningHttp | undefined;
afterEach(async () => {
  await running?.close();
  running = undefined;
});

/** A server of no tools, which says for whom it was made. */
async function serve(more: Partial<HttpOptions> = {}) {
  const madeFor: (Client | undefined)[] = [];
  running = await serveHttp({
    port: 0,
    serverFor(client) {
      madeFor.push(client);
      return makeServer({
        offer: { connections: [], readOnly: true },
        session: () => Promise.reject(new Error('nothing is called here')),
        memory: {},
        tools: [],
        states: new RequestStates(),
        principal: client?.name ?? 'http',
      });
    },
    ...more,
  });
  return { url: running.url, madeFor };
}

/** Two clients, by their tokens. */
function tokens() {
  const clients: Record<string, Client> = {
    'token-a': { name: 'a', scopes: ['read', 'propose'], created_at: '2026-11-01' },
    'token-b': { name: 'b', scopes: ['read'], created_at: '2026-11-02' },
  };
  return { clients, list: async () => Object.values(clients), clientOf: async (token: string) => clients[token] };
}

const hello = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'raw', version: '1' } };

function post(url: string, message: object, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
    body: JSON.stringify({ jsonrpc: '2.0', ...message }),
  });
}

const initialize = (url: string, headers: Record<string, string> = {}) =>
  post(url, { id: 0, method: 'initialize', params: hello }, headers);
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('where nobody needs a token', () => {
  it('serves this machine, at one address', async () => {
    const { url, madeFor } = await serve();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/mcp$/);
    const response = await initialize(url);
    expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('"name":"steward"')]);
    expect(madeFor).toEqual([undefined]);
    expect((await initialize(url.replace('/mcp', '/other'))).status).toBe(404);
  });

  it('does not begin beyond this machine', async () => {
    await expect(serve({ host: '0.0.0.0' })).rejects.toMatchObject({ code: 'token_needed' });
  });

  it('says which port it could not take', async () => {
    const { url } = await serve();
    const port = Number(new URL(url).port);
    const first = running;
    await expect(serve({ port })).rejects.toMatchObject({ code: 'port_unavailable' });
    running = first;
  });
});

describe('where tokens are asked for', () => {
  it('serves who has one, under their name, and says where to learn more to who has not', async () => {
    const { url, madeFor } = await serve({ tokens: tokens() });
    const refused = await initialize(url);
    expect(refused.status).toBe(401);
    const challenge = refused.headers.get('www-authenticate') ?? '';
    const [, place = ''] = /resource_metadata="([^"]+)"/.exec(challenge) ?? [];
    expect(await (await fetch(place)).json()).toMatchObject({ bearer_methods_supported: ['header'] });
    expect((await initialize(url, bearer('wrong'))).headers.get('www-authenticate')).toContain('invalid_token');
    expect((await initialize(url, bearer('token-a'))).status).toBe(200);
    expect(madeFor.map((client) => client?.name)).toEqual(['a']);
  });

  it('keeps a session for the client that opened it, and for no other', async () => {
    const { url } = await serve({ tokens: tokens() });
    const id = (await initialize(url, bearer('token-a'))).headers.get('mcp-session-id') ?? '';
    const session = { 'mcp-session-id': id, 'mcp-protocol-version': '2025-11-25' };
    const list = { id: 1, method: 'tools/list', params: {} };
    expect((await post(url, list, { ...session, ...bearer('token-a') })).status).toBe(200);
    expect((await post(url, list, { ...session, ...bearer('token-b') })).status).toBe(404);
  });

  it('lets nobody in without one, because the last was taken away meanwhile', async () => {
    const known = tokens();
    const { url } = await serve({ tokens: known });
    expect((await initialize(url)).status).toBe(401);
    for (const token of Object.keys(known.clients)) delete known.clients[token];
    expect((await initialize(url)).status).toBe(401);
  });
});

it('lets a client ask only so often', async () => {
  const { url } = await serve({ tokens: tokens() });
  const statuses = new Set<number>();
  const ask = async () => statuses.add((await post(url, {}, bearer('token-b'))).status);
  // A slow machine earns new turns while it asks.
  while (!statuses.has(429)) await Promise.all(Array.from({ length: 320 }, ask));
  expect((await initialize(url, bearer('token-a'))).status).toBe(200);
});

it('takes no endless message', async () => {
  const { url } = await serve();
  const response = await post(url, { id: 1, method: 'tools/list', params: { text: 'x'.repeat(2_000_000) } });
  expect(response.status).toBe(413);
});

describe('what a client sends amiss', () => {
  it('is refused by the id of its own request, so that nobody waits for an answer that came', async () => {
    const { url } = await serve({ tokens: tokens() });
    const refused = await post(url, { id: 'mine', method: 'tools/list' });
    expect([refused.status, await refused.json()]).toEqual([401, expect.objectContaining({ id: 'mine' })]);
    const gone = await post(url, { id: 7, method: 'tools/list' }, { ...bearer('token-a'), 'mcp-session-id': 'none' });
    expect([gone.status, await gone.json()]).toEqual([404, expect.objectContaining({ id: 7 })]);
    const pings = () =>
      Promise.all(Array.from({ length: 310 }, (_, id) => post(url, { id, method: 'ping' }, bearer('token-b'))));
    let late: Response | undefined;
    // A slow machine earns new turns while it asks.
    while (!late) late = (await pings()).findLast(({ status }) => status === 429);
    expect(await late.json()).toMatchObject({ id: expect.any(Number) });
  });

  it('as a whole address in place of a path is refused', async () => {
    const { url } = await serve();
    expect(await rawly(url, 'GET http://elsewhere.example/mcp HTTP/1.1')).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('a client of many sessions', () => {
  it('ends its own oldest one, and nobody else’s', async () => {
    const { url } = await serve({ tokens: tokens() });
    const other = (await initialize(url, bearer('token-b'))).headers.get('mcp-session-id') ?? '';
    const own: string[] = [];
    for (let count = 0; count < 51; count += 1) {
      own.push((await initialize(url, bearer('token-a'))).headers.get('mcp-session-id') ?? '');
    }
    const ping = (session: string, token: string) =>
      post(
        url,
        { id: 1, method: 'ping' },
        { ...bearer(token), 'mcp-session-id': session, 'mcp-protocol-version': '2025-11-25' },
      );
    const statuses = await Promise.all([
      ping(own[0] ?? '', 'token-a'),
      ping(own[50] ?? '', 'token-a'),
      ping(other, 'token-b'),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([404, 200, 200]);
  });
});

describe('a server that is to end', () => {
  it('takes nothing new, also on a connection that a client keeps', async () => {
    const { url } = await serve();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = () =>
      new Promise<number | undefined>((resolve, reject) => {
        get(url, { agent }, (response) => {
          response.resume();
          response.on('end', () => resolve(response.statusCode));
        }).on('error', reject);
      });
    expect(await ask()).not.toBe(503);
    const ending = running?.close();
    expect(await ask().catch(() => 'closed')).toSatisfy((answer) => answer === 503 || answer === 'closed');
    await ending;
    agent.destroy();
  });
});

/** What a server says to one line that no client library would send. */
function rawly(url: string, line: string): Promise<string> {
  const { port, host } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(`${line}\r\nHost: ${host}\r\n\r\n`));
    socket.once('data', (bytes) => {
      resolve(bytes.toString());
      socket.destroy();
    });
    socket.on('error', reject);
  });
}
