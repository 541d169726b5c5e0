import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a route answers with: JSON, or text as it stands. */
interface CaseAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly text?: string;
  /** True for what never answers. */
  readonly stalls?: boolean;
}

export interface CaseRoute extends CaseAnswer {
  /** GET when absent. */
  readonly method?: string;
  readonly path: string;
  /** Only for calls with these query parameters; null for one that must be absent. */
  readonly when?: Readonly<Record<string, string | null>>;
  /** One after the other; the last one stays. */
  readonly answers?: readonly CaseAnswer[];
}

interface Heard {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
}

/** What plays a case: the variables that lead a command to it, and what it was asked. */
export interface CasePlayer {
  readonly environment: Readonly<Record<string, string>>;
  readonly origin: string;
  readonly heard: readonly Heard[];
  close(): Promise<void>;
}

/** Plays what providers answer in a situation, on loopback; whatever no route tells is 404. */
export async function playCase(routes: readonly CaseRoute[]): Promise<CasePlayer> {
  const heard: Heard[] = [];
  const turns = new Map<CaseRoute, number>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const method = request.method ?? 'GET';
    heard.push({ method, url, headers: request.headers });
    const route = routes.find((each) => fits(each, method, url));
    send(response, route === undefined ? nothingThere : answerFrom(route, turns));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    environment: {
      OPENAI_BASE_URL: `${origin}/v1`,
      OPENAI_ADMIN_KEY: 'sk-admin-caseplayer000000000000',
      ANTHROPIC_BASE_URL: origin,
      ANTHROPIC_ADMIN_KEY: 'sk-ant-admin01-caseplayer000000000000',
    },
    origin,
    heard,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

const nothingThere: CaseAnswer = { status: 404, body: { error: { message: 'Not found', type: 'not_found_error' } } };

function fits({ method = 'GET', path, when = {} }: CaseRoute, asked: string, url: URL): boolean {
  if (method !== asked || path !== url.pathname) return false;
  return Object.entries(when).every(([name, value]) => url.searchParams.get(name) === value);
}

function answerFrom(route: CaseRoute, turns: Map<CaseRoute, number>): CaseAnswer {
  if (!route.answers) return route;
  const turn = turns.get(route) ?? 0;
  turns.set(route, turn + 1);
  return route.answers[Math.min(turn, route.answers.length - 1)] ?? nothingThere;
}

function send(response: ServerResponse, { status = 200, headers = {}, body, text, stalls }: CaseAnswer): void {
  if (stalls) return;
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(text ?? JSON.stringify(body ?? {}));
}

/** Holds a process's clock at a moment, so that a case means the same whenever it is played. */
export function clockAt(moment: string): Readonly<Record<string, string>> {
  const script = `const shift = Date.parse(${JSON.stringify(moment)}) - Date.now(); const now = Date.now; Date.now = () => now() + shift;`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}` };
}
