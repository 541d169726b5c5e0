import { closeSync, constants, lstatSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { ConfigError, isStewardError } from '../../errors.ts';
import type { Environment } from '../../internal/environment.ts';

/** What Steward keeps between runs, one folder for each kind. */
const rooms = ['locks', 'backups'] as const;
export type Room = (typeof rooms)[number];

const othersMayWrite = 0o022;

/**
 * The folder that holds changes, approvals and the journal. Only its owner may write there: a folder that is a link, is
 * somebody else's, or that others may write to is refused, since whoever writes there could stand in for a person.
 */
export class StateFolder {
  readonly path: string;

  constructor(folder: string) {
    this.path = path.resolve(folder);
    try {
      this.#make();
    } catch (error) {
      if (isStewardError(error)) throw error;
      const { code } = error as NodeJS.ErrnoException;
      throw new ConfigError('state_folder_unusable', `The state folder ${this.path} cannot be used (${code}).`, {
        hint: 'Steward keeps changes and its journal there. Make it writable, or name another with STEWARD_STATE_DIR.',
        cause: error,
      });
    }
  }

  #make(): void {
    makeFolder(this.path);
    refuseUnsafe(this.path);
    for (const room of rooms) {
      const folder = this.file(room);
      makeFolder(folder);
      for (let here: string = folder; here !== this.path; here = path.dirname(here)) refuseUnsafe(here);
    }
  }

  /** Where a file of a room is. */
  file(room: Room, name = ''): string {
    return path.join(this.path, room, name);
  }
}

/** `STEWARD_STATE_DIR`, else the XDG state folder's `steward`. */
export function stateFolderPath(environment: Environment): string {
  const named = environment['STEWARD_STATE_DIR'];
  if (named) return path.resolve(named);
  const home = environment['HOME'] || homedir();
  return path.join(environment['XDG_STATE_HOME'] || path.join(home, '.local', 'state'), 'steward');
}

/** One level after the other: the recursive form never ends where a level cannot be made, as under /proc. */
function makeFolder(folder: string): void {
  if (lstatSync(folder, { throwIfNoEntry: false })) return;
  if (path.dirname(folder) !== folder) makeFolder(path.dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function refuseUnsafe(folder: string): void {
  const status = lstatSync(folder);
  const wrong = whatIsUnsafe(status);
  if (wrong === undefined) return;
  throw new ConfigError('state_folder_unsafe', `The state folder ${folder} ${wrong}; Steward does not trust it.`, {
    hint: 'Approvals are kept there. Make it a plain folder of your own with mode 700, or name another with STEWARD_STATE_DIR.',
  });
}

function whatIsUnsafe(status: ReturnType<typeof lstatSync> & object): string | undefined {
  if (status.isSymbolicLink()) return 'is a link';
  if (!status.isDirectory()) return 'is not a folder';
  if (process.getuid === undefined) return undefined;
  if (status.uid !== process.getuid()) return 'belongs to another user';
  return (Number(status.mode) & othersMayWrite) !== 0 ? 'can be written by others' : undefined;
}

/**
 * The text of a file, or undefined where there is none.
 * @throws ConfigError for a link, unless links may be followed: a link in a folder that we trust may lead out of it.
 */
export function readIfThere(file: string, links: 'refused' | 'followed' = 'refused'): string | undefined {
  try {
    const handle = openSync(file, constants.O_RDONLY | (links === 'refused' ? noFollow : 0));
    try {
      return readFileSync(handle, 'utf8');
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    if (code !== 'ELOOP') throw error;
    throw new ConfigError('file_is_link', `${file} is a link; Steward does not trust it.`, {
      hint: 'Put a plain file in its place.',
    });
  }
}

/** Windows has no such flag, and no such links for ordinary users. */
const noFollow = constants.O_NOFOLLOW ?? 0;
