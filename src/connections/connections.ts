import { openConfig } from '../config/file.ts';
import type { Notice } from '../errors.ts';
import type { Environment } from '../internal/environment.ts';
import type { Connection } from './connection.ts';
import { connectionsIn } from './declared.ts';
import { withEnvironment } from './environment.ts';

/** What can be reached, and what was found that declares more and is not used. */
export interface Declared {
  readonly connections: readonly Connection[];
  readonly notice?: Notice | undefined;
}

/** All connections that are declared: those of the file, then those of the environment that it does not speak of. */
export function declaredConnections(environment: Environment, folder: string): Declared {
  const { config, notice } = openConfig(environment, folder);
  return { connections: withEnvironment(config ? connectionsIn(config) : [], environment), notice };
}
