import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

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
  const keys = keysOf(environment);
  if (keys.length === 0 || !existsSync(folder)) return;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = path.join(folder, name);
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) continue;
    const text = readFileSync(file, 'latin1');
    for (const key of keys) if (text.includes(key)) throw new Error(`a key was written to ${name}`);
  }
}
