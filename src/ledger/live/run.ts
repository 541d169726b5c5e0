import type { AnyOperation } from '../../catalogue/define.ts';
import type { BucketWidth, ReportDefinition } from '../../catalogue/report.ts';
import { largestPage } from '../../connections/paging.ts';
import { InputError } from '../../errors.ts';
import type { Execution } from '../../gate/execution.ts';
import { waitsOnly } from '../../internal/progress.ts';
import { addExact } from '../exact.ts';
import type { Fact } from '../fact.ts';
import { widthNotOffered } from '../question/dimensions.ts';
import { bucketMs } from '../question/moment.ts';
import { bucketCount, type Period, piecesOf, written } from '../question/period.ts';
import { byIntervalAndGroup } from '../question/totals.ts';
import { factsOf, type Unread } from './facts.ts';
import { inPagesThatFit } from './pages-that-fit.ts';

export interface ReportRequest {
  readonly period: Period;
  readonly width: BucketWidth;
  /** Dimensions to tell apart, by the report's own names. */
  readonly dimensions: readonly string[];
  /** Further parameters of the operation: filters. */
  readonly filters: Readonly<Record<string, unknown>>;
  /** Hears of numbers in the answer that the report is not known to have. */
  readonly unread?: Unread | undefined;
}

/** More calls than this for one question are a mistake more often than a wish. */
const mostCalls = 200;

/**
 * Asks a report for a whole period, in as few calls as its bounds allow, and gives its facts, one for each group and
 * interval, oldest first.
 */
export async function runReport(
  operation: AnyOperation,
  request: ReportRequest,
  execution: Execution,
): Promise<Fact[]> {
  const report = reportDefinitionOf(operation);
  const inputs = inputsFor(operation, report, request);
  const expected = inputs.length * pagesEach(report, request, inputs.length);
  const facts: Fact[] = [];
  const { onProgress } = execution;
  const counted = { ...execution, onProgress: waitsOnly(onProgress) };
  let done = 0;
  const unread = request.unread;
  for (const input of inputs) {
    const { facts: read, found } = await inPagesThatFit(operation, input, counted, (page, into) => {
      done += 1;
      onProgress?.({ kind: 'work', what: operation.id, done, of: Math.max(expected, done), unit: 'pages' });
      return factsOf(page, { ...request, unread: into, operation, report });
    });
    for (const fact of read) facts.push(fact);
    for (const [path, sum] of found) unread?.set(path, addExact(unread.get(path) ?? 0n, sum));
  }
  return byIntervalAndGroup(facts);
}

export function reportDefinitionOf(operation: AnyOperation): ReportDefinition {
  if (operation.risk === 'read' && operation.report) return operation.report;
  throw new InputError('not_a_report', `${operation.id} is not a report.`, {
    hint: 'Reports answer with usage or cost over a period. There is a list of them.',
    advice: { action: 'list_reports' },
  });
}

/** The inputs of the calls that together cover the period. */
function inputsFor(operation: AnyOperation, report: ReportDefinition, request: ReportRequest) {
  const { period, width, filters } = request;
  const asked = groupsToAsk(report, request.dimensions);
  const shared = { ...filters, ...(report.groupBy && asked.length > 0 && { [report.groupBy]: asked }) };
  if (report.shape === 'day') {
    const days = piecesOf(period, '1d', 1);
    refuseTooMany(days.length, operation);
    return days.map((day) => ({
      ...shared,
      [report.start]: written(day.from, report.time),
      ...largestPage(operation),
    }));
  }
  const most = mostBuckets(operation, report, width);
  const buckets = bucketCount(period, width);
  refuseTooMany(Math.ceil(buckets / most), operation);
  const bounds = (piece: Period) => ({
    [report.start]: written(piece.from, report.time),
    ...(report.end && !(piece.open && report.openEnded) && { [report.end]: written(piece.until, report.time) }),
    ...(report.width && { [report.width.parameter]: width }),
  });
  if (report.shape === 'buckets') {
    const longest =
      report.longestDays === undefined ? buckets : (report.longestDays * bucketMs['1d']) / bucketMs[width];
    const limit = Math.min(most, buckets);
    return piecesOf(period, width, longest).map((piece) => ({ ...shared, ...bounds(piece), limit }));
  }
  return piecesOf(period, width, most).map((piece) => ({ ...shared, ...bounds(piece), ...largestPage(operation) }));
}

function mostBuckets(operation: AnyOperation, report: ReportDefinition, width: BucketWidth): number {
  if (!report.width) return Number.POSITIVE_INFINITY;
  const most = report.width.most[width];
  if (most !== undefined) return most;
  throw widthNotOffered(operation, width, Object.keys(report.width.most));
}

function refuseTooMany(calls: number, operation: AnyOperation): void {
  if (calls <= mostCalls) return;
  throw new InputError('too_many_buckets', `${operation.id} would take ${calls} calls for that many buckets.`, {
    parameter: 'bucket',
    hint: 'Choose wider buckets (1h or 1d) or a shorter period.',
  });
}

/** Some dimensions come only with another one: the wider grouping is asked for, and its rows are added up again. */
function groupsToAsk(report: ReportDefinition, dimensions: readonly string[]): string[] {
  const asked = dimensions.filter((name) => !report.own?.includes(name) && name !== report.perUnit?.unit);
  return [...new Set(asked.map((name) => report.via?.[name]?.dimension ?? name))];
}

function pagesEach(report: ReportDefinition, { period, width }: ReportRequest, calls: number): number {
  if (report.shape !== 'buckets' || calls > 1) return 1;
  return Math.ceil(bucketCount(period, width) / (report.width?.most[width] ?? Number.POSITIVE_INFINITY)) || 1;
}
