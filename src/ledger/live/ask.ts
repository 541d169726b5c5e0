import { z } from 'zod';
import type { AnyOperation } from '../../catalogue/define.ts';
import { operationById } from '../../catalogue/index.ts';
import type { BucketWidth, ReportDefinition } from '../../catalogue/report.ts';
import { type Names, resolveNames, type Unnamed } from '../../directory/names.ts';
import { InputError } from '../../errors.ts';
import type { Execution } from '../../gate/execute.ts';
import { nearest } from '../../internal/nearest.ts';
import { type Period, periodOf } from '../question/period.ts';
import type { ReportRow } from './rows.ts';
import { reportDefinitionOf, runReport } from './run.ts';

/** A question to a report, in the words that people use. */
export interface ReportQuestion {
  /** `30d`, `today`, `2026-11-01`; 30 days when omitted. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** Dimensions, by their short or full names. */
  readonly by?: readonly string[] | undefined;
  readonly bucket?: string | undefined;
  /** False leaves ids as they are, which saves calls. */
  readonly names?: boolean | undefined;
  /** Further parameters of the operation. */
  readonly filters?: Readonly<Record<string, unknown>>;
}

/** What a report says over a period, ready to be shown. */
export interface ReportResult {
  readonly operation: AnyOperation;
  readonly report: ReportDefinition;
  readonly period: Period;
  readonly width: BucketWidth;
  readonly rows: readonly ReportRow[];
  readonly names: Names;
  /** Ids that occur and have no name, and why. */
  readonly unnamed: readonly Unnamed[];
}

const usualPeriod = '30d';

/** Asks the report for the period that the question names, and resolves the names of what it groups by. */
export async function askReport(
  operation: AnyOperation,
  { since = usualPeriod, until, by, bucket, names: wanted, filters = {} }: ReportQuestion,
  execution: Execution,
  { now }: { readonly now: number },
): Promise<ReportResult> {
  const report = reportDefinitionOf(operation);
  const width = widthFrom(operation, report, bucket);
  const period = periodOf({ since, until, width, now });
  const dimensions = dimensionsFrom(operation, report, by);
  const rows = await runReport(operation, { period, width, dimensions, filters }, execution);
  const sources = wanted === false ? {} : (report.names ?? {});
  const ids = idsIn(rows, Object.keys(sources));
  const resolved = await resolveNames({ ids, sources, operationOf: operationById, execution });
  return { operation, report, period, width, rows, ...resolved };
}

function idsIn(rows: readonly ReportRow[], dimensions: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const idsOf = (dimension: string) => rows.flatMap((row) => row.dimensions[dimension] || []);
  return new Map(dimensions.map((dimension) => [dimension, new Set(idsOf(dimension))]));
}

function widthFrom(operation: AnyOperation, report: ReportDefinition, asked: string | undefined): BucketWidth {
  const widths = report.width ? Object.keys(report.width.most) : ['1d'];
  if (asked === undefined) return '1d';
  if (widths.includes(asked)) return asked as BucketWidth;
  throw new InputError('width_not_offered', `${operation.id} has no buckets of ${asked}.`, {
    hint: `--bucket takes ${widths.join(', ')}.`,
  });
}

/** `model`, `workspace` as the report's own dimensions: a short name stands for the one that ends in `_id`. */
export function dimensionsFrom(
  operation: AnyOperation,
  report: ReportDefinition,
  by: readonly string[] | undefined,
): string[] {
  if (by === undefined) return [...(report.own?.slice(0, 1) ?? [])];
  const known = knownDimensions(operation, report);
  return by.map((word) => {
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
  return [...choicesOf(operation, report.groupBy), ...Object.keys(report.via ?? {}), ...(report.own ?? [])];
}

interface Choices {
  readonly enum?: readonly string[];
  readonly items?: Choices;
  readonly anyOf?: readonly Choices[];
}

function choicesOf(operation: AnyOperation, parameter: string | undefined): readonly string[] {
  if (parameter === undefined) return [];
  const { properties } = z.toJSONSchema(operation.input(), { io: 'input' }) as { properties?: Record<string, Choices> };
  const found = (schema: Choices | undefined): readonly string[] | undefined =>
    schema?.enum ??
    (schema?.items && found(schema.items)) ??
    schema?.anyOf?.map(found).find((each) => each !== undefined);
  return found(properties?.[parameter]) ?? [];
}

/** The measures that tell most: what rows are ranked by. */
export function headlineOf({ report }: ReportResult): readonly string[] {
  return report.headline ?? report.measures.slice(0, 1);
}

/** Its period and width, in words. */
export function periodText({ period, width }: ReportResult): string {
  const text = (moment: number) => new Date(moment).toISOString().slice(0, 16).replace('T', ' ').replace(' 00:00', '');
  return `${text(period.from)} to ${period.open ? 'now' : text(period.until)} UTC, by ${width}`;
}
