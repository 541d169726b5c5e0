import type { Command } from 'commander';
import type { OperationCall } from '../../../catalogue/define.ts';
import { operationById } from '../../../catalogue/index.ts';
import { type ErrorKind, InputError } from '../../../errors.ts';
import type { Receipt } from '../../../gate/change/change.ts';
import type { Gate } from '../../../gate/gate.ts';
import { apply } from '../../../gate/lifecycle/apply.ts';
import { approve, decline, pending } from '../../../gate/lifecycle/approve.ts';
import { type ChangeView, viewChange, viewChanges } from '../../../gate/lifecycle/describe.ts';
import { propose } from '../../../gate/lifecycle/propose.ts';
import { settle } from '../../../gate/lifecycle/settle.ts';
import { proposeUndo } from '../../../gate/lifecycle/undo.ts';
import { cleanText } from '../../../internal/clean-text.ts';
import type { Session } from '../../../session/session.ts';
import { planOf } from '../../views/plan.ts';
import type { ConnectionOptions, Context } from '../context.ts';
import { jsonFrom, objectFrom } from '../json-input.ts';
import { note } from '../note.ts';
import { type FormatOptions, formatOf, writeRecord, writeRecords } from '../output.ts';
import { paint } from '../paint.ts';
import { askForConsent, isPersonThere, requirePerson } from '../person.ts';
import { renderPlan } from '../render/plan.ts';
import { connectionFlags, outputFlags } from '../shared-flags.ts';
import { noticed } from '../wording.ts';

type Options = ConnectionOptions & FormatOptions;

interface ProposeOptions extends Options {
  readonly input?: string;
  readonly steps?: string;
  readonly reason?: string;
}

interface ApproveOptions extends Options {
  readonly as?: string;
  readonly reveal?: string;
  readonly sign?: boolean;
  readonly apply?: boolean;
}

/** Everything that a change goes through on the command line. */
export function changeCommands(program: Command, context: Context): void {
  connectionFlags(
    outputFlags(
      program
        .command('propose')
        .description('propose a change: one operation, or several steps agreed to as one')
        .argument('[id]', 'operation, such as openai.projects.archive')
        .option('--input <json>', 'its input: JSON, @file, or - for standard input')
        .option('--steps <json>', 'instead: a list of { "operation", "input" }, as JSON, @file or -')
        .option('--reason <text>', 'why, for whoever approves'),
    ),
  ).action((id: string | undefined, options: ProposeOptions) => proposeFromJson(id, options, context));
  outputFlags(
    program
      .command('changes')
      .description('list changes, or show one: its plan, its approvals, its receipt')
      .argument('[id]', 'such as chg_…'),
  ).action((id: string | undefined, options: FormatOptions) => showChanges(id, options, context));
  outputFlags(
    program
      .command('approve')
      .description('agree to a change, as a person at a terminal')
      .argument('<id>', 'the change')
      .option('--as <name>', 'which approver you are, when there are several')
      .option('--sign', 'sign with your key even where less would do')
      .option('--reveal <place>', 'where a secret in the answer goes: terminal, keychain:NAME or file:PATH')
      .option('--apply', 'apply it at once'),
  ).action((id: string, options: ApproveOptions) => approveChange(id, options, context));
  outputFlags(
    program
      .command('decline')
      .description('close a change that is not wanted')
      .argument('<id>', 'the change')
      .option('--reason <text>', 'why'),
  ).action((id: string, options: FormatOptions & { reason?: string }) => {
    const gate = context.gate();
    decline(gate, id, options.reason);
    show(viewChange(gate, id), options, context);
  });
  outputFlags(
    program.command('apply').description('apply a change that was approved').argument('<id>', 'the change'),
  ).action(async (id: string, options: FormatOptions) => applyChange(id, options, context, await context.session()));
  outputFlags(
    program.command('undo').description('propose what takes an applied change back').argument('<id>', 'the change'),
  ).action(async (id: string, options: FormatOptions) => {
    const session = await context.session();
    const { change } = await proposeUndo(id, session.onChange(id));
    await showProposed(change.id, options, context, session);
  });
}

/** Proposes a write, shows its plan, and where somebody is there to ask, asks. */
export async function proposeAndAsk(
  steps: readonly OperationCall[],
  options: ProposeOptions,
  context: Context,
): Promise<void> {
  const session = await context.session(options);
  const operations = steps.map(({ id }) => operationById(id));
  const execution = await session.onAll(operations, options.connection);
  const { change } = await propose(
    { steps, ...(options.reason !== undefined && { reason: options.reason }) },
    execution,
  );
  await showProposed(change.id, options, context, session);
}

async function showProposed(id: string, options: ApproveOptions, context: Context, session: Session): Promise<void> {
  const { gate } = session;
  const view = viewChange(gate, id);
  show(view, options, context);
  if (formatOf(options) === 'table' && isPersonThere() && canAskHere(view, gate))
    await consentAndApply(id, options, context, session);
  else note(context.terminal, `Nothing was changed. ${nextFor(view, gate)}`);
}

function nextFor({ id, requirement }: ChangeView, gate: Gate): string {
  const { list, problem } = gate.policy().approvers;
  if (requirement.channel !== 'signature' || list.length > 0) return noticed(gate.howToApprove(id));
  return problem
    ? `Nobody can sign: ${problem}.`
    : 'It needs a signature, and nobody is enrolled: steward approvals enroll NAME';
}

