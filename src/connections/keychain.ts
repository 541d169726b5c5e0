import { CredentialError } from '../errors.ts';

/** The name under which the system's keychain lists our entries. */
const service = 'steward';

/** The secret of an entry of the system's keychain. */
export async function readKeychain(name: string): Promise<string> {
  const found = await useKeychain(name, (entry) => entry.getPassword());
  if (found) return found;
  throw new CredentialError('keychain_entry_missing', `The keychain has no entry ${name}.`, {
    hint: 'Put it there first.',
    advice: { action: 'keep_key', entry: name },
  });
}

/** @throws CredentialError where there is no keychain. */
export async function probeKeychain(name: string): Promise<void> {
  await useKeychain(name, (entry) => entry.getPassword());
}

export async function writeKeychain(name: string, secret: string): Promise<void> {
  await useKeychain(name, (entry) => entry.setPassword(secret));
}

/** True when there was an entry to remove. */
export async function removeFromKeychain(name: string): Promise<boolean> {
  return useKeychain(name, (entry) => entry.deletePassword());
}

interface KeychainEntry {
  getPassword(): string | null;
  setPassword(secret: string): void;
  deletePassword(): boolean;
}

async function useKeychain<T>(name: string, use: (entry: KeychainEntry) => T): Promise<T> {
  try {
    const { Entry } = await import('@napi-rs/keyring');
    return use(new Entry(service, name));
  } catch (error) {
    throw new CredentialError('keychain_unavailable', 'This machine has no keychain that Steward can use.', {
      hint: 'Containers and servers often have none. Take the key from an environment variable or a command instead (docs/guides/credentials.md).',
      cause: error,
    });
  }
}
