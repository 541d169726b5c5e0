import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  scryptSync,
  sign,
  verify,
} from 'node:crypto';
import { rmSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError, CredentialError } from '../../errors.ts';
import { canonicalJson, sha256 } from '../../internal/canonical.ts';
import { writeWhole } from '../../internal/whole-file.ts';
import { readIfThere } from '../state/folder.ts';

/** What is signed: its canonical bytes. The purpose is part of it, so that one signature can never stand for another. */
export interface Signable {
  readonly purpose: string;
}

export const shortestPassphrase = 12;

/** 128 MB and about half a second for each guess. */
const cost = { N: 2 ** 17, r: 8, p: 1 } as const;

const keyFile = z.strictObject({
  version: z.literal(1),
  name: z.string(),
  public_key: z.base64(),
  scrypt: z.strictObject({
    N: z
      .int()
      .min(2 ** 14)
      .max(2 ** 20)
      .refine((n) => Number.isInteger(Math.log2(n))),
    r: z.literal(8),
    p: z.literal(1),
    salt: z.base64(),
  }),
  sealed: z.strictObject({
    cipher: z.literal('aes-256-gcm'),
    iv: z.base64().length(16),
    tag: z.base64().length(24),
    key: z.base64(),
  }),
});

export interface PublicKeyOf {
  readonly name: string;
  /** Ed25519 public key, SPKI, base64. */
  readonly public_key: string;
}

/** An approver's key while it is unlocked. */
export interface UnlockedKey extends PublicKeyOf {
  sign(what: Signable): string;
}

/** Makes an approver's key pair, and the file that holds the private half under a passphrase. */
export function makeKey(name: string, passphrase: string): { readonly file: string; readonly key: UnlockedKey } {
  const { privateKey } = generateKeyPairSync('ed25519');
  const salt = randomBytes(32);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', passphraseKey(passphrase, { ...cost, salt }), iv);
  const sealed = Buffer.concat([cipher.update(privateKey.export({ type: 'pkcs8', format: 'der' })), cipher.final()]);
  const key = unlocked(name, privateKey);
  const written: z.output<typeof keyFile> = {
    version: 1,
    name,
    public_key: key.public_key,
    scrypt: { ...cost, salt: salt.toString('base64') },
    sealed: {
      cipher: 'aes-256-gcm',
      iv: iv.toString('base64'),
      tag: cipher.getAuthTag().toString('base64'),
      key: sealed.toString('base64'),
    },
  };
  return { file: `${JSON.stringify(written, null, 2)}\n`, key };
}

/**
 * Unlocks the private key in a file. Wrong passphrases make the next try wait, twice as long each time.
 * @throws CredentialError when the passphrase is wrong, or it is too early for another try.
 */
export function unlockKey(file: string, passphrase: string, now: Date): UnlockedKey {
  const text = readIfThere(file);
  if (text === undefined) {
    throw new ConfigError('approver_key_missing', `There is no key at ${file}.`, {
      hint: 'Enrolling makes one, on the machine of the person who approves.',
      advice: { action: 'enroll' },
    });
  }
  const tries = new Tries(`${file}.tries`);
  tries.refuseTooEarly(now);
  const { name, scrypt, sealed } = parseKeyFile(text, file);
  const salt = Buffer.from(scrypt.salt, 'base64');
  const key = passphraseKey(passphrase, { ...scrypt, salt });
  try {
    const iv = Buffer.from(sealed.iv, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 });
    decipher.setAuthTag(Buffer.from(sealed.tag, 'base64'));
    const der = Buffer.concat([decipher.update(Buffer.from(sealed.key, 'base64')), decipher.final()]);
    tries.forget();
    return unlocked(name, createPrivateKey({ key: der, type: 'pkcs8', format: 'der' }));
  } catch {
    throw tries.wrong(now);
  }
}

/** True when the signature is that key's, over exactly this. */
export function isSignedBy(
  { public_key }: Pick<PublicKeyOf, 'public_key'>,
  what: Signable,
  signature: string,
): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(public_key, 'base64'), type: 'spki', format: 'der' });
    return key.asymmetricKeyType === 'ed25519' && verify(null, bytesOf(what), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

/** The id of a key: 128 bits of its SHA-256, for people to compare and for seals to name. */
export function fingerprint({ public_key }: Pick<PublicKeyOf, 'public_key'>): string {
  return sha256(Buffer.from(public_key, 'base64')).slice(0, 32);
}

function unlocked(name: string, privateKey: KeyObject): UnlockedKey {
  const public_key = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64');
  return {
    name,
    public_key,
    sign: (what) => sign(null, bytesOf(what), privateKey).toString('base64'),
  };
}

function bytesOf(what: Signable): Buffer {
  return Buffer.from(canonicalJson(what));
}

function passphraseKey(
  passphrase: string,
  { N, r, p, salt }: { N: number; r: number; p: number; salt: Buffer },
): Buffer {
  return scryptSync(passphrase.normalize('NFKC'), salt, 32, { N, r, p, maxmem: 256 * N * r });
}

function parseKeyFile(text: string, file: string): z.output<typeof keyFile> {
  try {
    return keyFile.parse(JSON.parse(text));
  } catch (cause) {
    throw new ConfigError('approver_key_damaged', `${file} is not an approver’s key.`, {
      hint: 'Restore it from a copy, or enroll a new key.',
      cause,
    });
  }
}

/** Failed tries at a passphrase, kept beside the key. */
class Tries {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  refuseTooEarly(now: Date): void {
    const { until } = this.#read();
    const seconds = Math.ceil((until - now.getTime()) / 1000);
    if (seconds <= 0) return;
    throw new CredentialError('passphrase_wait', `Wrong passphrases were typed; the next try is in ${seconds} s.`, {
      hint: 'Wait, then try again.',
    });
  }

  wrong(now: Date): CredentialError {
    const failed = this.#read().failed + 1;
    const seconds = Math.min(2 ** (failed - 1), 300);
    writeWhole(this.#file, JSON.stringify({ failed, until: now.getTime() + seconds * 1000 }));
    return new CredentialError('passphrase_wrong', 'That is not the passphrase of this key.', {
      hint: `The next try is in ${seconds} s. Nothing was approved.`,
    });
  }

  forget(): void {
    rmSync(this.#file, { force: true });
  }

  #read(): { failed: number; until: number } {
    try {
      const { failed, until } = JSON.parse(readIfThere(this.#file) ?? '{}');
      return { failed: Number(failed) || 0, until: Number(until) || 0 };
    } catch {
      return { failed: 0, until: 0 };
    }
  }
}
