import { lstatSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { ConfigError } from '../../errors.ts';
import type { Environment } from '../../internal/environment.ts';
import { readIfThere } from './folder.ts';

/** The folders that policy and approvers are read from. */
export interface Places {
  /** Written by an administrator only; what stands here cannot be loosened. */
  readonly system: string;
  /** The account that the system folder must belong to. */
  readonly administrator: number;
  readonly user: string;
  /** Where the search for a project's policy begins. It may only tighten. */
  readonly project: string;
}

const systemFolders: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: '/Library/Application Support/Steward',
  win32: 'C:\\ProgramData\\Steward',
};

/** The system folder is fixed: nothing in the environment moves it. */
export function placesFor(environment: Environment, project: string): Places {
  const configuration = environment['XDG_CONFIG_HOME'] || path.join(environment['HOME'] || homedir(), '.config');
  return {
    system: systemFolders[process.platform] ?? '/etc/steward',
    administrator: 0,
    user: path.join(configuration, 'steward'),
    project: path.resolve(project),
  };
}

/**
 * A file of the system folder, if it is there.
 * @throws ConfigError when somebody other than the administrator could have written it.
 */
export function readAnchored({ system, administrator }: Places, name: string): string | undefined {
  const file = path.join(system, name);
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  if (process.platform === 'win32') return text;
  for (const each of [system, file]) {
    const { uid, mode } = lstatSync(each);
    if (uid === administrator && (mode & 0o022) === 0) continue;
    throw new ConfigError('system_policy_unsafe', `${each} can be written by others than the administrator.`, {
      hint: `What stands in ${system} binds everybody, so only root may write there: sudo chown root ${each}; sudo chmod go-w ${each}`,
    });
  }
  return text;
}
