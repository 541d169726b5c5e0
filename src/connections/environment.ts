import { ConfigError } from '../errors.ts';
import type { Environment } from '../internal/environment.ts';
import { type Provider, providers } from '../providers/index.ts';
import { type Connection, isLoopback } from './connection.ts';

/** The given connections, and those of the environment whose names and keys they do not use. */
export function withEnvironment(declared: readonly Connection[], environment: Environment): readonly Connection[] {
  const connections = [...declared];
  for (const provider of providers) {
    if (connections.some((connection) => connection.name === provider.id || usesKeyOf(connection, provider))) continue;
    const made = fromEnvironment(provider, environment);
    if (made) connections.push(made);
  }
  for (const connection of connections) refuseUnsafeUrl(connection);
  return connections;
}

/** A key that a declared connection uses makes no second one beside it, which policy would not know by name. */
function usesKeyOf({ credential, readCredential }: Connection, { variables }: Provider): boolean {
  return [credential, readCredential].some(
    (source) => source?.kind === 'environment' && source.variable === variables.key,
  );
}

function fromEnvironment(
  { id, variables, defaultBaseUrl }: Provider,
  environment: Environment,
): Connection | undefined {
  if (!environment[variables.key]) return undefined;
  const baseUrl = environment[variables.baseUrl] || defaultBaseUrl;
  if (!URL.canParse(baseUrl)) {
    throw new ConfigError('base_url_invalid', `${variables.baseUrl} is not a URL: ${baseUrl}`, {
      hint: `Correct it, or unset it to use ${defaultBaseUrl}.`,
    });
  }
  return {
    name: id,
    provider: id,
    plane: undefined,
    credential: { kind: 'environment', variable: variables.key },
    baseUrl,
    paced: !isLoopback(new URL(baseUrl)),
    origin: 'environment',
  };
}

/** An admin key is sent encrypted, or not off this machine. */
function refuseUnsafeUrl({ name, baseUrl, origin }: Connection): void {
  const url = new URL(baseUrl);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new ConfigError(
      'base_url_invalid',
      `The base URL of connection ${name} (${origin}) has user information, a query or a fragment.`,
      { hint: 'Write scheme, host and path only; the key comes from where the connection says.' },
    );
  }
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))) return;
  throw new ConfigError(
    'base_url_unsafe',
    `Connection ${name} (${origin}) would send its key to ${url.origin} unencrypted.`,
    {
      hint: 'Use an https:// address; http:// is accepted for this machine only.',
    },
  );
}
