import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { ConfigError } from '../errors.ts';
import type { Environment } from '../internal/environment.ts';

const fileName = 'steward.yaml';

/** Where a configuration file is. */
export interface ConfigPlace {
  readonly path: string;
  /** False for a file found in the project: whoever wrote the project is not the one who holds the keys. */
  readonly trusted: boolean;
}

/** The file that applies: `STEWARD_CONFIG`, else the nearest `steward.yaml` upwards, else the XDG config folder's. */
export function findConfigFile(environment: Environment, folder: string): ConfigPlace | undefined {
  const named = environment['STEWARD_CONFIG'];
  if (named) {
    if (!existsSync(named)) {
      throw new ConfigError('config_not_found', `STEWARD_CONFIG names ${named}, which does not exist.`, {
        hint: 'Correct the path, or unset STEWARD_CONFIG.',
      });
    }
    return { path: path.resolve(named), trusted: true };
  }
  for (let here = path.resolve(folder); ; here = path.dirname(here)) {
    const candidate = path.join(here, fileName);
    if (existsSync(candidate)) return { path: candidate, trusted: false };
    if (path.dirname(here) === here) break;
  }
  const xdg = environment['XDG_CONFIG_HOME'] || path.join(environment['HOME'] || homedir(), '.config');
  const candidate = path.join(xdg, 'steward', fileName);
  return existsSync(candidate) ? { path: candidate, trusted: true } : undefined;
}
