import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { InputError } from '../../../errors.ts';
import type { Gate } from '../../../gate/gate.ts';
import type { Entry, EntryOf } from '../../../gate/journal/entry.ts';
import { operationIn } from '../../../gate/lifecycle/select.ts';
import { acknowledgeLoss } from '../../../gate/lifecycle/stop.ts';
import { type Against, type Verdict, verifyJournal } from '../../../gate/lifecycle/verify.ts';
import { rootOf } from '../../../gate/people/approvers.ts';
import { lossOf } from '../../../gate/state/loss.ts';
import { writeWhole } from '../../../internal/whole-file.ts';
import { parseMoment } from '../../../ledger/question/moment.ts';
import type { Context } from '../context.ts';
import { note } from '../note.ts';
import { type FormatOptions, formatOf, writeRecord, writeRecords } from '../output.ts';
import { paint } from '../paint.ts';
import { ownConsent, requirePerson } from '../person.ts';
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
      .option('--who <name>', 'only what this account, approver, client or surface did')
      .option('--type <type>', 'only entries of this type, such as approved or receipt')
      .option('--last <number>', 'how many of the newest entries the table shows', '50'),
  );
  group.action((options: JournalOptions) => showJournal(options, context));
  outputFlags(
    group
      .command('verify')
      .description('follow the chain from the first entry to the last and check every signature; says where it breaks')
      .argument('[file]', 'an export; the state database when omitted')
      .option('--anchor <hash>', 'a head that was kept elsewhere, which the chain must contain'),
  ).action((file: string | undefined, _own: unknown, command: Command) =>
    verify(file, command.optsWithGlobals(), context),
  );
  group
    .command('export')
    .description('write the journal as lines of JSON, exactly as they are hashed')
    .option('--to <file>', 'a file that does not exist yet; standard output when omitted')
    .action(({ to }: { to?: string }) => exportTo(to, context));
  outputFlags(group.command('head').description('the number and hash of the last entry, to keep elsewhere')).action(
    async (_own: unknown, command: Command) =>
      writeRecord(context.terminal, formatOf(command.optsWithGlobals()), await context.gate().head()),
  );
  group
    .command('acknowledge')
    .description('go on with a state database of which something is missing, as a person at a terminal')
    .option('--as <name>', 'which approver you are, when there are several')
    .action((options: { as?: string }) => acknowledge(options, context));
}

async function showJournal(options: JournalOptions, context: Context): Promise<void> {
  const from = options.since === undefined ? 0 : parseMoment(options.since, Date.now(), 'since');
  const last = countFrom(options.last);
  const found: Entry[] = [];
  for await (const entry of context.gate().journal.entries()) if (isWanted(entry, from, options)) found.push(entry);
  const format = formatOf(options);
  if (format !== 'table') {
    writeRecords(context.terminal, format, found);
    return;
  }
  writeRecords(
    context.terminal,
    'table',
    found.slice(-last).map((entry) => ({
      seq: entry.seq,
      at: entry.at,
      type: entry.type,
      who: entry.who.principal ?? entry.who.user,
      through: entry.who.surface,
      about: aboutOf(entry as unknown as Readonly<Record<string, unknown>>),
    })),
  );
}

function isWanted(entry: Entry, from: number, { type, operation, who }: JournalOptions): boolean {
  return (
    Date.parse(entry.at) >= from &&
    (type === undefined || entry.type === type) &&
    (operation === undefined || operationIn(entry, operation)) &&
    (who === undefined || isBy(entry, who))
  );
}

function countFrom(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InputError('parameter_invalid', (name) => `${name('last')} is a number of entries, not «${text}».`, {
    parameter: 'last',
    hint: 'Such as 50.',
  });
}

function isBy({ who, ...entry }: Entry, name: string): boolean {
  const { approver } = 'agreement' in entry ? entry.agreement : { approver: undefined };
  return [who.user, who.surface, who.principal, approver].includes(name);
}

