import { findConfigFile } from '../config/find.ts';
import type { Connection } from './connection.ts';
import { readConfigFile } from './declared.ts';
import { withEnvironment } from './environment.ts';

/** All connections that are declared: those of the file, then those of the environment whose names are free. */
export function declaredConnections(environment: NodeJS.ProcessEnv, folder: string): readonly Connection[] {
  const file = findConfigFile(environment, folder);
  return withEnvironment(file === undefined ? [] : readConfigFile(file), environment);
}
