import { randomBytes } from 'node:crypto';
import { chmod, type FileHandle, lstat, mkdir, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { ConfigError, isStewardError, PolicyError } from '../../errors.ts';
import { sha256 } from '../../internal/canonical.ts';
import { jsonFault } from './json-fault.ts';

/** Above this Claude Code ignores a file, whatever it holds. */
export const mostBytes = 2 * 1024 * 1024;

type Json = Readonly<Record<string, unknown>>;

/** A settings file as it stands. */
export interface FileState {
  readonly file: string;
  /** Of its bytes; null where there is no file. */
  readonly sha256: string | null;
  readonly bytes: number;
  /** Permissions in octal digits; null where there is no file. */
  readonly mode: string | null;
  /** What it holds; null where that is no JSON object. */
  readonly settings: Json | null;
  /** Why Claude Code can read nothing of it. */
  readonly problem?: string;
}

/**
 * Reads a settings file, and no further than Claude Code would.
 * @throws ConfigError when it is there and cannot be read.
 */
export async function readSettingsFile(file: string): Promise<FileState & { readonly text: string | null }> {
  const found = await opened(file);
  if (!found) return { file, sha256: null, bytes: 0, mode: null, settings: null, text: null };
  try {
    const { size, mode } = await found.stat();
    const known = { file, bytes: size, mode: (mode & 0o7777).toString(8).padStart(4, '0') };
    if (size > mostBytes) {
      const head = Buffer.alloc(mostBytes);
      await found.read(head, 0, mostBytes, 0);
      const mark = sha256(Buffer.concat([head, Buffer.from(String(size))]));
      return { ...known, sha256: mark, settings: null, text: null, problem: 'It is larger than 2 MiB.' };
    }
    const content = await found.readFile();
    return { ...known, sha256: sha256(content), ...settingsIn(content) };
  } catch (error) {
    throw unusable(error, file, 'read');
  } finally {
    await found.close();
  }
}

/** What a write replaces, and what must be there still. */
export interface Replacement {
  readonly file: string;
  /** The new content; null removes the file. */
  readonly content: Uint8Array | null;
  /** SHA-256 of the content that was planned on; null where no file was. */
  readonly expected: string | null;
  /** Folder that keeps what was there, under its SHA-256. */
  readonly backups: string;
}

/**
 * Replaces a settings file whole, or not at all. Links are followed, mode and owner kept, what was there is kept in
 * `backups`. Claude Code writes these files without a lock and from stale memory, so the content is compared just before
 * the file is replaced, and once more after it.
 * @throws PolicyError when the file is not what was planned on; ConfigError when it cannot be written. Nothing was changed then.
 */
export async function replaceSettingsFile({ file, content, expected, backups }: Replacement): Promise<void> {
  const target = await targetOf(file);
  try {
    const before = await contentOf(target);
    refuseOther(file, before, expected);
    if (before) await keep(before, backups);
    if (content === null) {
      await rm(target, { force: true });
      return;
    }
    await mkdir(path.dirname(target), { recursive: true });
    await writeBeside(target, content, async () => refuseOther(file, await contentOf(target), expected));
  } catch (error) {
    throw unusable(error, file, 'written');
  }
  const after = await contentOf(target);
  if (after && sha256(after) === sha256(content)) return;
  throw new PolicyError('settings_overwritten', `${file} was written, and at once written again by another program.`, {
    hint: 'End the other sessions of Claude Code, look at the file, and propose the change again where it is missing.',
  });
}

/** What a backup holds. @throws ConfigError when it is gone or not what its name says. */
export async function backupOf(hash: string, backups: string): Promise<Uint8Array> {
  const file = path.join(backups, hash);
  const content = await contentOf(file);
  if (content && sha256(content) === hash) return content;
  throw new ConfigError('backup_missing', `The backup ${file} is ${content ? 'not what it was' : 'gone'}.`, {
    hint: 'Restore the file by hand, from version control for instance.',
  });
}

function settingsIn(content: Buffer): Pick<FileState, 'settings' | 'problem'> & { readonly text: string } {
  const text = content.toString('utf8');
  const body = text.replace(/^\uFEFF/, '');
  const fault = jsonFault(body);
  if (fault !== undefined) return { text, settings: null, problem: `It is no JSON: ${fault}.` };
  const value: unknown = JSON.parse(body);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { text, settings: value as Json };
  return { text, settings: null, problem: 'It holds no JSON object.' };
}

async function opened(file: string): Promise<FileHandle | undefined> {
  try {
    return await open(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unusable(error, file, 'read');
  }
}

async function contentOf(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The file behind links; the place itself where nothing is there yet. */
async function targetOf(file: string): Promise<string> {
  try {
    const target = await realpath(file);
    if (!target.endsWith('.json')) {
      throw new ConfigError('settings_file', `${file} leads to ${target}, which is no JSON file.`, {
        hint: 'Nothing was changed. Look who made that link.',
      });
    }
    return target;
  } catch (error) {
    if (isStewardError(error)) throw error;
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw unusable(error, file, 'written');
    const link = await lstat(file).catch(() => undefined);
    if (!link) return file;
    throw new ConfigError('settings_file', `${file} is a link to a file that is not there.`, {
      hint: 'Make the file that it names, or remove the link.',
    });
  }
}

function refuseOther(file: string, present: Buffer | undefined, expected: string | null): void {
  if ((present ? sha256(present) : null) === expected) return;
  throw new PolicyError('drifted', `${file} is not what the plan showed; nothing was written.`, {
    hint: 'Another program wrote it. Propose the change again.',
  });
}

async function keep(content: Buffer, backups: string): Promise<void> {
  await mkdir(backups, { recursive: true, mode: 0o700 });
  const file = path.join(backups, sha256(content));
  const known = await contentOf(file);
  if (known?.equals(content)) return;
  await writeBeside(file, content, async () => undefined, 0o600);
}

/** Into a file beside it, which takes its place once it is whole and `ready` does not object. */
async function writeBeside(target: string, content: Uint8Array, ready: () => Promise<void>, mode?: number) {
  const draft = `${target}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`;
  const present = await stat(target).catch(() => undefined);
  try {
    const handle = await open(draft, 'wx', mode ?? present?.mode ?? 0o644);
    try {
      if (present) {
        // What open() makes is narrowed by the umask.
        await chmod(draft, present.mode & 0o7777);
        await handle.chown(present.uid, present.gid).catch(() => undefined);
      }
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await ready();
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this account may not',
  EPERM: 'this account may not',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is no folder',
  ELOOP: 'its links lead back to themselves',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
  ENAMETOOLONG: 'its name is too long',
};

function unusable(error: unknown, file: string, done: 'read' | 'written'): unknown {
  if (isStewardError(error)) return error;
  const { code = 'unknown reason' } = error as NodeJS.ErrnoException;
  return new ConfigError('settings_file', `${file} cannot be ${done}: ${reasons[code] ?? code}.`, {
    hint: done === 'written' ? 'Nothing was changed.' : 'The rest can be looked at all the same.',
    cause: error,
  });
}
