import type { Provider } from '../catalogue/define.ts';
import { ConfigError, CredentialError, InputError } from '../errors.ts';
import { nearest } from '../internal/nearest.ts';
import { findConfigFile, readConfigFile } from './config-file.ts';
import { type Connection, defaultBaseUrls, isLoopback } from './connection.ts';

/** Variables that make a connection without any file. */
export const environmentVariables: Readonly<Record<Provider, { readonly key: string; readonly baseUrl: string }>> = {
  anthropic: { key: 'ANTHROPIC_ADMIN_KEY', baseUrl: 'ANTHROPIC_BASE_URL' },
  openai: { key: 'OPENAI_ADMIN_KEY', baseUrl: 'OPENAI_BASE_URL' },
};

/** All connections that are declared: those of the file, then those of the environment whose names are free. */
export function declaredConnections(environment: NodeJS.ProcessEnv, folder: string): readonly Connection[] {
  const file = findConfigFile(environment, folder);
  const connections = file === undefined ? [] : [...readConfigFile(file)];
  for (const provider of ['anthropic', 'openai'] as const) {
    if (connections.some((connection) => connection.name === provider)) continue;
    const made = fromEnvironment(provider, environment);
    if (made) connections.push(made);
  }
  for (const connection of connections) refuseUnsafeUrl(connection);
  return connections;
}

function fromEnvironment(provider: Provider, environment: NodeJS.ProcessEnv): Connection | undefined {
  const { key, baseUrl: variable } = environmentVariables[provider];
  if (!environment[key]) return undefined;
  const baseUrl = environment[variable] || defaultBaseUrls[provider];
  if (!URL.canParse(baseUrl)) {
    throw new ConfigError('base_url_invalid', `${variable} is not a URL: ${baseUrl}`, {
      hint: `Correct it, or unset it to use ${defaultBaseUrls[provider]}.`,
    });
  }
  return {
    name: provider,
    provider,
    plane: undefined,
    credential: { kind: 'environment', variable: key },
    baseUrl,
    paced: !isLoopback(new URL(baseUrl)),
    origin: 'environment',
  };
}

/** An admin key is sent encrypted, or not off this machine. */
function refuseUnsafeUrl({ name, baseUrl, origin }: Connection): void {
  const url = new URL(baseUrl);
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))) return;
  throw new ConfigError(
    'base_url_unsafe',
    `Connection ${name} (${origin}) would send its key to ${url.origin} unencrypted.`,
    {
      hint: 'Use an https:// address; http:// is accepted for this machine only.',
    },
  );
}

/** The connection to use for a provider: the named one, else the only one of that provider. */
export function chooseConnection(
  connections: readonly Connection[],
  provider: Provider,
  name: string | undefined,
): Connection {
  const candidates = connections.filter((connection) => connection.provider === provider);
  if (name !== undefined) {
    const named = connections.find((connection) => connection.name === name);
    if (named?.provider === provider) return named;
    throw unknownConnection(name, named, candidates, provider);
  }
  const [only, another] = candidates;
  if (!only) throw noConnection(provider);
  if (!another) return only;
  const preferred = candidates.find((connection) => connection.name === provider);
  if (preferred) return preferred;
  throw new InputError('connection_ambiguous', `There are ${candidates.length} ${provider} connections.`, {
    hint: `Say which with --connection: ${candidates.map((each) => each.name).join(', ')}.`,
  });
}

function unknownConnection(
  name: string,
  found: Connection | undefined,
  candidates: readonly Connection[],
  provider: Provider,
): InputError {
  if (found) {
    return new InputError(
      'connection_of_other_provider',
      `Connection ${name} belongs to ${found.provider}, not to ${provider}.`,
      {
        hint: `Connections of ${provider}: ${candidates.map((each) => each.name).join(', ') || 'none'}.`,
      },
    );
  }
  const names = candidates.map((each) => each.name);
  const [suggestion] = nearest(name, names);
  return new InputError('connection_unknown', `There is no connection named ${name}.`, {
    hint: suggestion ? `Did you mean ${suggestion}?` : `Connections of ${provider}: ${names.join(', ') || 'none'}.`,
  });
}

function noConnection(provider: Provider): CredentialError {
  const { key } = environmentVariables[provider];
  return new CredentialError('no_connection', `No connection to ${provider} is set up.`, {
    hint: `Set ${key} in the environment, or declare a connection in steward.yaml (docs/guides/credentials.md). To try without a key, add --sandbox.`,
  });
}
