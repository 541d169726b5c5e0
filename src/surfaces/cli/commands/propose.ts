import type { Command } from 'commander';
import { operationById } from '../../../catalogue/index.ts';
import { refuseBareMoney } from '../../../catalogue/money-inputs.ts';
import { InputError } from '../../../errors.ts';
import type { Shown } from '../../../gate/change/shown.ts';
import { viewShown } from '../../../gate/lifecycle/describe.ts';
import { type ProposedStep, propose } from '../../../gate/lifecycle/propose.ts';
import { proposeUndo } from '../../../gate/lifecycle/undo.ts';
import type { Session } from '../../../session/session.ts';
import type { ConnectionOptions, Context } from '../context.ts';
import { jsonFrom, objectFrom } from '../json-input.ts';
import { note } from '../note.ts';
import { type FormatOptions, formatOf } from '../output.ts';
import { isPersonThere } from '../person.ts';
import { connectionFlags, outputFlags } from '../shared-flags.ts';
import { showChange } from '../show-change.ts';
import { noticed } from '../wording.ts';
import { consentAndApply } from './approve.ts';

type Options = ConnectionOptions & FormatOptions;

interface ProposeOptions extends Options {
  readonly input?: string;
  readonly steps?: string;
  readonly reason?: string;
}

/** `steward propose` and `steward undo`: what begins a change. */
export function proposeCommands(program: Command, context: Context): void {
  connectionFlags(
    outputFlags(
      program
        .command('propose')
        .description('propose a change: one operation, or several steps agreed to as one')
        .argument('[id]', 'operation, such as openai.projects.archive')
        .option('--input <json>', 'its input: JSON, @file, or - for standard input')
        .option(
          '--steps <json>',
          'instead: a list of { "operation", "input", "connection"?, "wait"? }, as JSON, @file or -',
        )
        .option('--reason <text>', 'why, for whoever approves'),
    ),
  ).action(async (id: string | undefined, options: ProposeOptions) =>
    proposeAndAsk(stepsFrom(id, options), options, context),
  );
  outputFlags(
    program.command('undo').description('propose what takes an applied change back').argument('<id>', 'the change'),
  ).action(async (id: string, options: FormatOptions) => {
    const session = await context.session();
    await showProposed(await proposeUndo(id, session.reach()), options, context, session);
  });
}

/** Proposes writes, shows their plan, and where somebody is there to ask, asks. */
export async function proposeAndAsk(
  steps: readonly ProposedStep[],
  options: ProposeOptions,
  context: Context,
): Promise<void> {
  const session = await context.session(options);
  for (const { id, input } of steps) refuseBareMoney(operationById(id), input);
  const { connection, reason } = options;
  const wanted = steps.map((step) => ({ ...(connection !== undefined && { connection }), ...step }));
  const shown = await propose({ steps: wanted, ...(reason !== undefined && { reason }) }, session.reach());
  await showProposed(shown, options, context, session);
}

async function showProposed(shown: Shown, options: Options, context: Context, session: Session): Promise<void> {
  showChange(await viewShown(shown, session.gate), options, context);
  const { list, problem } = (await session.gate.policy()).approvers;
  // Without a key of an approver, asking for a signature would lead nowhere.
  const canAsk = shown.requirement.channel !== 'signature' || list.length > 0;
  if (formatOf(options) === 'table' && isPersonThere() && canAsk) {
    await consentAndApply(shown, options, context, session);
    return;
  }
  const next = canAsk
    ? noticed(session.gate.howToApprove(shown.record.id))
    : noticed(
        problem
          ? { text: `Nobody can sign: ${problem.what}.`, ...(problem.advice && { advice: problem.advice }) }
          : { text: 'It needs a signature, and nobody is enrolled.', advice: { action: 'enroll' } },
      );
  note(context.terminal, `Nothing was changed. ${next}`);
}

function stepsFrom(id: string | undefined, { input, steps }: ProposeOptions): ProposedStep[] {
  if ((id === undefined) === (steps === undefined)) {
    throw new InputError('propose_what', 'Say what to propose: an operation with --input, or --steps.', {
      hint: `steward propose openai.projects.archive --input '{"project_id": "proj_…"}'`,
    });
  }
  if (id !== undefined) return [{ id: operationById(id).id, input: objectFrom(input ?? '{}', 'input') }];
  const list = jsonFrom(steps ?? '', 'steps');
  if (!Array.isArray(list)) throw notSteps();
  return list.map(stepFrom);
}

const stepNames = ['operation', 'input', 'connection', 'wait'];

function stepFrom(each: Readonly<Record<string, unknown>> | null, index: number): ProposedStep {
  const { operation, input = {}, connection, wait } = each ?? {};
  if (typeof operation !== 'string' || typeof input !== 'object' || input === null) throw notSteps();
  const unknown = Object.keys(each ?? {}).find((name) => !stepNames.includes(name));
  if (unknown !== undefined) {
    throw new InputError('steps_invalid', `Step ${index + 1} has no «${unknown}».`, {
      hint: `A step has: ${stepNames.join(', ')}.`,
    });
  }
  return {
    id: operationById(operation).id,
    input: input as ProposedStep['input'],
    ...(typeof connection === 'string' && { connection }),
    ...(wait !== undefined && { wait: wait as NonNullable<ProposedStep['wait']> }),
  };
}

function notSteps(): InputError {
  return new InputError('steps_invalid', '--steps is not a list of steps.', {
    hint: '[{"operation": "openai.invites.delete", "input": {"invite_id": "…"}}, …]',
  });
}
