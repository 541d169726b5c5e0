import { openConfig } from '../config/file.ts';
import type { Environment } from '../internal/environment.ts';
import type { Connection } from './connection.ts';
import { connectionsIn } from './declared.ts';
import { withEnvironment } from './environment.ts';

/** All connections that are declared: those of the file, then those of the environment whose names are free. */
export function declaredConnections(environment: Environment, folder: string): readonly Connection[] {
  const config = openConfig(environment, folder);
  return withEnvironment(config ? connectionsIn(config) : [], environment);
}
