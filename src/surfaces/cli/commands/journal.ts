import type { Command } from 'commander';
import { verifyJournal } from '../../../gate/journal/verify.ts';
import { operationIn } from '../../../gate/lifecycle/select.ts';
import { parseMoment } from '../../../ledger/question/period.ts';
import type { Context } from '../context.ts';
import { type FormatOptions, formatOf, writeRecord, writeRecords } from '../output.ts';
import { paint } from '../paint.ts';
import { outputFlags } from '../shared-flags.ts';

interface JournalOptions extends FormatOptions {
  readonly since?: string;
  readonly operation?: string;
  readonly who?: string;
  readonly type?: string;
  readonly last: string;
}

/** `steward journal`: what was read, proposed, approved and done, and whether the record is whole. */
export function journalCommand(program: Command, context: Context): void {
  const group = outputFlags(
    program
      .command('journal')
      .description('the record of what was read, proposed, approved and done')
      .option('--since <when>', 'from then on: 30d, 12h, today, 2026-11-01')
      .option('--operation <id>', 'only entries about this operation; * for any part')
      .option('--who <name>', 'only what this account, approver or surface did')
      .option('--type <type>', 'only entries of this type, such as approved or receipt')
      .option('--last <number>', 'how many of the newest entries the table shows', '50'),
  );
  group.action((options: JournalOptions) => showJournal(options, context));
  outputFlags(
    group
      .command('verify')
      .description('follow the chain from the first entry to the last; says where it breaks')
      .option('--anchor <hash>', 'a head that was kept elsewhere, which the chain must contain'),
  ).action((_own: unknown, command: Command) => verify(command.optsWithGlobals(), context));
  outputFlags(group.command('head').description('the number and hash of the last entry, to keep elsewhere')).action(
    (_own: unknown, command: Command) =>
      writeRecord(context.terminal, formatOf(command.optsWithGlobals()), context.gate().head()),
  );
}

function showJournal(options: JournalOptions, context: Context): void {
  const from = options.since === undefined ? 0 : parseMoment(options.since, Date.now(), 'since');
  const found = [...context.gate().journal.entries()].filter(
    (entry) =>
      Date.parse(entry.at) >= from &&
      (options.type === undefined || entry.type === options.type) &&
      (options.operation === undefined || operationIn(entry, options.operation)) &&
      (options.who === undefined || isBy(entry, options.who)),
  );
  const format = formatOf(options);
  if (format !== 'table') {
    writeRecords(context.terminal, format, found);
    return;
  }
  const shown = found.slice(-Number(options.last));
  writeRecords(
    context.terminal,
    'table',
    shown.map((entry) => ({
      seq: entry.seq,
      at: entry.at,
      type: entry.type,
      who: entry.who.user,
      through: entry.who.surface,
      about: aboutOf(entry as unknown as Readonly<Record<string, unknown>>),
    })),
  );
}

function isBy(entry: { readonly who: { user: string; surface: string } }, name: string): boolean {
  const { approver } = entry as { approver?: string };
  return [entry.who.user, entry.who.surface, approver].includes(name);
}

/** What an entry is about, in a few words. */
function aboutOf(entry: Readonly<Record<string, unknown>>): string {
  const { change, operation, operations, connection, items, outcome, channel, approver, error, reason } = entry;
  const parts = [
    change,
    operation ?? (operations as string[] | undefined)?.join(', '),
    connection && `on ${connection}`,
  ];
  if (items !== undefined) parts.push(`${items} items`);
  for (const each of [outcome, channel && `by ${channel}`, approver, error, reason]) if (each) parts.push(each);
  return parts.filter(Boolean).join(' ');
}

function verify(options: FormatOptions & { readonly anchor?: string }, context: Context): void {
  const { terminal } = context;
  const verdict = verifyJournal(context.gate().journal, options.anchor);
  if (!verdict.intact) context.failWith('policy');
  if (formatOf(options) !== 'table') {
    writeRecord(terminal, formatOf(options), verdict);
    return;
  }
  const { entries, head, problem } = verdict;
  if (!problem) {
    terminal.out.write(`${paint(terminal, 'green', 'The journal is whole')}: ${entries} entries, head ${head.hash}\n`);
    return;
  }
  terminal.out.write(
    `${paint(terminal, 'red', 'The journal is not whole')}: ${problem.file}, line ${problem.line}: ${problem.what}.\n`,
  );
  terminal.out.write(`${entries} entries before that are as they were written. Keep the file as evidence.\n`);
}
