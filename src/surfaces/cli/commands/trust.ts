import path from 'node:path';
import type { Command } from 'commander';
import { textOf } from '../../../config/file.ts';
import { findConfigFile } from '../../../config/find.ts';
import { whoMayWrite } from '../../../config/ownership.ts';
import { distrust, trust, whyInert } from '../../../config/trust.ts';
import { ConfigError, InputError } from '../../../errors.ts';
import { cleanLines } from '../../../internal/clean-text.ts';
import type { Context } from '../context.ts';
import { note } from '../note.ts';
import { askText, requirePerson } from '../person.ts';

/** `steward trust`: lets a file that was found in a project say where keys come from and go. */
export function trustCommand(program: Command, context: Context): void {
  program
    .command('trust')
    .description('let the steward.yaml of this folder say where keys come from and where they are sent')
    .argument('[file]', 'another file; the one that applies to this folder when omitted')
    .option('--remove', 'take the trust away again')
    .action((file: string | undefined, { remove }: { remove?: boolean }) =>
      remove ? distrustFile(fileFor(file, context), context) : trustFile(fileFor(file, context), context),
    );
}

function fileFor(named: string | undefined, { environment }: Context): string {
  if (named !== undefined) return path.resolve(named);
  const found = findConfigFile(environment, process.cwd());
  if (found?.by === 'found') return found.path;
  throw new InputError('config_not_found', 'No steward.yaml stands in this folder or above it.', {
    hint: found ? `${found.path} is your own, and counts without being trusted.` : 'Name the file.',
  });
}

async function trustFile(file: string, context: Context): Promise<void> {
  const { environment, terminal } = context;
  const text = textOf(file);
  const stranger = whoMayWrite(file);
  if (stranger !== undefined) {
    throw new ConfigError('config_unsafe', `${file} cannot be trusted: ${stranger}.`, {
      hint: 'Copy what you want of it into a file of your own.',
    });
  }
  if (whyInert(file, text, environment) === undefined) {
    terminal.out.write(`${file} is trusted already, as it is now.\n`);
    return;
  }
  terminal.out.write(`${cleanLines(text).trimEnd()}\n\n`);
  requirePerson('Trusting a file');
  const typed = await askText(`Type trust to let ${file} decide where your keys come from and go`);
  if (typed?.trim() !== 'trust') {
    note(terminal, 'It is not trusted.');
    return;
  }
  trust(file, text, environment);
  terminal.out.write(`${file} is trusted as it is now. When it changes, it is to be trusted anew.\n`);
}

function distrustFile(file: string, { environment, terminal }: Context): void {
  if (!distrust(file, environment)) {
    throw new InputError('not_trusted', `${file} is not trusted.`, { hint: 'There is nothing to take away.' });
  }
  terminal.out.write(`${file} is no longer trusted.\n`);
}
