import { closeSync, constants, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** Writes a whole file or nothing: a kill, or a full disk, at any moment leaves the old one or the new one. Mode 0600. */
export function writeWhole(file: string, text: string): void {
  const draft = `${file}.${process.pid}.${Date.now().toString(36)}.tmp`;
  try {
    const handle = openSync(draft, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
    try {
      // Unlike a single write, this goes on after a short one.
      writeFileSync(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
