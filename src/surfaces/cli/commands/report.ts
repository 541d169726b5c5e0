import type { AnyOperation } from '../../../catalogue/define.ts';
import type { ReportDefinition } from '../../../catalogue/report.ts';
import { InputError } from '../../../errors.ts';
import { askReport as ask, type ReportResult } from '../../../ledger/live/ask.ts';
import { wholeNumber } from '../../../session/own-sandbox.ts';
import { reportRows } from '../../views/report.ts';
import type { Context } from '../context.ts';
import { note } from '../note.ts';
import { type Format, formatOf, writeTable } from '../output.ts';
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
  const result = await askReport(operation, filters, options, context);
  writeReport(result, formatOf(options), options.bucket !== undefined, context, most);
}

/** Asks a report what the options say. */
export async function askReport(
  operation: AnyOperation,
  filters: Readonly<Record<string, unknown>>,
  options: ReportOptions,
  context: Context,
): Promise<ReportResult> {
  const session = await context.session(options);
  const execution = await session.on(operation, options.connection);
  const { since, until, timezone, bucket, names } = options;
  const question = { since, until, timezone, by: options.by?.split(','), bucket, names, filters };
  return ask(operation, question, execution, { now: session.now() });
}

export function writeReport(
  result: ReportResult,
  format: Format,
  perBucket: boolean,
  context: Context,
  mostGroups?: number,
): void {
  if (result.unnamed.some(({ isLate }) => isLate))
    note(context.terminal, '--no-names leaves ids as they are, at once.');
  if (format === 'table') renderReport(context.terminal, result, perBucket, mostGroups);
  else writeTable(context.terminal, format, reportRows(result));
}
