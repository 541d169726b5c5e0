import { Command, CommanderError } from 'commander';
import { InputError } from '../../errors.ts';
import { cleanText } from '../../internal/clean-text.ts';
import { nearest } from '../../internal/nearest.ts';
import { redactShapes } from '../../internal/redact.ts';
import { version } from '../../internal/version.ts';
import { type Provider, providers } from '../../providers/index.ts';
import type { Doors } from '../doors.ts';
import type { Context } from './context.ts';
import { exitCodes } from './exit-codes.ts';
import { reportFailure } from './failures.ts';
import { type Later, laterContext } from './later.ts';
import { processTerminal, type Terminal } from './terminal.ts';
import { flagsOn } from './wording.ts';

/** Runs one command line and resolves to the process's exit code. */
export async function runCli(words: readonly string[], doors: Doors): Promise<number> {
  const terminal = processTerminal(process.env);
  const later = laterContext(terminal, process.env, doors);
  const interrupted = interruptible(later);
  const typed = await wordsAsMeant(words);
  const program = await buildProgram(typed, later);
  try {
    await program.parseAsync([...typed], { from: 'user' });
    if (interrupted()) return exitCodes.interrupted;
    const failure = later.opened()?.failure;
    return failure === undefined ? 0 : exitCodes[failure];
  } catch (error) {
    if (interrupted()) return exitCodes.interrupted;
    if (error instanceof CommanderError && isHelp(error)) return 0;
    return reportFailure(
      terminal,
      await asOurs(error, typed, program),
      words.includes('--json') || words.includes('--jsonl'),
      flagsOn(deepestCommand(program, typed).group),
    );
  } finally {
    terminal.progress.clear();
    await later.opened()?.close();
  }
}

/** The words of the agent server's command are no resources; it starts without looking at the catalogue. */
async function wordsAsMeant(words: readonly string[]): Promise<readonly string[]> {
  if (words[0] === 'mcp') return words;
  return (await import('./words.ts')).normalisedWords(words);
}

type AddTo = (program: Command, typed: readonly string[], later: Later) => Promise<void> | void;

/** The words that a command line begins with, and the file that knows them. Only that file is loaded. */
const groups: readonly { readonly words: readonly string[]; readonly load: () => Promise<AddTo> }[] = [
  ...providers.map((provider) => ({ words: [provider.id], load: () => providerGroup(provider) })),
  { words: ['claude-code'], load: claudeCodeGroup },
  group(['operations'], async () => (await import('./commands/operations.ts')).operationsCommand),
  group(['propose', 'undo'], async () => (await import('./commands/propose.ts')).proposeCommands),
  group(['changes', 'decline'], async () => (await import('./commands/changes.ts')).changesCommands),
  group(['approve', 'apply'], async () => (await import('./commands/approve.ts')).approveCommands),
  group(['stop', 'resume'], async () => (await import('./commands/stop.ts')).stopCommands),
  group(['approvals'], async () => (await import('./commands/approvals.ts')).approvalsCommand),
  group(['policy'], async () => (await import('./commands/policy.ts')).policyCommand),
  group(['journal'], async () => (await import('./commands/journal.ts')).journalCommand),
  group(['trust'], async () => (await import('./commands/trust.ts')).trustCommand),
  group(['auth'], async () => (await import('./commands/auth.ts')).authCommand),
  group(['doctor'], async () => (await import('./commands/doctor.ts')).doctorCommand),
  { words: ['mcp'], load: mcpGroup },
  group(['sandbox'], async () => (await import('./commands/sandbox.ts')).sandboxCommand),
  group(['cost', 'usage'], async () => (await import('./commands/everywhere.ts')).everywhereCommands),
  group(['people'], async () => (await import('./commands/people.ts')).peopleCommand),
  group(['keys'], async () => (await import('./commands/keys.ts')).keysCommand),
  { words: ['demo'], load: demoGroup },
  { words: ['completion', 'complete'], load: completionGroup },
];

function group(words: readonly string[], load: () => Promise<(program: Command, context: Context) => void>) {
  const addTo = async (): Promise<AddTo> => {
    const add = await load();
    return async (program, _typed, later) => add(program, await later.context());
  };
  return { words, load: addTo };
}

async function providerGroup(provider: Provider): Promise<AddTo> {
  const { providerCommand } = await import('./commands/provider.ts');
  return async (program, typed, later) => providerCommand(program, provider, typed, await later.context());
}

async function claudeCodeGroup(): Promise<AddTo> {
  const { claudeCodeCommand } = await import('./commands/claude-code.ts');
  return async (program, typed, later) => claudeCodeCommand(program, typed, await later.context());
}

