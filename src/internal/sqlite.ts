import type { DatabaseSync } from 'node:sqlite';
import { once } from './once.ts';

/** Node's SQLite. Node 22 warns that it is experimental; what is used of it here is not. */
export const sqliteDatabase: () => typeof DatabaseSync = once(() =>
  withoutWarning(() => process.getBuiltinModule('node:sqlite').DatabaseSync),
);

function withoutWarning<T>(load: () => T): T {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return load();
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** The primary result code of a failure of SQLite, undefined for any other error. */
export function sqliteCode(error: unknown): number | undefined {
  const { errcode } = error as { errcode?: number };
  return errcode === undefined ? undefined : errcode & 0xff;
}

export const sqliteCodes = {
  busy: 5,
  readonly: 8,
  io: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notDatabase: 26,
} as const;
