import { statSync } from 'node:fs';
import path from 'node:path';

const othersMayWrite = 0o022;

/**
 * Who else than this account could have written a file, as the end of a sentence; undefined where nobody could. Links are
 * followed: what counts is what is read. The administrator may write everything anyway.
 */
export function whoMayWrite(file: string): string | undefined {
  const own = process.getuid?.();
  if (own === undefined) return undefined;
  const { uid, mode } = statSync(file);
  if (uid !== own && uid !== 0) return `${path.basename(file)} belongs to another account`;
  if ((mode & othersMayWrite) !== 0) return `others may write ${path.basename(file)}`;
  return undefined;
}