async function completionGroup(): Promise<AddTo> {
  const { completionCommand } = await import('./commands/completion.ts');
  return async (program, _typed, later) => {
    completionCommand(program, await later.context(), (before) => buildProgram(before, later));
  };
}

/** The tour runs commands of this program in its own process, so that they share its sandbox. */
async function demoGroup(): Promise<AddTo> {
  const { demoCommand } = await import('./commands/demo.ts');
  return async (program, _typed, later) => {
    const context = await later.context();
    demoCommand(program, context, async (words) => {
      const own = await buildProgram(words, later);
      await own.parseAsync([...words], { from: 'user' });
    });
  };
}

async function mcpGroup(): Promise<AddTo> {
  const { mcpCommand } = await import('./commands/mcp.ts');
  return (program, _typed, later) => mcpCommand(program, later);
}

/**
 * The tree of commands: all of them, or the one that was typed. Only the command that was typed gets the flags of its
 * operation.
 */
export async function buildProgram(typed: readonly string[], later: Later): Promise<Command> {
  const program = new Command('steward')
    .description('Safe control of the accounts behind the models you use: usage, cost, people, keys and limits.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand(false)
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureOutput(outputOf(later.terminal));
  const meant = groups.filter(({ words }) => words.includes(typed[0] ?? ''));
  for (const { load } of meant.length > 0 ? meant : groups) await (await load())(program, typed, later);
  return program;
}

/** Help goes to the data stream; commander's own error lines are replaced by ours. */
function outputOf(terminal: Terminal) {
  return {
    writeOut: (text: string) => void terminal.out.write(text),
    writeErr: (text: string) => void terminal.out.write(text),
    outputError: () => {},
    getOutHasColors: () => terminal.colour,
    getErrHasColors: () => terminal.colour,
  };
}

function isHelp({ code }: CommanderError): boolean {
  return code === 'commander.help' || code === 'commander.helpDisplayed' || code === 'commander.version';
}

/** The first interrupt cancels what is under way; the second ends the process at once. */
function interruptible(later: Later): () => boolean {
  let interrupts = 0;
  process.on('SIGINT', () => {
    interrupts += 1;
    if (interrupts > 1) process.exit(exitCodes.interrupted);
    later.opened()?.interrupt();
  });
  return () => interrupts > 0;
}

async function asOurs(error: unknown, typed: readonly string[], program: Command): Promise<unknown> {
  if (!(error instanceof CommanderError)) return error;
  const { words, group } = deepestCommand(program, typed);
  if (error.code === 'commander.unknownCommand') return unknownCommand(typed, words, group);
  const message = error.message.replace(/^error: /, '');
  const line = ['steward', ...words].join(' ');
  if (error.code === 'commander.unknownOption') return unknownFlag(message, line, group);
  return new InputError('usage', `${message.charAt(0).toUpperCase()}${message.slice(1).replace(/\.$/, '')}.`, {
    hint: `${line} --help shows what it takes.`,
  });
}

/** The command that the typed words lead to, as far as they are right. */
function deepestCommand(program: Command, typed: readonly string[]): { words: string[]; group: Command } {
  const words: string[] = [];
  let group = program;
  for (const word of typed) {
    const next = group.commands.find((command) => command.name() === word);
    if (!next) break;
    words.push(word);
    group = next;
  }
  return { words, group };
}

/** Words under a provider may be a wish that no API offers, or a slip of the pen. */
async function unknownCommand(typed: readonly string[], right: readonly string[], group: Command): Promise<InputError> {
  const words = typed.slice(0, typed.findIndex((word) => word.startsWith('-')) >>> 0);
  const { wishFor } = await import('../../catalogue/wishes.ts');
  const wish = wishFor(words.join('.'));
  if (wish)
    return new InputError('not_offered', `${wish.title}: ${wish.reason}`, { hint: wish.instead, advice: wish.advice });
  const wrong = words[right.length] ?? '';
  const before = ['steward', ...right].join(' ');
  const close = nearest(
    wrong,
    group.commands.map((command) => command.name()),
  );
  return new InputError('command_unknown', `There is no command «${before} ${cleanText(wrong, 60)}».`, {
    hint:
      close.length > 0
        ? `Did you mean ${close.map((name) => `${before} ${name}`).join(', or ')}?`
        : `${before} --help lists what there is.`,
  });
}

function unknownFlag(message: string, line: string, command: Command): InputError {
  const flag = /'(--?[^']*)'/.exec(message)?.[1] ?? '';
  const [suggestion] = nearest(
    flag,
    command.options.map((option) => option.long ?? ''),
  );
  return new InputError('flag_unknown', `${line} has no flag ${redactShapes(cleanText(flag, 60))}.`, {
    hint: suggestion ? `Did you mean ${suggestion}?` : `${line} --help lists its flags.`,
  });
}
