import type { AnyOperation, Clients, Provider } from '../catalogue/define.ts';
import type { OnProgress } from '../internal/progress.ts';
import type { Connection } from './connection.ts';
import type { Lane, Pacer } from './pacing.ts';
import type { Secret } from './secret.ts';

export interface CallOptions {
  readonly pacer: Pacer;
  readonly signal?: AbortSignal | undefined;
  /** Hears how far the work is, and when the provider's pace makes it wait. */
  readonly onProgress?: OnProgress | undefined;
  /** Observes what goes out; used to look at the wire, never to change it. */
  readonly onRequest?: (request: { readonly method: string; readonly url: URL }) => void;
}

const userAgent = 'ai-steward (https://www.npmjs.com/package/ai-steward)';

const requestTimeoutMs = 120_000;

/** Reads may be repeated. A write never is: after a failure, somebody looks whether it happened. */
const readRetries = 3;

/**
 * The SDK clients for one call of one operation. Base URL and credential are always given, so that nothing in the
 * environment decides where a key is sent. SDKs are loaded on first use.
 */
export async function clientsFor(
  connection: Connection,
  credential: Secret,
  operation: AnyOperation,
  options: CallOptions,
): Promise<Clients> {
  const shared = {
    baseURL: connection.baseUrl,
    maxRetries: operation.risk === 'read' ? readRetries : 0,
    timeout: requestTimeoutMs,
    fetch: pacedFetch(connection, operation, options),
    defaultHeaders: { 'user-agent': userAgent },
    logLevel: 'off',
  } as const;
  return provideOnly(connection.provider, await load[connection.provider](credential.reveal(), shared));
}

type Shared = {
  baseURL: string;
  maxRetries: number;
  timeout: number;
  fetch: typeof fetch;
  defaultHeaders: Record<string, string>;
  logLevel: 'off';
};

const load: { readonly [P in Provider]: (key: string, shared: Shared) => Promise<Clients[P]> } = {
  async anthropic(key, shared) {
    const { Anthropic } = await import('@anthropic-ai/sdk');
    return new Anthropic({ ...shared, apiKey: key, authToken: null });
  },
  async openai(key, shared) {
    const { OpenAI } = await import('openai');
    return new OpenAI({ ...shared, adminAPIKey: key, apiKey: null, organization: null, project: null });
  },
};

/** An operation of one provider cannot reach the client of the other. */
function provideOnly<P extends Provider>(provider: P, client: Clients[P]): Clients {
  return { [provider]: client } as unknown as Clients;
}

function pacedFetch(connection: Connection, operation: AnyOperation, options: CallOptions): typeof fetch {
  const { pacer, signal, onProgress, onRequest } = options;
  const lane: Lane = { connection: connection.name, provider: connection.provider, route: operation.http };
  return async (input, init = {}) => {
    if (connection.paced) await pacer.take(lane, { signal, onProgress });
    onRequest?.({ method: init.method ?? 'GET', url: new URL(input instanceof Request ? input.url : input) });
    const response = await fetch(input, signal ? { ...init, signal: joined(signal, init.signal) } : init);
    if (response.status === 429 && connection.paced) pacer.penalise(lane, retryAfterSeconds(response.headers));
    return response;
  };
}

function joined(ours: AbortSignal, theirs: AbortSignal | null | undefined): AbortSignal {
  return theirs ? AbortSignal.any([ours, theirs]) : ours;
}

function retryAfterSeconds(headers: Headers): number | undefined {
  const text = headers.get('retry-after');
  if (text === null) return undefined;
  const seconds = Number(text);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : Math.max(0, (moment - Date.now()) / 1000);
}