/** Without a key of an approver on this machine, asking for a signature would lead nowhere. */
function canAskHere({ requirement }: ChangeView, gate: Gate): boolean {
  return requirement.channel !== 'signature' || gate.policy().approvers.list.length > 0;
}

async function consentAndApply(id: string, options: ApproveOptions, context: Context, session: Session): Promise<void> {
  const { gate } = session;
  const { change, requirement } = pending(gate, id);
  const consent = await askForConsent(change, requirement, gate, options);
  if (!consent) {
    note(context.terminal, `It waits. Agree later with: steward approve ${id}`);
    return;
  }
  const { missing } = approve(gate, id, consent);
  if (missing === undefined) await applyChange(id, options, context, session);
  else note(context.terminal, `Approved. Still missing: ${missing}.`);
}

async function proposeFromJson(id: string | undefined, options: ProposeOptions, context: Context): Promise<void> {
  await proposeAndAsk(stepsFrom(id, options), options, context);
}

function stepsFrom(id: string | undefined, { input, steps }: ProposeOptions): OperationCall[] {
  if ((id === undefined) === (steps === undefined)) {
    throw new InputError('propose_what', 'Say what to propose: an operation with --input, or --steps.', {
      hint: `steward propose openai.projects.archive --input '{"project_id": "proj_…"}'`,
    });
  }
  if (id !== undefined) return [{ id: operationById(id).id, input: objectFrom(input ?? '{}', 'input') }];
  const list = jsonFrom(steps ?? '', 'steps');
  if (!Array.isArray(list)) throw notSteps();
  return list.map((each: { operation?: unknown; input?: unknown }) => {
    if (typeof each?.operation !== 'string') throw notSteps();
    return { id: operationById(each.operation).id, input: (each.input ?? {}) as OperationCall['input'] };
  });
}

function notSteps(): InputError {
  return new InputError('steps_invalid', '--steps is not a list of steps.', {
    hint: '[{"operation": "openai.invites.delete", "input": {"invite_id": "…"}}, …]',
  });
}

async function showChanges(id: string | undefined, options: FormatOptions, context: Context): Promise<void> {
  const session = await context.session();
  const { gate } = session;
  await settleLeftovers(session, context);
  if (id !== undefined) {
    show(viewChange(gate, id), options, context);
    return;
  }
  const views = viewChanges(gate);
  const format = formatOf(options);
  if (format !== 'table') writeRecords(context.terminal, format, views);
  else {
    writeRecords(
      context.terminal,
      'table',
      views.map(({ id: change, status, steps, connection, proposed_at }) => ({
        id: change,
        status: status.replaceAll('_', ' '),
        operation: steps.length === 1 ? steps[0]?.operation : `${steps.length} steps`,
        target: steps[0]?.target,
        connection: connection.name,
        proposed_at,
      })),
    );
  }
}

/** Changes whose process died are settled before anybody looks at them. */
async function settleLeftovers(session: Session, context: Context): Promise<void> {
  for (const id of session.gate.changes.ids('applying')) {
    try {
      await settle(id, session.onChange(id));
    } catch (error) {
      note(
        context.terminal,
        `${id} could not be settled yet: ${error instanceof Error ? cleanText(error.message, 200) : error}`,
      );
    }
  }
}

async function approveChange(id: string, options: ApproveOptions, context: Context): Promise<void> {
  const session = await context.session();
  const { gate } = session;
  const { change, requirement } = pending(gate, id);
  show(viewChange(gate, id), {}, context);
  requirePerson('Approving a change');
  const consent = await askForConsent(change, requirement, gate, options);
  if (!consent) {
    note(context.terminal, 'Nothing was approved.');
    return;
  }
  const { missing } = approve(gate, id, consent);
  if (missing !== undefined) note(context.terminal, `Approved. Still missing: ${missing}.`);
  else if (options.apply) await applyChange(id, options, context, session);
  else note(context.terminal, `Approved. Apply it with: steward apply ${id}`);
}

async function applyChange(id: string, options: FormatOptions, context: Context, session: Session): Promise<void> {
  const receipt = await apply(id, session.onChange(id), {
    ...(isPersonThere() && { showOnce: (secret: string) => showSecret(secret, context) }),
  });
  if (formatOf(options) === 'table') show(viewChange(session.gate, id), options, context);
  else writeRecord(context.terminal, formatOf(options), receipt);
  if (receipt.outcome !== 'applied') context.failWith(failureOf(receipt));
}

/** The provider's doing where a request left; otherwise nothing was sent, or not all of it. */
function failureOf({ outcome }: Receipt): ErrorKind {
  return outcome === 'failed' || outcome === 'unknown' ? 'provider' : 'policy';
}

function showSecret(secret: string, { terminal }: Context): void {
  terminal.out.write(`\n${paint(terminal, 'bold', 'The secret, shown once:')} ${secret}\n\n`);
}

function show(view: ChangeView, options: FormatOptions, context: Context): void {
  const { terminal } = context;
  const format = formatOf(options);
  if (format === 'table') terminal.out.write(renderPlan(terminal, planOf(view, new Date())));
  else writeRecord(terminal, format, view);
}
