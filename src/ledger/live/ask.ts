import type { AnyOperation } from '../../catalogue/define.ts';
import type { BucketWidth, ReportDefinition } from '../../catalogue/report.ts';
import { type Names, resolveNames, type Unnamed } from '../../directory/names.ts';
import type { Execution } from '../../gate/execution.ts';
import type { Fact } from '../fact.ts';
import { dimensionsFrom, widthFrom } from '../question/dimensions.ts';
import { type Period, periodOf } from '../question/period.ts';
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
  /** One for each group and interval, oldest first. */
  readonly facts: readonly Fact[];
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
  const facts = await runReport(operation, { period, width, dimensions, filters }, execution);
  const sources = wanted === false ? {} : (report.names ?? {});
  const ids = idsIn(facts, Object.keys(sources));
  const resolved = await resolveNames({ ids, sources, execution });
  return { operation, report, period, width, facts, ...resolved };
}

function idsIn(facts: readonly Fact[], names: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const idsOf = (dimension: string) => facts.flatMap(({ dimensions }) => dimensions[dimension] || []);
  return new Map(names.map((dimension) => [dimension, new Set(idsOf(dimension))]));
}

/** Its period and width, in words. */
export function periodText({ period, width }: ReportResult): string {
  const text = (moment: number) => new Date(moment).toISOString().slice(0, 16).replace('T', ' ').replace(' 00:00', '');
  return `${text(period.from)} to ${period.open ? 'now' : text(period.until)} UTC, by ${width}`;
}
