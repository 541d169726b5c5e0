import { z } from 'zod';
import type { AnyOperation } from '../../catalogue/define.ts';
import type { BucketWidth, ReportDefinition } from '../../catalogue/report.ts';
import { InputError } from '../../errors.ts';
import { nearest } from '../../internal/nearest.ts';

/** The width of the buckets that was asked for; a day when nothing was. */
export function widthFrom(operation: AnyOperation, report: ReportDefinition, asked: string | undefined): BucketWidth {
  const widths = report.width ? Object.keys(report.width.most) : ['1d'];
  if (asked === undefined) return '1d';
  if (widths.includes(asked)) return asked as BucketWidth;
  throw new InputError('width_not_offered', `${operation.id} has no buckets of ${asked}.`, {
    parameter: 'bucket',
    allowed: widths,
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
      parameter: 'by',
      allowed: known,
      ...(suggestion !== undefined && { hint: `Did you mean ${suggestion}?` }),
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
