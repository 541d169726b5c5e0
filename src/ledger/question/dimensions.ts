import type { AnyOperation } from '../../catalogue/define.ts';
import { membersOf, parameterOf } from '../../catalogue/parameters.ts';
import type { BucketWidth, ReportDefinition } from '../../catalogue/report.ts';
import type { InputError } from '../../errors.ts';
import { notAmong } from '../../internal/mistakes.ts';

/** The widths of intervals that a report has. */
export function widthsOf(report: ReportDefinition): readonly BucketWidth[] {
  return report.width ? (Object.keys(report.width.most) as BucketWidth[]) : ['1d'];
}

/** The width that was asked for, if the report has it. @throws InputError when it has not. */
export function widthFrom(
  operation: AnyOperation,
  report: ReportDefinition,
  asked: string | undefined,
): BucketWidth | undefined {
  const found = widthsOf(report).find((width) => width === asked);
  if (found !== undefined || asked === undefined) return found;
  throw widthNotOffered(operation, asked, widthsOf(report));
}

export function widthNotOffered({ id }: AnyOperation, given: string, allowed: readonly string[]): InputError {
  const what = 'width';
  return notAmong({ code: 'width_not_offered', parameter: 'bucket', what, given, allowed, where: `in ${id}` });
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
    throw notAmong({
      code: 'dimension_unknown',
      parameter: 'by',
      what: 'dimension',
      given: wanted,
      allowed: known,
      where: `in ${operation.id}`,
    });
  });
}

/** The measures that the report has for those dimensions: what has a unit of its own is not told without it. */
export function measuresOf({ measures, perUnit }: ReportDefinition, dimensions: readonly string[]): readonly string[] {
  return perUnit && !dimensions.includes(perUnit.unit) ? measures.filter((path) => path !== perUnit.measure) : measures;
}

/** What the report can be grouped by, and what comes with one of those. */
export function knownDimensions(operation: AnyOperation, report: ReportDefinition): string[] {
  return [...choicesOf(operation, report.groupBy), ...Object.keys(report.via ?? {}), ...(report.own ?? [])];
}

function choicesOf(operation: AnyOperation, parameter: string | undefined): readonly string[] {
  const found = parameter === undefined ? undefined : parameterOf(operation.input(), parameter);
  return found ? membersOf(found) : [];
}
