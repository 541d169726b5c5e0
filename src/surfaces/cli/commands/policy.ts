import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { checkInput } from '../../../catalogue/check-input.ts';
import { operationById } from '../../../catalogue/index.ts';
import { thisMachine } from '../../../connections/connection.ts';
import { InputError } from '../../../errors.ts';
import { policyFileName, signPolicy, userPolicyPath } from '../../../gate/policy/in-force.ts';
import { type Layer, parseLayer } from '../../../gate/policy/layer.ts';
import { writeWhole } from '../../../internal/whole-file.ts';
import type { Context } from '../context.ts';
import { objectFrom } from '../json-input.ts';
import { note } from '../note.ts';
import { type FormatOptions, formatOf, writeRecord } from '../output.ts';
import { requirePerson, unlockWithPassphrase } from '../person.ts';
import { outputFlags } from '../shared-flags.ts';
import { noticed } from '../wording.ts';

interface ExplainOptions extends FormatOptions {
  readonly input?: string;
  readonly connection?: string;
}

/** `steward policy`: what may be done, and which line says so. */
export function policyCommand(program: Command, context: Context): void {
  const group = program
    .command('policy')
    .description('what may be read and proposed, and whose yes it needs')
    .helpCommand(false);
  outputFlags(group.command('show').description('show the policy in force: each file, and what does not count')).action(
    (options: FormatOptions) => showPolicy(options, context),
  );
  group
    .command('check')
    .description('check a policy file: unknown keys, rules that can never decide')
    .argument('[file]', 'the file; your own when omitted')
    .action((file: string | undefined) => checkPolicy(file, context));
  outputFlags(
    group
      .command('explain')
      .description('say what would happen to an operation, and which line decides')
      .argument('<operation>', 'such as openai.projects.archive')
      .option('--input <json>', 'its input, for rules that look at it')
      .option('--connection <name>', 'the connection it would run on'),
  ).action((id: string, options: ExplainOptions) => explain(id, options, context));
  group
    .command('init')
    .description('write a policy that lets changes be proposed')
    .action(() => initPolicy(context));
  group
    .command('sign')
    .description('agree to your policy as it stands, as an approver')
    .option('--as <name>', 'which approver you are, when there are several')
    .action((options: { as?: string }) => signAsPerson(options, context));
  group
    .command('install')
    .description('print the commands that put your policy where only an administrator can change it')
    .action(() => printInstall(context));
}

async function showPolicy(options: FormatOptions, context: Context): Promise<void> {
  const { base, tightening, approvers, hash, warnings } = await context.gate().policy();
  const describe = ({ place, file, document }: Layer) => ({ place, file, ...document });
  writeRecord(context.terminal, formatOf(options), {
    mode: base.document.mode ?? 'read-only',
    decided_by: base.file,
    base: describe(base),
    tightened_by: tightening.map(describe),
    approvers: approvers.list.map(({ name }) => name),
    hash,
    warnings: warnings.map(noticed),
  });
  for (const warning of warnings) note(context.terminal, noticed(warning));
}

function checkPolicy(named: string | undefined, context: Context): void {
  const file = path.resolve(named ?? userPolicyPath(context.gate().places));
  if (!existsSync(file)) {
    throw new InputError('policy_missing', `There is no policy at ${file}.`, {
      hint: 'steward policy init writes one.',
    });
  }
  const { document } = parseLayer(readFileSync(file, 'utf8'), 'user', file);
  context.terminal.out.write(
    `${file} is a policy: mode ${document.mode ?? 'read-only'}, ${document.rules?.length ?? 0} rules.\n`,
  );
}

