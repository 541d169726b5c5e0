import type { Command } from 'commander';
import { InputError } from '../../../errors.ts';
import type { Gate } from '../../../gate/gate.ts';
import { enroll, revoke } from '../../../gate/people/approvers.ts';
import { fingerprint, type UnlockedKey } from '../../../gate/people/keys.ts';
import { signPolicy, userPolicyPath } from '../../../gate/policy/in-force.ts';
import { readIfThere } from '../../../gate/state/folder.ts';
import { cleanLines } from '../../../internal/clean-text.ts';
import type { Context } from '../context.ts';
import { note } from '../note.ts';
import { type FormatOptions, formatOf, writeRecords } from '../output.ts';
import { askSecret, requirePerson, unlockWithPassphrase } from '../person.ts';
import { outputFlags } from '../shared-flags.ts';
import { noticed } from '../wording.ts';

/** `steward approvals`: the people whose signature counts. */
export function approvalsCommand(program: Command, context: Context): void {
  const group = program.command('approvals').description('the people whose signature counts').helpCommand(false);
  outputFlags(group.command('list').description('list the approvers in force')).action((options: FormatOptions) =>
    listApprovers(options, context),
  );
  group
    .command('enroll')
    .description('make a key for a person who approves; the passphrase is typed')
    .argument('<name>', 'the person, in lower-case letters')
    .option('--as <name>', 'the approver who vouches, when there are several')
    .action((name: string, options: { as?: string }) => enrollPerson(name, options, context));
  group
    .command('revoke')
    .description('take a person off the list; another approver signs')
    .argument('<name>', 'the person')
    .option('--as <name>', 'the approver who signs, when there are several')
    .action((name: string, options: { as?: string }) => revokePerson(name, options, context));
}

function listApprovers(options: FormatOptions, context: Context): void {
  const { approvers, warnings } = context.gate().policy();
  for (const warning of warnings) note(context.terminal, noticed(warning));
  writeRecords(
    context.terminal,
    formatOf(options),
    approvers.list.map((each) => ({
      name: each.name,
      fingerprint: fingerprint(each),
      enrolled_at: each.enrolled_at,
      file: approvers.file,
    })),
  );
}

async function enrollPerson(name: string, { as }: { as?: string }, context: Context): Promise<void> {
  const gate = context.gate();
  requirePerson('Enrolling an approver');
  const isFirst = gate.policy().approvers.list.length === 0;
  const vouching = isFirst ? undefined : await unlockOrStop(gate, as);
  // What the first approver vouches for is shown before they do.
  const policy = isFirst ? readIfThere(userPolicyPath(gate.places)) : undefined;
  if (policy !== undefined) {
    const file = userPolicyPath(gate.places);
    context.terminal.out.write(`\n${cleanLines(policy)}\n\n${name} will sign this policy, ${file}.\n`);
  }
  const passphrase = await newPassphrase(name);
  const key = enroll({ name, passphrase }, vouching, { places: gate.places, journal: gate.journal, now: gate.now() });
  context.terminal.out.write(`${name} is enrolled; the key is ${fingerprint(key)}.\n`);
  if (policy !== undefined) {
    signPolicy(key, gate.places, gate.journal);
    context.terminal.out.write(`${name} signed ${userPolicyPath(gate.places)}.\n`);
  }
  note(context.terminal, 'From now on your policy and the list of approvers count only with an approver’s signature.');
}

async function revokePerson(name: string, { as }: { as?: string }, context: Context): Promise<void> {
  const gate = context.gate();
  requirePerson('Revoking an approver');
  revoke(name, await unlockOrStop(gate, as), { places: gate.places, journal: gate.journal });
  context.terminal.out.write(`${name} can no longer approve. Changes that waited have to be proposed again.\n`);
  for (const warning of gate.policy().warnings) note(context.terminal, noticed(warning));
}

async function unlockOrStop(gate: Gate, as: string | undefined): Promise<UnlockedKey> {
  const key = await unlockWithPassphrase(gate, as);
  if (key) return key;
  throw new InputError('passphrase_empty', 'No passphrase was typed; nothing was changed.', { hint: 'Try again.' });
}

async function newPassphrase(name: string): Promise<string> {
  const first = await askSecret(`New passphrase for ${name}, at least 12 characters`);
  const second = await askSecret('The same again');
  if (first !== undefined && first === second) return first;
  throw new InputError('passphrase_differs', 'The two passphrases differ; nothing was changed.', {
    hint: 'Try again.',
  });
}
