import type { Provider } from '../catalogue/define.ts';
import { findConfigFile } from '../config/find.ts';
import { CredentialError, InputError } from '../errors.ts';
import { nearest } from '../internal/nearest.ts';
import type { Connection } from './connection.ts';
import { readConfigFile } from './declared.ts';
import { environmentVariables, withEnvironment } from './environment.ts';

/** All connections that are declared: those of the file, then those of the environment whose names are free. */
export function declaredConnections(environment: NodeJS.ProcessEnv, folder: string): readonly Connection[] {
  const file = findConfigFile(environment, folder);
  return withEnvironment(file === undefined ? [] : readConfigFile(file), environment);
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
