import { closeSync, constants, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { probeKeychain, writeKeychain } from '../../connections/keychain.ts';
import { type ErrorDetails, InputError, PolicyError } from '../../errors.ts';
import type { Change } from '../change/change.ts';

/** Shows a secret once to the person at the terminal. Only a surface with a terminal has one. */
export type ShowOnce = (secret: string) => void;

const placeShape = /^(?:terminal|keychain:[a-z0-9][a-z0-9._-]*|file:.+)$/;

const places: ErrorDetails = {
  parameter: 'reveal',
  hint: (name) => `${name('reveal')} takes terminal, keychain:NAME or file:/path.`,
};

/** A change that reveals a secret needs a place for it, and no other change has use for one. */
export function refuseUnusablePlace(change: Change, place: string | undefined): void {
  const reveals = change.steps.some((step) => step.reveals);
  if (place === undefined && !reveals) return;
  if (place === undefined) {
    throw new InputError(
      'reveal_missing',
      `${change.id} makes a secret that is shown once; say where it goes.`,
      places,
    );
  }
  if (placeShape.test(place)) return;
  throw new InputError('reveal_unknown', `«${place.slice(0, 60)}» is no place for a secret.`, places);
}

/** A place that is ready before the request leaves: a secret that is made and then has nowhere to go is lost. */
export interface OpenPlace {
  deliver(secret: string): Promise<void>;
  /** Takes the place back when no secret came. */
  close(): void;
  /** For the receipt, without the secret. */
  readonly words: string;
}

/** @throws when the place cannot take a secret; nothing was sent then. */
export async function openPlace(place: string, showOnce: ShowOnce | undefined): Promise<OpenPlace> {
  if (place === 'terminal') return terminalPlace(showOnce);
  const [kind, ...rest] = place.split(':');
  const name = rest.join(':');
  return kind === 'file' ? filePlace(path.resolve(name)) : keychainPlace(name);
}

function terminalPlace(showOnce: ShowOnce | undefined): OpenPlace {
  if (!showOnce) {
    throw new PolicyError(
      'reveal_needs_terminal',
      'The secret was to be shown on a terminal, and there is none here.',
      {
        hint: 'Apply it in a terminal. Nothing was sent.',
      },
    );
  }
  return { deliver: async (secret) => showOnce(secret), close: () => {}, words: 'shown once on the terminal' };
}

async function keychainPlace(name: string): Promise<OpenPlace> {
  await probeKeychain(name);
  return {
    deliver: (secret) => writeKeychain(name, secret),
    close: () => {},
    words: `put into the keychain as ${name}`,
  };
}

function filePlace(file: string): OpenPlace {
  let handle: number;
  let delivered = false;
  try {
    handle = openSync(file, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InputError('reveal_file', `The secret cannot be written to ${file} (${code}).`, {
      hint: 'The file must not exist yet, and its folder must be writable. Nothing was sent.',
    });
  }
  return {
    async deliver(secret) {
      writeSync(handle, `${secret}\n`);
      fsyncSync(handle);
      delivered = true;
    },
    close() {
      closeSync(handle);
      if (!delivered) rmSync(file, { force: true });
    },
    words: `written to ${file}`,
  };
}
