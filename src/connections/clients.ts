import type { ProviderOperation } from '../catalogue/define.ts';
import { type Clients, providerOf } from '../providers/index.ts';
import type { CallOptions } from './call-options.ts';
import type { Connection } from './connection.ts';
import type { Lane } from './pacing.ts';
import type { Secret } from './secret.ts';

/** What one operation is called with, and what was answered besides the body. */
export interface OpenClients {
  readonly clients: Clients;
  /** The headers of the last answer, where some lists have their cursor. */
  headers(): Headers;
}

const userAgent = 'ai-steward (https://www.npmjs.com/package/ai-steward)';

const requestTimeoutMs = 120_000;

/** Reads may be repeated. A write never is: after a failure, somebody looks whether it happened. */
const readRetries = 3;

/**
 * The clients for the calls of one operation, one after the other. Base URL and credential are always given, so that
 * nothing in the environment decides where a key is sent. SDKs are loaded on first use.
 */
export async function clientsFor(
  connection: Connection,
  credential: Secret,
  operation: ProviderOperation,
  options: CallOptions,
): Promise<OpenClients> {
  const { id, loadClient } = providerOf(connection.provider);
  const answered = { headers: new Headers() };
  const client = await loadClient(credential.reveal(), {
    baseUrl: connection.baseUrl,
    retries: operation.risk === 'read' ? readRetries : 0,
    timeoutMs: requestTimeoutMs,
    fetch: pacedFetch(connection, operation, options, answered),
    headers: { 'user-agent': userAgent },
  });
  // An operation of one provider cannot reach the client of another: there is none.
  return { clients: { [id]: client } as unknown as Clients, headers: () => answered.headers };
}

function pacedFetch(
  connection: Connection,
  operation: ProviderOperation,
  { pacer, signal, onProgress, onRequest }: CallOptions,
  answered: { headers: Headers },
): typeof fetch {
  const lane: Lane = { connection: connection.name, provider: connection.provider, route: operation.http };
  return async (input, init = {}) => {
    if (connection.paced) await pacer.take(lane, { signal, onProgress });
    onRequest?.({ method: init.method ?? 'GET', url: new URL(input instanceof Request ? input.url : input) });
    const response = await fetch(input, {
      ...init,
      // A key goes to the address that doctor shows, and to no other that an answer names.
      redirect: 'manual',
      ...(signal && { signal: joined(signal, init.signal) }),
    });
    if (response.status === 429 && connection.paced) pacer.penalise(lane, retryAfterSeconds(response.headers));
    answered.headers = response.headers;
    return response;
  };
}

function joined(ours: AbortSignal, theirs: AbortSignal | null | undefined): AbortSignal {
  return theirs ? AbortSignal.any([ours, theirs]) : ours;
}

/** Nobody waits longer because an answer says so. */
const longestWaitSeconds = 300;

function retryAfterSeconds(headers: Headers): number | undefined {
  const text = headers.get('retry-after');
  if (text === null) return undefined;
  const seconds = Number(text);
  if (Number.isFinite(seconds)) return Math.min(longestWaitSeconds, Math.max(0, seconds));
  const moment = Date.parse(text);
  if (Number.isNaN(moment)) return undefined;
  return Math.min(longestWaitSeconds, Math.max(0, (moment - Date.now()) / 1000));
}
