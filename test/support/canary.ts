import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** The values of an environment that are keys: none of them may be found in anything that Steward writes. */
function keysOf(environment: Readonly<Record<string, string | undefined>>): string[] {
  return Object.values(environment).filter((value): value is string => /^sk-/.test(value ?? ''));
}

/** Fails when a key of the environment is in a text that was shown. */
export function expectNoSecrets(
  environment: Readonly<Record<string, string | undefined>>,
  ...texts: readonly string[]
): void {
  for (const key of keysOf(environment)) {
    for (const text of texts)
      if (text.includes(key))
        throw new Error(`a key was shown: …${text.slice(Math.max(0, text.indexOf(key) - 80), text.indexOf(key))}[key]`);
  }
}

/** Fails when a key of the environment is in any file under a folder. */
export function expectNoSecretsUnder(folder: string, environment: Readonly<Record<string, string | undefined>>): void {
  expectNoneUnder(folder, keysOf(environment));
}

/**
 * Fails when one of these texts is in any file under a folder. Another process looks: to open and close a database's file
 * in this one would take back the locks that SQLite holds on it here, and damage it.
 */
export function expectNoneUnder(folder: string, secrets: readonly string[]): void {
  if (secrets.length === 0 || !existsSync(folder)) return;
  const given = ['-rlaF', ...secrets.flatMap((secret) => ['-e', secret]), folder];
  const { stdout, error } = spawnSync('grep', given, { encoding: 'utf8' });
  if (error) throw error;
  if (stdout.trim() !== '') throw new Error(`a secret was written to ${stdout.trim()}`);
}
