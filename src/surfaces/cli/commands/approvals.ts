import type { Command } from 'commander';
import { InputError } from '../../../errors.ts';
import type { Gate } from '../../../gate/gate.ts';
import { carryOver, enroll, keyPath, type Register, revoke } from '../../../gate/people/approvers.ts';
import { fingerprint, type UnlockedKey, unlockKey } from '../../../gate/people/keys.ts';
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
  group
    .command('carry-over')
    .description('take over the list that an earlier version kept; one who is on it signs')
    .argument('<name>', 'who signs')
    .action((name: string) => carryOverList(name, context));
}

async function listApprovers(options: FormatOptions, context: Context): Promise<void> {
  const { approvers, warnings } = await context.gate().policy();
  for (const warning of warnings) note(context.terminal, noticed(warning));
  writeRecords(
    context.terminal,
    formatOf(options),
    approvers.list.map((each) => ({
      name: each.name,
      key: each.key,
      kind: each.kind,
      enrolled_at: each.enrolled_at,
      anchored_in: approvers.anchor,
    })),
  );
}

async function enrollPerson(name: string, { as }: { as?: string }, context: Context): Promise<void> {
  const gate = context.gate();
  requirePerson('Enrolling an approver');
  const isFirst = (await gate.policy()).approvers.list.length === 0;
  const vouching = isFirst ? undefined : await unlockOrStop(gate, as);
  // What the first approver vouches for is shown before they do.
  const policy = isFirst ? readIfThere(userPolicyPath(gate.places)) : undefined;
  if (policy !== undefined) {
    const file = userPolicyPath(gate.places);
    context.terminal.out.write(`\n${cleanLines(policy)}\n\n${name} will sign this policy, ${file}.\n`);
  }
  const passphrase = await newPassphrase(name);
  const key = await enroll({ name, passphrase }, vouching, registerOf(gate));
  context.terminal.out.write(`${name} is enrolled; the key is ${fingerprint(key)}.\n`);
  if (policy !== undefined) {
    await signPolicy(key, gate);
    context.terminal.out.write(`${name} signed ${userPolicyPath(gate.places)}.\n`);
  }
  note(context.terminal, 'From now on your policy and the list of approvers count only with an approver’s signature.');
}

async function revokePerson(name: string, { as }: { as?: string }, context: Context): Promise<void> {
  const gate = context.gate();
  requirePerson('Revoking an approver');
  await revoke(name, await unlockOrStop(gate, as), registerOf(gate));
  context.terminal.out.write(`${name} can no longer approve. Changes that waited have to be proposed again.\n`);
  for (const warning of (await gate.policy()).warnings) note(context.terminal, noticed(warning));
}

async function carryOverList(name: string, context: Context): Promise<void> {
  const gate = context.gate();
  requirePerson('Carrying over the list of approvers');
  const passphrase = await askSecret(`Passphrase of ${name}`);
  if (!passphrase) throw nothingTyped();
  await carryOver(unlockKey(keyPath(gate.places, name), passphrase, gate.now()), registerOf(gate));
  context.terminal.out.write(`The list of approvers was carried over, as ${name} agreed.\n`);
}

function registerOf(gate: Gate): Register {
  const { places, store, journal } = gate;
  return { places, store, journal, now: gate.now() };
}

async function unlockOrStop(gate: Gate, as: string | undefined): Promise<UnlockedKey> {
  const key = await unlockWithPassphrase(gate, as);
  if (key) return key;
  throw nothingTyped();
}

function nothingTyped(): InputError {
  return new InputError('passphrase_empty', 'No passphrase was typed; nothing was changed.', { hint: 'Try again.' });
}

async function newPassphrase(name: string): Promise<string> {
  const first = await askSecret(`New passphrase for ${name}, at least 12 characters`);
  const second = await askSecret('The same again');
  if (first !== undefined && first === second) return first;
  throw new InputError('passphrase_differs', 'The two passphrases differ; nothing was changed.', {
    hint: 'Try again.',
  });
}
