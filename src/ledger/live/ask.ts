import type { AnyOperation } from '../../catalogue/define.ts';
import type { ReportDefinition } from '../../catalogue/report.ts';
import { type Names, resolveNames, type Unnamed } from '../../directory/names.ts';
import type { Execution } from '../../gate/execution.ts';
import type { Exact } from '../exact.ts';
import type { Fact } from '../fact.ts';
import { dimensionsFrom, widthFrom, widthsOf } from '../question/dimensions.ts';
import { type PlannedPeriod, planPeriod } from '../question/period.ts';
import { byDaysOf } from '../question/totals.ts';
import { utc, zoneNamed } from '../question/zone.ts';
import type { Unread } from './facts.ts';
import { unmatchedText, untangled, withIds } from './filters.ts';
import { reportDefinitionOf, runReport } from './run.ts';

/** A question to a report, in the words that people use. */
export interface ReportQuestion {
  /** `30d`, `today`, `last month`, `2026-10`, `2026-11-01`; 30 days when omitted. A month that stands alone is meant whole. */
  readonly since?: string | undefined;
  /** Exclusive. */
  readonly until?: string | undefined;
  /** Where days begin, such as `Europe/Berlin`; UTC when omitted. */
  readonly timezone?: string | undefined;
  /** Dimensions, by their short or full names. */
  readonly by?: readonly string[] | undefined;
  readonly bucket?: string | undefined;
  /** False leaves ids as they are, which saves calls. */
  readonly names?: boolean | undefined;
  /** Further parameters of the operation. */
  readonly filters?: Readonly<Record<string, unknown>>;
}

/** What a report says over a period, ready to be shown. */
export interface ReportResult extends Omit<PlannedPeriod, 'asked'> {
  readonly operation: AnyOperation;
  readonly report: ReportDefinition;
  /** What is told apart, by the report's own names. */
  readonly dimensions: readonly string[];
  /** One for each group and interval, oldest first. */
  readonly facts: readonly Fact[];
  /** Numbers of the answer that are in no sum, by their paths: the report is not known to have them. */
  readonly unread: ReadonlyMap<string, Exact>;
  readonly names: Names;
  /** Ids that occur and have no name, and why. */
  readonly unnamed: readonly Unnamed[];
}

const usualPeriod = '30d';

/** Asks the report for the period that the question names, and resolves the names of what it groups by. */
export async function askReport(
  operation: AnyOperation,
  { since = usualPeriod, until, timezone, names: wanted, filters: given = {}, ...words }: ReportQuestion,
  execution: Execution,
  { now }: { readonly now: number },
): Promise<ReportResult> {
  const report = reportDefinitionOf(operation);
  const { by, bucket, ...untangledFilters } = untangled(operation, report, {
    filters: given,
    by: words.by,
    bucket: words.bucket,
  });
  const width = widthFrom(operation, report, bucket);
  const { asked, ...plan } = planPeriod({
    since,
    until,
    width,
    widths: widthsOf(report),
    zone: zoneNamed(timezone),
    now,
  });
  const dimensions = withUnits(report, dimensionsFrom(operation, report, by));
  const { filters, notes: taken } = await withIds(report, untangledFilters.filters, execution);
  const unread: Unread = new Map();
  const request = { period: plan.period, width: asked, dimensions, filters, unread };
  const answered = await runReport(operation, request, execution);
  const facts = plan.width === '1d' && plan.zone !== utc ? byDaysOf(plan.zone, answered) : answered;
  const sources = wanted === false ? {} : (report.names ?? {});
  const ids = idsIn(facts, Object.keys(sources));
  const resolved = await resolveNames({ ids, sources, execution });
  const isUnmatched = facts.length === 0 && Object.keys(filters).length > 0;
  const unmatched = isUnmatched ? await unmatchedText(report, filters, execution) : [];
  const notes = [...plan.notes, ...taken, ...unmatched];
  return { operation, report, ...plan, notes, dimensions, facts, unread, ...resolved };
}

/** Quantities of different units are not added up, so their unit tells them apart. */
function withUnits({ perUnit }: ReportDefinition, dimensions: readonly string[]): string[] {
  return perUnit && dimensions.includes(perUnit.within) ? [...dimensions, perUnit.unit] : [...dimensions];
}

function idsIn(facts: readonly Fact[], names: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const idsOf = (dimension: string) => facts.flatMap(({ dimensions }) => dimensions[dimension] || []);
  return new Map(names.map((dimension) => [dimension, new Set(idsOf(dimension))]));
}
