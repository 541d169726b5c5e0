import { closeSync, constants, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { probeKeychain, writeKeychain } from '../../connections/keychain.ts';
import { InputError, PolicyError } from '../../errors.ts';
import type { Shown } from '../change/shown.ts';

/** Shows a secret once to the person at the terminal. Only a surface with a terminal has one. */
export type ShowOnce = (secret: string) => void;

const placeShape = /^(?:terminal|keychain:[a-z0-9][a-z0-9._-]*|file:.+)$/;

/**
 * Where the secret of a change goes, as an absolute place from the moment it is chosen; null where there is none.
 * @throws InputError when a change that reveals a secret has no place for it, or another one has.
 */
export function chosenPlace({ record, steps }: Pick<Shown, 'record' | 'steps'>, place: string | null): string | null {
  const reveals = steps.some((step) => step.reveals);
  if (place === null && !reveals) return null;
  if (place === null) {
    throw new InputError('reveal_missing', `${record.id} makes a secret that is shown once; say where it goes.`, {
      hint: 'Places: terminal, keychain:NAME or file:/path.',
    });
  }
  if (!reveals) {
    throw new InputError('reveal_needless', `${record.id} makes no secret that would need a place.`, {
      hint: 'Leave the place out.',
    });
  }
  if (!placeShape.test(place)) {
    throw new InputError('reveal_unknown', `«${place.slice(0, 60)}» is no place for a secret.`, {
      hint: 'Places: terminal, keychain:NAME or file:/path.',
    });
  }
  return place.startsWith('file:') ? `file:${path.resolve(place.slice('file:'.length))}` : place;
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
