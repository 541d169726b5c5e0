import type { Command } from 'commander';
import { decline } from '../../../gate/lifecycle/approve.ts';
import { changesUnderWay, knownChanges, knownOf, viewChange } from '../../../gate/lifecycle/describe.ts';
import { settle } from '../../../gate/lifecycle/settle.ts';
import { cleanText } from '../../../internal/clean-text.ts';
import type { Session } from '../../../session/session.ts';
import type { Context } from '../context.ts';
import { note } from '../note.ts';
import { type FormatOptions, formatOf, writeRecords } from '../output.ts';
import { outputFlags } from '../shared-flags.ts';
import { showChange } from '../show-change.ts';

/** `steward changes` and `steward decline`: what waits, what became of it, and what is not wanted. */
export function changesCommands(program: Command, context: Context): void {
  outputFlags(
    program
      .command('changes')
      .description('list changes, or show one: its plan, its approvals, its receipt')
      .argument('[id]', 'such as chg_…'),
  ).action((id: string | undefined, options: FormatOptions) => showChanges(id, options, context));
  outputFlags(
    program
      .command('decline')
      .description('close a change that is not wanted')
      .argument('<id>', 'the change')
      .option('--reason <text>', 'why'),
  ).action(async (id: string, options: FormatOptions & { reason?: string }) => {
    const gate = context.gate();
    await decline(gate, id, options.reason);
    showChange(await knownOf(id, gate), options, context);
  });
}

async function showChanges(id: string | undefined, options: FormatOptions, context: Context): Promise<void> {
  const session = await context.session();
  await settleLeftovers(session, context);
  if (id !== undefined) {
    showChange(await viewChange(id, session.reach()), options, context);
    return;
  }
  const changes = await knownChanges(session.gate);
  const format = formatOf(options);
  if (format !== 'table') writeRecords(context.terminal, format, changes);
  else writeRecords(context.terminal, 'table', changes.map(rowOf));
}

type Known = Awaited<ReturnType<typeof knownChanges>>[number];

function rowOf(change: Known): Record<string, unknown> {
  if (!('steps' in change)) return { id: change.id, status: 'refused', target: change.problem };
  const { id, status, steps, destinations, proposer, proposed_at, expires_at, reason } = change;
  const waits = status === 'proposed' || status === 'stopped' || status === 'waiting';
  return {
    id,
    status: status.replaceAll('_', ' '),
    operation: steps.length === 1 ? steps[0]?.operation : `${steps.length} steps`,
    target: steps[0]?.target,
    connection: destinations.map(({ name }) => name).join(', '),
    proposed_at,
    expires_at: waits ? expires_at : null,
    proposed_by: proposer.principal ?? `${proposer.user} (${proposer.surface})`,
    reason: reason ?? null,
  };
}

/** Changes whose process died are settled before anybody looks at them. */
async function settleLeftovers(session: Session, context: Context): Promise<void> {
  for (const id of await changesUnderWay(session.gate)) {
    try {
      await settle(id, session.reach());
    } catch (error) {
      const why = error instanceof Error ? cleanText(error.message, 200) : String(error);
      note(context.terminal, `${id} could not be settled yet: ${why}`);
    }
  }
}
