import { lstatSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { ConfigError } from '../errors.ts';
import { sha256 } from '../internal/canonical.ts';
import type { Environment } from '../internal/environment.ts';
import { once } from '../internal/once.ts';
import { writeWhole } from '../internal/whole-file.ts';
import { whoMayWrite } from './ownership.ts';

/** The folder of the user's own configuration. */
export function configurationFolder(environment: Environment): string {
  return path.join(environment['XDG_CONFIG_HOME'] || path.join(environment['HOME'] || homedir(), '.config'), 'steward');
}

/** Contents that a person has looked at and trusts, by the place of the file: SHA-256 of each. */
const trustedFiles = once(() => z.record(z.string(), z.string()));

/**
 * Why what was found in a working folder, or above it, is not used, as the end of a sentence; undefined where a person
 * trusts exactly this content. Whoever wrote the folder is not the one who holds the keys.
 */
export function whyInert(file: string, text: string, environment: Environment): string | undefined {
  const stranger = whoMayWrite(file);
  if (stranger !== undefined) return stranger;
  const known = trustedIn(environment)[file];
  if (known === sha256(text)) return undefined;
  return known === undefined ? 'nobody has said that it is to be trusted' : 'it has changed since it was trusted';
}

/** From now on this content counts, in this place. */
export function trust(file: string, text: string, environment: Environment): void {
  mkdirSync(configurationFolder(environment), { recursive: true, mode: 0o700 });
  keep({ ...trustedIn(environment), [file]: sha256(text) }, environment);
}

/** Takes trust away again; false where there was none. */
export function distrust(file: string, environment: Environment): boolean {
  const { [file]: known, ...rest } = trustedIn(environment);
  if (known !== undefined) keep(rest, environment);
  return known !== undefined;
}

function keep(trusted: Readonly<Record<string, string>>, environment: Environment): void {
  writeWhole(placeOf(environment), `${JSON.stringify(trusted, null, 2)}\n`);
}

function trustedIn(environment: Environment): Readonly<Record<string, string>> {
  const file = placeOf(environment);
  if (!lstatSync(file, { throwIfNoEntry: false })) return {};
  const stranger = whoMayWrite(file);
  if (stranger !== undefined) {
    throw new ConfigError('trust_unsafe', `${file} is not used: ${stranger}.`, {
      hint: 'It says which files may decide where your keys go. Look at it, then make it yours alone, or remove it.',
    });
  }
  try {
    return trustedFiles().parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new ConfigError('trust_damaged', `${file} cannot be read as the list of trusted files.`, {
      hint: 'Remove it, and trust anew what is to be trusted.',
      cause,
    });
  }
}

function placeOf(environment: Environment): string {
  return path.join(configurationFolder(environment), 'trusted.json');
}
