import type { Command, Option } from 'commander';
import type { AnyOperation } from '../../../catalogue/define.ts';
import { InputError } from '../../../errors.ts';
import { knownDimensions } from '../../../ledger/question/dimensions.ts';
import type { Context } from '../context.ts';
import { type Flag, type FlagValue, flagsOf, inputFrom } from '../flags.ts';
import { MemberOption } from '../member-option.ts';
import { connectionFlags, listFlags, outputFlags, periodFlags } from '../shared-flags.ts';
import { proposeAndAsk } from './propose.ts';
import { runRead } from './read.ts';
import { asksForPeriod, type ReportOptions, refuseIdleWords, runReportCommand } from './report.ts';

/** Gives a command the flags of an operation and lets it run. */
export function fillOperationCommand(command: Command, operation: AnyOperation, context: Context): void {
  const flags = flagsOf(operation);
  if (flags.some((flag) => flag.positional)) command.argument('[ids...]', idsHelp(flags));
  const start = operation.risk === 'read' ? operation.report?.start : undefined;
  for (const flag of flags) command.addOption(optionOf({ ...flag, required: flag.required && flag.field !== start }));
  addReportFlags(command, operation);
  if (operation.risk !== 'read') command.option('--reason <text>', 'why, for whoever approves');
  if (operation.risk === 'read' && operation.pages) command.option('--all', 'follow every page');
  if (operation.risk === 'read' && (operation.pages || operation.report))
    listFlags(command, { top: !operation.report });
  connectionFlags(outputFlags(command));
  command.action(async (...invocation: unknown[]) => {
    const ids = flags.some((flag) => flag.positional) ? (invocation[0] as string[]) : [];
    const values = byField(flags, command.opts());
    await run(
      operation,
      inputFrom(flags, { ...values, ...idsByField(operation, flags, ids, values) }),
      command.opts(),
      context,
    );
  });
}

async function run(
  operation: AnyOperation,
  input: Record<string, unknown>,
  options: ReportOptions & { readonly reason?: string },
  context: Context,
) {
  if (operation.risk !== 'read') {
    await proposeAndAsk([{ id: operation.id, input }], options, context);
    return;
  }
  if (operation.report && asksForPeriod(options, operation.report, input)) {
    await runReportCommand(operation, input, options, context);
    return;
  }
  if (operation.report) refuseIdleWords(options, operation.report);
  await runRead(operation, input, options, context);
}

function optionOf(flag: Flag): Option {
  const placeholder = flag.kind === 'boolean' ? '[true|false]' : `<${placeholderOf(flag)}>`;
  const option = new MemberOption(`--${flag.name} ${placeholder}`, descriptionOf(flag), flag.choices);
  if (flag.kind === 'list')
    option.argParser((value: string, previous: string[] | undefined) => [...(previous ?? []), value]);
  return option;
}

function placeholderOf({ kind, name }: Flag): string {
  if (kind === 'text') return name.endsWith('id') ? 'id' : 'text';
  return kind === 'list' ? 'a,b' : kind;
}

function descriptionOf({ description, choices, required, positional }: Flag): string {
  const members = choices.length > 0 && choices.length <= 12 ? ` (${choices.join(', ')})` : '';
  return `${description}${members}${required && !positional ? ' [required]' : ''}`;
}

function addReportFlags(command: Command, operation: AnyOperation): void {
  if (operation.risk !== 'read' || !operation.report) return;
  const { report } = operation;
  periodFlags(command);
  const dimensions = knownDimensions(operation, report);
  if (dimensions.length > 0)
    command.addOption(new MemberOption('--by <a,b>', `group by: ${dimensions.join(', ')}`, dimensions));
  if (report.width) {
    const widths = Object.keys(report.width.most);
    command.addOption(new MemberOption('--bucket <width>', `width of a bucket: ${widths.join(', ')}`, widths));
  }
  command.option('--top <number>', 'how many groups the table shows; 30 when omitted');
  command.option('--summed', 'in --json and --csv one row for each group, as the table has them');
  if (report.names) command.option('--no-names', 'leave ids as they are, which saves calls');
}

function idsHelp(flags: readonly Flag[]): string {
  return flags
    .filter((flag) => flag.positional)
    .map((flag) => flag.field)
    .join(', ');
}

/** Commander names options in camelCase; operations name their parameters in snake_case. */
function byField(flags: readonly Flag[], options: Record<string, unknown>): Record<string, FlagValue> {
  return Object.fromEntries(
    flags
      .map(({ field, name }) => [field, options[camelCase(name)] as FlagValue])
      .filter(([, value]) => value !== undefined),
  );
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Ids given without a flag fill the path's parameters in order. */
function idsByField(
  operation: AnyOperation,
  flags: readonly Flag[],
  ids: readonly string[],
  values: Readonly<Record<string, FlagValue>>,
): Record<string, string> {
  const open = flags.filter((flag) => flag.positional && values[flag.field] === undefined);
  if (ids.length > open.length) {
    throw new InputError('too_many_ids', `${operation.id} has no place for «${ids[open.length]}».`, {
      hint: open.length > 0 ? `It takes: ${open.map((flag) => flag.field).join(', ')}.` : 'It takes flags only.',
    });
  }
  return Object.fromEntries(ids.map((id, index) => [open[index]?.field ?? '', id]));
}
