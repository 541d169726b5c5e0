import { randomUUID } from 'node:crypto';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type NodeIncomingMessageLike, toNodeHandler } from '@modelcontextprotocol/node';
import {
  type AuthInfo,
  createMcpHandler,
  isLegacyRequest,
  type Server,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';
import { InputError } from '../../errors.ts';
import {
  addressGuard,
  bearerIn,
  drainGuard,
  inUrl,
  isThisMachine,
  isTokenNeeded,
  refuseOpenAddress,
  sizeGuard,
  targetGuard,
  thisHost,
} from '../http/guards.ts';
import { Rates } from '../http/rates.ts';
import type { Client, Tokens } from '../http/tokens.ts';

export interface HttpOptions {
  readonly port: number;
  /** The address to listen on; this machine only when omitted. */
  readonly host?: string;
  /** A server for one client: its name and scopes, or undefined where no token is asked for. */
  readonly serverFor: (client: Client | undefined) => Server;
  /** Who has a token. Asked with each request, so that a token that is made or taken away counts at once. */
  readonly tokens?: Pick<Tokens, 'list' | 'clientOf'>;
  readonly onerror?: (error: Error) => void;
}

export interface RunningHttp {
  readonly url: string;
  close(): Promise<void>;
}

const path = '/mcp';
const metadataPath = '/.well-known/oauth-protected-resource';
const largestBody = 1024 * 1024;
const requestsPerMinute = 300;
const sessionIdleMs = 30 * 60_000;
/** Sessions of one client; the one that was not used for longest makes room. */
const mostSessions = 50;
/** How long a client may take to say what it wants. */
const slowestHeadersMs = 10_000;
const slowestRequestMs = 30_000;

/**
 * MCP over streamable HTTP, both revisions on one address: 2026-07-28 request by request, 2025-11-25 in sessions, so that
 * its clients can be asked too. Host and Origin are checked, bodies and request rates bounded.
 * @throws InputError beyond this machine without tokens.
 */
export async function serveHttp(options: HttpOptions): Promise<RunningHttp> {
  const { host = thisHost, port } = options;
  await refuseOpenAddress(host, options.tokens);
  const drain = drainGuard();
  const guards = [drain.guard, targetGuard, addressGuard(host), sizeGuard(largestBody)];
  const service = new Service(options);
  const handler = toNodeHandler({ fetch: (request) => service.answer(request) }, { maxRequestBodySize: largestBody });
  // The adapter's own type of a request is stricter about absent fields than Node's, and means the same.
  const http = createServer((request, response) => {
    if (guards.every((passes) => passes(request, response))) void handler(request as NodeIncomingMessageLike, response);
  });
  http.headersTimeout = slowestHeadersMs;
  http.requestTimeout = slowestRequestMs;
  await listen(http, port, host);
  const { port: taken } = http.address() as AddressInfo;
  return {
    url: `http://${inUrl(host)}:${taken}${path}`,
    async close() {
      drain.begin();
      http.close();
      await service.close();
      http.closeIdleConnections();
      setTimeout(() => http.closeAllConnections(), 1000).unref();
    },
  };
}

class Service {
  readonly #options: HttpOptions;
  readonly #modern: ReturnType<typeof createMcpHandler>;
  readonly #sessions = new Sessions();
  readonly #rates = new Rates(requestsPerMinute);
  /** Whoever was asked for a token once is not let in without, because the last one was taken away. */
  #isTokenNeeded = false;

  constructor(options: HttpOptions) {
    this.#options = options;
    const { onerror } = options;
    this.#modern = createMcpHandler(({ authInfo }) => options.serverFor(clientIn(authInfo)), {
      legacy: 'reject',
      maxRequestBodySize: largestBody,
      ...(onerror && { onerror }),
    });
  }

  async answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith(metadataPath)) return metadata(request);
    if (pathname !== path) return refusal(request, 404, 'Not found');
    const auth = await this.#authorised(request);
    if (auth instanceof Response) return auth;
    if (!this.#rates.take(auth?.clientId ?? 'anybody')) {
      return refusal(request, 429, 'Too many requests', { 'retry-after': '10' });
    }
    if (await isLegacyRequest(request, undefined, { maxRequestBodySize: largestBody })) {
      return this.#sessions.answer(request, auth, () => this.#options.serverFor(clientIn(auth)));
    }
    return this.#modern.fetch(request, auth && { authInfo: auth });
  }

  async close(): Promise<void> {
    await Promise.all([this.#modern.close(), this.#sessions.close()]);
  }

  async #authorised(request: Request): Promise<AuthInfo | undefined | Response> {
    this.#isTokenNeeded ||=
      (await isTokenNeeded(this.#options.tokens)) || !isThisMachine(this.#options.host ?? thisHost);
    if (!this.#isTokenNeeded) return undefined;
    const token = bearerIn(request.headers);
    const client = token === '' ? undefined : await this.#options.tokens?.clientOf(token);
    if (client) return { token: '', clientId: client.name, scopes: [...client.scopes], extra: { client } };
    const where = new URL(metadataPath, request.url).href;
    const error = token === '' ? '' : 'error="invalid_token", ';
    return refusal(request, 401, 'A valid bearer token is needed', {
      'www-authenticate': `Bearer ${error}resource_metadata="${where}"`,
    });
  }
}

interface Session {
  readonly transport: WebStandardStreamableHTTPServerTransport;
  readonly owner: string;
  usedAt: number;
}

/** Sessions of clients that speak 2025-11-25. Each belongs to the client that opened it. */
class Sessions {
  readonly #open = new Map<string, Session>();

  async answer(request: Request, auth: AuthInfo | undefined, makeServer: () => Server): Promise<Response> {
    this.#forgetIdle();
    const owner = ownerIn(auth);
    const id = request.headers.get('mcp-session-id');
    const known = id === null ? undefined : this.#open.get(id);
    if (known?.owner === owner) {
      known.usedAt = Date.now();
      return known.transport.handleRequest(request, auth && { authInfo: auth });
    }
    if (id !== null) return refusal(request, 404, 'Session not found');
    this.#makeRoomFor(owner);
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (opened) => void this.#open.set(opened, { transport, owner, usedAt: Date.now() }),
      onsessionclosed: (closed) => void this.#open.delete(closed),
    });
    await makeServer().connect(transport);
    return transport.handleRequest(request, auth && { authInfo: auth });
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open.values()].map(({ transport }) => transport.close()));
    this.#open.clear();
  }

  #forgetIdle(): void {
    for (const [id, { usedAt }] of this.#open) if (Date.now() - usedAt >= sessionIdleMs) this.#end(id);
  }

  /** However many sessions a client opens, those of others stay. */
  #makeRoomFor(owner: string): void {
    const own = [...this.#open].filter(([, session]) => session.owner === owner);
    const [oldest] = own.sort(([, a], [, b]) => a.usedAt - b.usedAt);
    if (oldest && own.length >= mostSessions) this.#end(oldest[0]);
  }

  #end(id: string): void {
    const session = this.#open.get(id);
    this.#open.delete(id);
    void session?.transport.close();
  }
}

