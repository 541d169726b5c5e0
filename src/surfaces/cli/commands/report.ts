import type { AnyOperation } from '../../../catalogue/define.ts';
import type { ReportDefinition } from '../../../catalogue/report.ts';
import { InputError } from '../../../errors.ts';
import { connected } from '../../../gate/execution.ts';
import { askReport as ask, type ReportResult } from '../../../ledger/live/ask.ts';
import { wholeNumber } from '../../../session/own-sandbox.ts';
import { reportRows, reportTable } from '../../views/report.ts';
import { selected } from '../../views/select.ts';
import type { Context } from '../context.ts';
import { note } from '../note.ts';
import { type Format, formatOf, selectionFrom, writeTable } from '../output.ts';
import { renderReport } from '../render/report.ts';
import type { ReadOptions } from './read.ts';

export interface ReportOptions extends ReadOptions {
  readonly since?: string;
  readonly until?: string;
  readonly timezone?: string;
  /** Comma-separated dimensions, by their short or full names. */
  readonly by?: string;
  readonly bucket?: string;
  /** How many groups a table shows. */
  readonly top?: string;
  /** False for `--no-names`. */
  readonly names?: boolean;
  /** One row for each group, in formats for programs too. */
  readonly summed?: boolean;
}

/** True when the friendly form was asked for, rather than the provider's own parameters. */
export function asksForPeriod(options: ReportOptions, report: ReportDefinition, input: object): boolean {
  return options.since !== undefined || !(report.start in input);
}

const wordsOfPeriod = ['until', 'timezone', 'by', 'bucket', 'top'] as const;

/** @throws InputError when words of the friendly form stand beside the provider's own bounds, where they do nothing. */
export function refuseIdleWords(options: ReportOptions, { start }: ReportDefinition): void {
  const idle =
    wordsOfPeriod.find((word) => options[word] !== undefined) ?? (options.names === false ? 'names' : undefined);
  if (idle === undefined) return;
  throw new InputError('parameter_idle', (write) => `${write(idle)} does nothing beside ${write(start)}.`, {
    parameter: idle,
    hint: (write) => `Say the period with ${write('since')} in place of ${write(start)}.`,
  });
}

export async function runReportCommand(
  operation: AnyOperation,
  filters: Readonly<Record<string, unknown>>,
  options: ReportOptions,
  context: Context,
): Promise<void> {
  const most = options.top === undefined ? undefined : wholeNumber(options.top, '--top');
  const format = formatOf(options);
  if (format !== 'table' && most !== undefined && !options.summed) {
    throw new InputError('parameter_idle', (write) => `${write('top')} does nothing beside --${format}.`, {
      parameter: 'top',
      hint: 'A row there is a group in an interval. With --summed it is a group over the whole period.',
    });
  }
  const result = await askReport(operation, filters, options, context);
  writeReport(result, format, options, most, context);
}

/** Asks a report what the options say. */
async function askReport(
  operation: AnyOperation,
  filters: Readonly<Record<string, unknown>>,
  options: ReportOptions,
  context: Context,
): Promise<ReportResult> {
  const session = await context.session(options);
  const execution = connected(await session.on(operation, options.connection));
  const { since, until, timezone, bucket, names } = options;
  const question = { since, until, timezone, by: options.by?.split(','), bucket, names, filters };
  return ask(operation, question, execution, { now: session.now() });
}

function writeReport(
  result: ReportResult,
  format: Format,
  options: ReportOptions,
  most: number | undefined,
  { terminal }: Context,
): void {
  const { top: _, ...wanted } = options;
  const selection = selectionFrom(wanted);
  if (result.unnamed.some(({ isLate }) => isLate)) note(terminal, '--no-names leaves ids as they are, at once.');
  if (format === 'table') {
    renderReport(terminal, result, { perInterval: options.bucket !== undefined, selection, mostGroups: most });
    return;
  }
  const table = options.summed ? reportTable(result, false) : reportRows(result);
  writeTable(terminal, format, selected(table, { ...selection, top: most }));
}
