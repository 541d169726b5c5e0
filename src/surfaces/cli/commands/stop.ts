import type { Command } from 'commander';
import { InputError } from '../../../errors.ts';
import { resume, stop } from '../../../gate/lifecycle/stop.ts';
import { isStopped } from '../../../gate/people/stopped.ts';
import type { Context } from '../context.ts';
import { ownConsent, requirePerson } from '../person.ts';

/** `steward stop` and `steward resume`: nothing more is sent, until a person lets it go on. */
export function stopCommands(program: Command, context: Context): void {
  program
    .command('stop')
    .description('send nothing more, also of what is being applied, until a person resumes; anybody may')
    .option('--reason <text>', 'why, for whoever resumes')
    .action(async ({ reason }: { reason?: string }) => {
      await stop(context.gate(), reason);
      context.terminal.out.write('Stopped: nothing more is sent until a person runs steward resume.\n');
    });
  program
    .command('resume')
    .description('let changes go on after a stop, as a person at a terminal')
    .option('--as <name>', 'which approver you are, when there are several')
    .action((options: { as?: string }) => resumeAsPerson(options, context));
}

async function resumeAsPerson(options: { as?: string }, context: Context): Promise<void> {
  const gate = context.gate();
  const stopped = await gate.store.look((tables) => isStopped(tables, gate));
  if (!stopped) throw new InputError('not_stopped', 'Nothing is stopped.', { hint: 'There is nothing to resume.' });
  requirePerson('Resuming');
  const reason = stopped.reason === undefined ? '' : ` (${stopped.reason})`;
  const consent = await ownConsent(`go on after the stop of ${stopped.at}${reason}`, 'resume', gate, options.as);
  if (!consent) return;
  await resume(gate, consent);
  context.terminal.out.write('Resumed: changes that were approved can be applied again.\n');
}
