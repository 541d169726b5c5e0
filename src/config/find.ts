import { existsSync } from 'node:fs';
import path from 'node:path';
import { ConfigError } from '../errors.ts';
import type { Environment } from '../internal/environment.ts';
import { configurationFolder } from './trust.ts';

const fileName = 'steward.yaml';

/** Where a configuration file is. */
export interface ConfigPlace {
  readonly path: string;
  /** `found` in a working folder or above it; `own` where the user put it or named it. */
  readonly by: 'own' | 'found';
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
    return { path: path.resolve(named), by: 'own' };
  }
  for (let here = path.resolve(folder); ; here = path.dirname(here)) {
    const candidate = path.join(here, fileName);
    if (existsSync(candidate)) return { path: candidate, by: 'found' };
    if (path.dirname(here) === here) break;
  }
  return ownConfigFile(environment);
}

/** The file of the user's own configuration. */
export function ownConfigFile(environment: Environment): ConfigPlace | undefined {
  const candidate = path.join(configurationFolder(environment), fileName);
  return existsSync(candidate) ? { path: candidate, by: 'own' } : undefined;
}