/** What an entry is about, in a few words. */
function aboutOf(entry: Readonly<Record<string, unknown>>): string {
  const { change, operation, operations, connection, items, outcome, agreement, approver, code, error, reason } = entry;
  const { channel, approver: by } = (agreement ?? {}) as Partial<EntryOf<'approved'>['agreement']>;
  const parts = [
    change,
    operation ?? (operations as string[] | undefined)?.join(', '),
    connection && `on ${connection}`,
  ];
  if (items !== undefined) parts.push(`${items} items`);
  for (const each of [outcome, channel && `by ${channel}`, approver ?? by, code, error, reason]) {
    if (each) parts.push(each);
  }
  return parts.filter(Boolean).join(' ');
}

async function verify(
  file: string | undefined,
  options: FormatOptions & { readonly anchor?: string },
  context: Context,
): Promise<void> {
  const { terminal } = context;
  const verdict = await (file === undefined
    ? verifyStore(context.gate(), options.anchor)
    : verifyFile(file, context.gate(), options.anchor));
  if (!verdict.intact) context.failWith('policy');
  if (formatOf(options) !== 'table') {
    writeRecord(terminal, formatOf(options), verdict);
    return;
  }
  const { entries, head, seals, problem } = verdict;
  if (problem) {
    const where = problem.line === 0 ? '' : `entry ${problem.line} `;
    terminal.out.write(`${paint(terminal, 'red', 'The journal is not whole')}: ${where}${problem.what}.\n`);
    terminal.out.write(`${entries} entries before that are as they were written. Keep it as evidence.\n`);
    return;
  }
  const checked = `${seals.held} approvals checked${seals.unchecked > 0 ? `, ${seals.unchecked} that cannot be checked here` : ''}`;
  terminal.out.write(
    `${paint(terminal, 'green', 'The journal is whole')}: ${entries} entries, ${checked}, head ${head.hash}\n`,
  );
}

async function verifyStore(gate: Gate, anchor: string | undefined): Promise<Verdict> {
  const { outside } = gate.store;
  return gate.store.look(async (tables) =>
    verifyJournal(tables.filed(), {
      ...(await peopleKnownTo(gate)),
      outside,
      storeKey: await tables.value('seal key'),
      anchor,
    }),
  );
}

async function verifyFile(file: string, gate: Gate, anchor: string | undefined): Promise<Verdict> {
  if (!existsSync(file)) {
    throw new InputError('file_missing', `There is no file ${file}.`, { hint: 'Give an export of the journal.' });
  }
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
  return verifyJournal(lines, { ...(await peopleKnownTo(gate)), anchor });
}

/** The lists of approvers that this store has. Without any, signatures are counted as unchecked. */
async function peopleKnownTo({ store, places }: Gate): Promise<Pick<Against, 'lists' | 'root'>> {
  const lists = await store.look((tables) => tables.approverLists());
  return lists.length === 0 ? {} : { lists, root: rootOf(places) };
}

async function exportTo(file: string | undefined, context: Context): Promise<void> {
  const { store } = context.gate();
  if (file !== undefined && existsSync(file)) {
    throw new InputError('file_exists', `${file} exists already.`, { hint: 'Name a file that does not exist yet.' });
  }
  const written: string[] = [];
  await store.look(async (tables) => {
    for await (const line of tables.lines()) {
      if (file === undefined) context.terminal.out.write(`${line}\n`);
      else written.push(`${line}\n`);
    }
  });
  if (file === undefined) return;
  writeWhole(file, written.join(''));
  context.terminal.out.write(`Wrote ${written.length} entries to ${file}.\n`);
}

async function acknowledge({ as }: { readonly as?: string }, context: Context): Promise<void> {
  const gate = context.gate();
  const loss = await gate.store.look((tables) => lossOf(tables, gate.store.outside));
  if (loss === undefined) {
    throw new InputError('nothing_lost', 'Nothing is missing from the state database.', {
      hint: 'There is nothing to acknowledge.',
    });
  }
  note(
    context.terminal,
    `Steward is read-only: ${loss}. Whoever acknowledges it takes what is there now for all there is.`,
  );
  requirePerson('Acknowledging a loss');
  const consent = await ownConsent('go on with what is there', 'acknowledge', gate, as);
  if (!consent) return;
  await acknowledgeLoss(gate, consent);
  context.terminal.out.write('Acknowledged. Approvals given so far no longer count.\n');
}
