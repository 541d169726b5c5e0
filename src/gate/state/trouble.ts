import { ConfigError, isStewardError } from '../../errors.ts';
import { sqliteCode, sqliteCodes } from '../../internal/sqlite.ts';

const troubles: Readonly<Record<number, readonly [what: string, hint: string]>> = {
  [sqliteCodes.busy]: ['is kept locked by another process', 'Find the process that hangs and end it, then try again.'],
  [sqliteCodes.readonly]: ['cannot be written', 'Make the file and its folder writable for this account.'],
  [sqliteCodes.full]: [
    'cannot grow: the disk is full',
    'Free some space and try again. What was being written was taken back.',
  ],
  [sqliteCodes.io]: ['could not be read or written', 'Look at the disk. What was being written was taken back.'],
  [sqliteCodes.corrupt]: [
    'is damaged',
    'Restore it from a copy, and verify its journal, which says how far that copy can be trusted.',
  ],
  [sqliteCodes.notDatabase]: ['is not a database', 'Move it aside to begin a new one; keep it as evidence.'],
  [sqliteCodes.cannotOpen]: ['cannot be opened', 'Make its folder accessible for this account.'],
};

/** A failure of a file that state is kept in, as ours; any other error as it is. */
export function asTrouble(error: unknown, file: string): unknown {
  if (isStewardError(error)) return error;
  const code = isOutOfSpace(error) ? sqliteCodes.full : sqliteCode(error);
  if (code === undefined) return error;
  const [what, hint] = troubles[code] ?? [
    `cannot be used (SQLite ${code})`,
    'Look whether the disk and the folder are sound.',
  ];
  return new ConfigError('state_unusable', `The state database ${file} ${what}.`, { hint, cause: error });
}

function isOutOfSpace(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return code === 'ENOSPC' || code === 'EDQUOT';
}
