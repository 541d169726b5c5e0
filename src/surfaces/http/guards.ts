import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIPv4 } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { hostHeaderValidation, originValidation } from '@modelcontextprotocol/node';
import { InputError } from '../../errors.ts';
import type { Tokens } from './tokens.ts';

/** The address that this machine alone reaches. */
export const thisHost = '127.0.0.1';

const thisMachine = ['localhost', '127.0.0.1', '[::1]'];

/** True when the request may go on; otherwise it was answered. */
type Guard = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Lets pass what was meant for a server on this address: Host and Origin are names that it goes by. Otherwise a page in
 * somebody's browser could reach a server on their machine under a name of its own.
 */
export function addressGuard(host: string): Guard {
  const names = [inUrl(host), ...thisMachine, ...(isEveryAddress(host) ? ownAddresses() : [])];
  const guards = [hostHeaderValidation(names), originValidation(names)];
  return (request, response) => guards.every((passes) => passes(request, response));
}

/** Lets nothing new pass once the server is to end, also on connections that clients keep. */
export function drainGuard(): { readonly guard: Guard; begin(): void } {
  let isEnding = false;
  return {
    guard(_request, response) {
      if (isEnding) response.writeHead(503, { connection: 'close', 'retry-after': '5' }).end();
      return !isEnding;
    },
    begin() {
      isEnding = true;
    },
  };
}

/** Lets pass paths only: this is no proxy, and a whole address in a request's first line means one. */
export const targetGuard: Guard = (request, response) => {
  const isPath = request.url?.startsWith('/') === true;
  if (!isPath) response.writeHead(400, { connection: 'close' }).end();
  return isPath;
};

/**
 * Lets pass what says that it is no longer than `largest` bytes. What is too long is answered at once and its body thrown
 * away, so that the client reads the answer instead of a broken connection; an enormous one is cut off.
 */
export function sizeGuard(largest: number): Guard {
  return (request, response) => {
    const length = Number(request.headers['content-length'] ?? 0);
    if (length <= largest) return true;
    const message = `Request body must not exceed ${largest} bytes`;
    response.writeHead(413, {
      'content-type': 'application/json',
      ...(length > 16 * largest && { connection: 'close' }),
    });
    response.end(JSON.stringify({ jsonrpc: '2.0', error: { code: -32000, message }, id: null }));
    request.resume();
    return false;
  };
}

/** @throws InputError where others than this machine would be served without being asked for a token. */
export async function refuseOpenAddress(host: string, tokens: Pick<Tokens, 'list'> | undefined): Promise<void> {
  if (isThisMachine(host) || (await isTokenNeeded(tokens))) return;
  throw new InputError(
    'token_needed',
    `Without a token nobody may listen on ${host}: whoever reaches it could read your organizations.`,
    {
      hint: 'Make one: steward mcp token add NAME. Or leave --host out to serve this machine only.',
    },
  );
}

/** Once anybody has a token, everybody needs one. */
export async function isTokenNeeded(tokens: Pick<Tokens, 'list'> | undefined): Promise<boolean> {
  return tokens !== undefined && (await tokens.list()).length > 0;
}

export function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}

/** The token that a request brings; empty when it brings none. */
export function bearerIn(headers: Headers): string {
  return /^Bearer (\S+)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? '';
}

/** An address as it stands in a URL. */
export function inUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function isEveryAddress(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

/** The names by which other machines reach this one. */
function ownAddresses(): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return [hostname(), ...addresses.map(({ address, family }) => (family === 'IPv6' ? `[${address}]` : address))];
}
