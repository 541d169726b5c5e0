import type { AnyOperation } from '../../../catalogue/define.ts';
import { operationById } from '../../../catalogue/index.ts';
import type { BucketWidth, ReportDefinition } from '../../../catalogue/report.ts';
import { InputError } from '../../../errors.ts';
import { nearest } from '../../../internal/nearest.ts';
import { type Names, resolveNames } from '../../../ledger/report/names.ts';
import { type Period, periodOf } from '../../../ledger/report/period.ts';
import type { ReportRow } from '../../../ledger/report/rows.ts';
import { runReport } from '../../../ledger/report/run.ts';
import type { Context } from '../context.ts';
import { flagsOf } from '../flags.ts';
import { type Format, formatOf, writeRecords } from '../output.ts';
import { Progress } from '../progress.ts';
import { renderReport } from '../render/report.ts';
import { reportRecord } from '../render/report-record.ts';
import type { ReadOptions } from './read.ts';

export interface ReportOptions extends ReadOptions {
  readonly since?: string;
  readonly until?: string;
  /** Comma-separated dimensions, by their short or full names. */
  readonly by?: string;
  readonly bucket?: string;
  /** False for `--no-names`. */
  readonly names?: boolean;
}

/** What a report says over a period, ready to be shown. */
export interface ReportResult {
  readonly operation: AnyOperation;
  readonly report: ReportDefinition;
  readonly period: Period;
  readonly width: BucketWidth;
  readonly rows: readonly ReportRow[];
  readonly names: Names;
}

/** True when the friendly form was asked for, rather than the provider's own parameters. */
export function asksForPeriod(options: ReportOptions, report: ReportDefinition, input: object): boolean {
  return options.since !== undefined || !(report.start in input);
}

const usualPeriod = '30d';

export async function runReportCommand(
  operation: AnyOperation,
  report: ReportDefinition,
  filters: Readonly<Record<string, unknown>>,
  options: ReportOptions,
  context: Context,
): Promise<void> {
  const result = await askReport(operation, report, filters, options, context);
  writeReport(result, formatOf(options), options.bucket !== undefined, context);
}

/** Asks the report for the period that the options name, and resolves the names of what it groups by. */
export async function askReport(
  operation: AnyOperation,
  report: ReportDefinition,
  filters: Readonly<Record<string, unknown>>,
  options: ReportOptions,
  context: Context,
): Promise<ReportResult> {
  const execution = await context.execution(operation.provider, options);
  const width = widthFrom(operation, report, options.bucket);
  const period = periodOf({ since: options.since ?? usualPeriod, until: options.until, width, now: context.now() });
  const dimensions = dimensionsFrom(operation, report, options.by);
  const progress = new Progress(context.terminal);
  try {
    const rows = await runReport(operation, { period, width, dimensions, filters }, execution, ({ pages, expected }) =>
      progress.show(`${operation.id}: ${pages} of ${expected} pages…`),
    );
    const sources = options.names === false ? {} : (report.names ?? {});
    const names = await resolveNames({ rows, sources, operationOf: operationById, execution });
    return { operation, report, period, width, rows, names };
  } finally {
    progress.done();
  }
}

export function writeReport(
  result: ReportResult,
  format: Format,
  perBucket: boolean,
  context: Context,
  mostGroups?: number,
): void {
  if (format === 'table') renderReport(context.terminal, result, perBucket, mostGroups);
  else
    writeRecords(
      context.terminal,
      format,
      result.rows.map((row) => reportRecord(row, result)),
    );
}

function widthFrom(operation: AnyOperation, report: ReportDefinition, asked: string | undefined): BucketWidth {
  const widths = report.width ? Object.keys(report.width.most) : ['1d'];
  if (asked === undefined) return '1d';
  if (widths.includes(asked)) return asked as BucketWidth;
  throw new InputError('width_not_offered', `${operation.id} has no buckets of ${asked}.`, {
    hint: `--bucket takes ${widths.join(', ')}.`,
  });
}

/** `model,workspace` as the report's own dimensions: a short name stands for the one that ends in `_id`. */
export function dimensionsFrom(operation: AnyOperation, report: ReportDefinition, by: string | undefined): string[] {
  if (by === undefined) return [...(report.own?.slice(0, 1) ?? [])];
  const known = knownDimensions(operation, report);
  return by.split(',').map((word) => {
    const wanted = word.trim().replaceAll('-', '_');
    const found = known.find((name) =>
      [wanted, `${wanted}_id`, `api_${wanted}_id`, `service_${wanted}`].includes(name),
    );
    if (found) return found;
    const [suggestion] = nearest(wanted, known);
    throw new InputError('dimension_unknown', `${operation.id} cannot be grouped by ${wanted}.`, {
      hint: suggestion ? `Did you mean ${suggestion}?` : `--by takes ${known.join(', ') || 'nothing here'}.`,
    });
  });
}

/** What the report can be grouped by, and what comes with one of those. */
export function knownDimensions(operation: AnyOperation, report: ReportDefinition): string[] {
  const groups = flagsOf(operation).find((flag) => flag.field === report.groupBy)?.choices ?? [];
  return [...groups, ...Object.keys(report.via ?? {}), ...(report.own ?? [])];
}
