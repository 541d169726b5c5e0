import { type Command, Option } from 'commander';
import { type AnyOperation, risks } from '../../../catalogue/define.ts';
import { everyOperation, operationById } from '../../../catalogue/index.ts';
import { jsonSchemaOf } from '../../../catalogue/parameters.ts';
import { wishes } from '../../../catalogue/wishes.ts';
import { providers } from '../../../providers/index.ts';
import { describe } from '../../views/describe-operation.ts';
import type { Context } from '../context.ts';
import { flagsOf } from '../flags.ts';
import { note } from '../note.ts';
import { type FormatOptions, formatOf, writeRecord, writeRecords } from '../output.ts';
import { paint } from '../paint.ts';
import { renderTable } from '../render/table.ts';
import { outputFlags } from '../shared-flags.ts';
import { noticed } from '../wording.ts';

interface ListOptions extends FormatOptions {
  readonly provider?: string;
  readonly risk?: string;
  readonly reports?: boolean;
}

/** `steward operations`: what can be done, and what cannot. */
export function operationsCommand(program: Command, context: Context): void {
  const operations = program
    .command('operations')
    .description('list what can be done; also what no API offers')
    .argument('[words...]', 'only operations whose id or summary has these words')
    .addOption(new Option('--provider <name>', 'only this provider').choices(providers.map(({ id }) => id)))
    .addOption(new Option('--risk <risk>', 'only this risk').choices([...risks]))
    .option('--reports', 'only reports over time')
    .action((words: string[], options: ListOptions) => listOperations(words, options, context));
  outputFlags(operations);
  outputFlags(
    operations
      .command('show')
      .description('show one operation: what it does, what it takes, how it is undone')
      .argument('<id>', 'such as openai.projects.list')
      .action((id: string, _options: FormatOptions, command: Command) =>
        showOperation(id, command.optsWithGlobals(), context),
      ),
  );
}

function listOperations(words: readonly string[], options: ListOptions, context: Context): void {
  const { terminal } = context;
  const found = everyOperation.filter((operation) => matches(operation, words, options));
  if (formatOf(options) !== 'table') {
    writeRecords(terminal, formatOf(options), found.map(describe));
    return;
  }
  const { text } = renderTable(
    terminal,
    [{ title: 'operation' }, { title: 'risk' }, { title: 'what it does' }],
    found.map((operation) => [operation.id, operation.risk, operation.summary]),
  );
  terminal.out.write(`${text}\n`);
  note(terminal, `${found.length} operations. steward operations show ID tells what one takes.`);
  if (words.length === 0) writeWishes(context);
}

function matches(operation: AnyOperation, words: readonly string[], options: ListOptions): boolean {
  if (options.provider !== undefined && operation.provider !== options.provider) return false;
  if (options.risk !== undefined && operation.risk !== options.risk) return false;
  if (options.reports && !(operation.risk === 'read' && operation.report)) return false;
  const text = `${operation.id} ${operation.summary}`.toLowerCase().replaceAll('_', ' ');
  return words.every((word) => text.includes(word.toLowerCase().replaceAll(/[_-]/g, ' ')));
}

function writeWishes({ terminal }: Context): void {
  terminal.out.write(`\n${paint(terminal, 'bold', 'What no API offers, and where it can be done')}\n`);
  for (const { title, reason, instead, advice } of wishes) {
    const place = noticed({ text: instead, ...(advice && { advice }) });
    terminal.out.write(`  ${title}: ${reason}\n    ${place}\n`);
  }
}

function showOperation(id: string, options: FormatOptions, context: Context): void {
  const { terminal } = context;
  const operation = operationById(id);
  const format = formatOf(options);
  if (format !== 'table') {
    writeRecord(terminal, format, { ...describe(operation), input: jsonSchemaOf(operation.input()) });
    return;
  }
  terminal.out.write(`${paint(terminal, 'bold', operation.id)}  ${operation.summary}\n\n`);
  const { id: _id, summary: _summary, ...facts } = describe(operation);
  writeRecord(terminal, 'table', facts);
  const flags = flagsOf(operation);
  if (flags.length === 0) return;
  terminal.out.write(`\n${paint(terminal, 'bold', 'Input')}\n`);
  const rows = flags.map(({ field, kind, required, description, choices }) => [
    `  ${field}`,
    required ? `${kind}, required` : kind,
    choices.length > 0 && choices.length <= 12 ? `${description} (${choices.join(', ')})` : description,
  ]);
  const { text } = renderTable(terminal, [{ title: '  parameter' }, { title: 'kind' }, { title: 'meaning' }], rows);
  terminal.out.write(`${text}\n`);
}