async function explain(id: string, options: ExplainOptions, context: Context): Promise<void> {
  const { input, connection } = options;
  const operation = operationById(id);
  const given = input === undefined ? {} : checkInput(operation, objectFrom(input, 'input'));
  const gate = context.gate();
  const question = {
    operation,
    risk: operation.risk === 'read' ? operation.risk : (operation.raises?.(given) ?? operation.risk),
    input: given,
    names: [connection ?? operation.provider ?? thisMachine.name],
    organization: null,
  };
  const { verdict, requirement, reason, decidedBy } = gate.decide(question, await gate.policy());
  writeRecord(context.terminal, formatOf(options), {
    operation: operation.id,
    risk: question.risk,
    verdict,
    ...(verdict === 'ask' && { channel: requirement.channel, people: requirement.people }),
    because: reason,
    decided_by: decidedBy,
  });
}

/** The list of approvers in force, written for whoever installs it. */
const listName = 'approvers.list.json';

const startingPolicy = `# What may be read and proposed, and whose yes a change needs. docs/guides/safety.md explains every key.
version: 1

# read-only: nothing can be proposed. ask: changes can be proposed, and wait for a person.
mode: ask

# The weakest channel that counts: elicitation, terminal or signature. These are also what holds when nothing is said.
approvals:
  write: terminal
  spend: terminal
  access: signature
  destructive: signature

guards:
  owner_grants: deny
  own_credential: deny
  last_owner: deny
  destructive_per_hour: 10

# rules:
#   - deny: openai.admin_api_keys.*
#     reason: Admin keys are made by hand.
#   - ask: openai.projects.archive
#     channel: signature
#     people: 2
`;

function initPolicy(context: Context): void {
  const { places } = context.gate();
  const file = userPolicyPath(places);
  if (existsSync(file)) {
    throw new InputError('policy_exists', `${file} exists already.`, {
      hint: 'Edit it, then run: steward policy check',
    });
  }
  mkdirSync(places.user, { recursive: true, mode: 0o700 });
  writeWhole(file, startingPolicy);
  context.terminal.out.write(`Wrote ${file}: changes can be proposed, and wait for a person.\n`);
  note(
    context.terminal,
    'Changes of access and destructive ones need a signature: steward approvals enroll NAME. steward policy install shows how an administrator makes this binding.',
  );
}

async function signAsPerson({ as }: { as?: string }, context: Context): Promise<void> {
  const gate = context.gate();
  const file = userPolicyPath(gate.places);
  checkPolicy(file, context);
  requirePerson('Signing a policy');
  context.terminal.out.write(`\n${readFileSync(file, 'utf8')}\n`);
  const key = await unlockWithPassphrase(gate, as);
  if (!key) {
    note(context.terminal, 'Nothing was signed.');
    return;
  }
  await signPolicy(key, gate);
  context.terminal.out.write(`${key.name} signed ${file}; it counts from now on.\n`);
}

async function printInstall(context: Context): Promise<void> {
  const gate = context.gate();
  const { places } = gate;
  const { out } = context.terminal;
  const files: (readonly [name: string, as: string])[] = [];
  if (existsSync(userPolicyPath(places))) files.push([policyFileName, policyFileName]);
  const { signed } = (await gate.policy()).approvers;
  if (signed) {
    // Trust is then anchored in the list of now, and the lists after it.
    writeWhole(path.join(places.user, listName), `${JSON.stringify(signed, null, 2)}\n`);
    files.push([listName, 'approvers.json']);
  }
  if (files.length === 0) {
    throw new InputError('policy_missing', `There is no policy in ${places.user} to install.`, {
      hint: 'steward policy init writes one.',
    });
  }
  if (process.platform === 'win32') {
    out.write(`In an administrator's shell:\n\n  mkdir "${places.system}"\n`);
    for (const [name, as] of files) {
      out.write(`  copy "${path.join(places.user, name)}" "${path.join(places.system, as)}"\n`);
    }
    out.write(`  icacls "${places.system}" /inheritance:r /grant:r Administrators:F Users:R /T\n`);
    return;
  }
  out.write('An administrator runs these; then nothing that you or an agent can write loosens it:\n\n');
  out.write(`  sudo install -d -o root -m 755 '${places.system}'\n`);
  for (const [name, as] of files) {
    out.write(`  sudo install -o root -m 644 '${path.join(places.user, name)}' '${path.join(places.system, as)}'\n`);
  }
}