/** RFC 9728: tokens are given out by hand, so there is no authorization server to name. */
function metadata(request: Request): Response {
  const resource = new URL(path, request.url).href;
  return Response.json({ resource, bearer_methods_supported: ['header'], scopes_supported: ['read', 'propose'] });
}

function clientIn(auth: AuthInfo | undefined): Client | undefined {
  return auth?.extra?.['client'] as Client | undefined;
}

/** Who may use a session: a client until its token is made anew, maybe for less. */
function ownerIn(auth: AuthInfo | undefined): string {
  const client = clientIn(auth);
  return client ? `${client.name} ${client.created_at}` : '';
}

/** Answers the request that was asked: a client that reads another id waits for ever. */
async function refusal(
  request: Request,
  status: number,
  message: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  const id = await idOf(request);
  return Response.json({ jsonrpc: '2.0', error: { code: -32000, message }, id }, { status, headers });
}

async function idOf(request: Request): Promise<string | number | null> {
  try {
    const { id } = (await request.clone().json()) as { id?: unknown };
    return typeof id === 'string' || typeof id === 'number' ? id : null;
  } catch {
    return null;
  }
}

function listen(server: HttpServer, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new InputError('port_unavailable', `Port ${port} cannot be used (${error.code}).`, {
          hint: 'Choose another, or --http 0 for a free one.',
        }),
      ),
    );
    server.listen(port, host, resolve);
  });
}
