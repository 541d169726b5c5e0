import type { Command } from 'commander';
import { probeKeychain, removeFromKeychain, writeKeychain } from '../../../connections/keychain.ts';
import { InputError } from '../../../errors.ts';
import { rememberSecret } from '../../../internal/redact.ts';
import { kindOfKey } from '../../../providers/key-kinds.ts';
import type { Context } from '../context.ts';
import { note } from '../note.ts';
import { askSecret, requirePerson } from '../person.ts';

/** `steward auth`: admin keys in the system's keychain. */
export function authCommand(program: Command, context: Context): void {
  const group = program.command('auth').description('admin keys in the system’s keychain').helpCommand(false);
  group
    .command('add')
    .description('put a key into the keychain; it is typed or pasted, never given as an argument')
    .argument('<name>', 'how steward.yaml names it: credential: { keychain: NAME }')
    .action((name: string) => addKey(name, context));
  group
    .command('remove')
    .description('take a key out of the keychain')
    .argument('<name>', 'its name')
    .action((name: string) => removeKey(name, context));
}

async function addKey(name: string, context: Context): Promise<void> {
  refuseBadName(name);
  requirePerson('Adding a key');
  await probeKeychain(name);
  const key = (await askSecret(`Admin key for ${name}`))?.trim();
  if (!key) {
    throw new InputError('key_empty', 'No key was typed; nothing was kept.', { hint: 'Try again.' });
  }
  rememberSecret(key);
  const kind = kindOfKey(key);
  if (kind.administers === 'never') {
    throw new InputError('inference_key', `That is an ${kind.name}, which administration endpoints always refuse.`, {
      hint: 'Use an admin key. Nothing was kept.',
    });
  }
  await writeKeychain(name, key);
  context.terminal.out.write(`The keychain holds ${name} (${kind.name}).\n`);
  note(context.terminal, `Name it in steward.yaml: credential: { keychain: ${name} }`);
}

async function removeKey(name: string, context: Context): Promise<void> {
  refuseBadName(name);
  const was = await removeFromKeychain(name);
  context.terminal.out.write(was ? `${name} is no longer in the keychain.\n` : `The keychain has no entry ${name}.\n`);
}

function refuseBadName(name: string): void {
  if (/^[a-z0-9][a-z0-9._-]*$/.test(name)) return;
  throw new InputError('keychain_name', 'A name has lower-case letters, digits, dots, hyphens and underscores.', {
    hint: 'It is not the key itself: that is typed when asked for.',
  });
}
