import type { Command } from 'commander';
import type { ErrorKind } from '../../../errors.ts';
import type { Receipt } from '../../../gate/change/progress.ts';
import type { Shown } from '../../../gate/change/shown.ts';
import { apply } from '../../../gate/lifecycle/apply.ts';
import { approve } from '../../../gate/lifecycle/approve.ts';
import { viewChange, viewShown } from '../../../gate/lifecycle/describe.ts';
import { show } from '../../../gate/lifecycle/show.ts';
import type { Session } from '../../../session/session.ts';
import { harmless } from '../../views/harmless.ts';
import type { Context } from '../context.ts';
import { note } from '../note.ts';
import { type FormatOptions, formatOf, writeRecord } from '../output.ts';
import { paint } from '../paint.ts';
import { askForConsent, isPersonThere, requirePerson, withChosenPlace } from '../person.ts';
import { outputFlags } from '../shared-flags.ts';
import { showChange } from '../show-change.ts';

interface ApproveOptions extends FormatOptions {
  readonly as?: string;
  readonly reveal?: string;
  readonly sign?: boolean;
  readonly apply?: boolean;
}

/** `steward approve` and `steward apply`: a person's yes, and what follows it. */
export function approveCommands(program: Command, context: Context): void {
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
    program.command('apply').description('apply a change that was approved').argument('<id>', 'the change'),
  ).action(async (id: string, options: FormatOptions) => applyChange(id, options, context, await context.session()));
}

/** Asks for a yes to what was just shown, and applies it where nothing more is missing. */
export async function consentAndApply(
  shown: Shown,
  options: ApproveOptions,
  context: Context,
  session: Session,
): Promise<void> {
  const { id } = shown.record;
  const missing = await consent(shown, options, context, session);
  if (missing === 'not agreed') note(context.terminal, `It waits. Agree later with: steward approve ${id}`);
  else if (missing === undefined) await applyChange(id, options, context, session);
  else note(context.terminal, `Approved. Still missing: ${missing}.`);
}

async function approveChange(id: string, options: ApproveOptions, context: Context): Promise<void> {
  const session = await context.session();
  const shown = await show(id, session.reach());
  showChange(await viewShown(shown, session.gate), {}, context);
  requirePerson('Approving a change');
  const missing = await consent(shown, options, context, session);
  if (missing === 'not agreed') note(context.terminal, 'Nothing was approved.');
  else if (missing !== undefined) note(context.terminal, `Approved. Still missing: ${missing}.`);
  else if (options.apply) await applyChange(id, options, context, session);
  else note(context.terminal, `Approved. Apply it with: steward apply ${id}`);
}

/** What is missing after the person's yes; `not agreed` without one. */
async function consent(shown: Shown, options: ApproveOptions, { terminal }: Context, session: Session) {
  const placed = await withChosenPlace(shown, options.reveal);
  if (placed.reveal !== null) terminal.out.write(`  ${'secret to'.padEnd(10)} ${harmless(placed.reveal)}\n`);
  const given = await askForConsent(placed, session.gate, options);
  return given ? approve(placed, given, session.reach()) : 'not agreed';
}

async function applyChange(id: string, options: FormatOptions, context: Context, session: Session): Promise<void> {
  const receipt = await apply(id, session.reach(), {
    ...(isPersonThere() && { showOnce: (secret: string) => showSecret(secret, context) }),
  });
  if (formatOf(options) === 'table') showChange(await viewChange(id, session.reach()), options, context);
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
