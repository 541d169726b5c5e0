import type { AnyOperation } from '../../catalogue/define.ts';
import type { BucketWidth, ReportDefinition } from '../../catalogue/report.ts';
import { type Exact, readDecimal, readExact } from '../exact.ts';
import type { Fact, Quantity } from '../fact.ts';
import { fromCents, type Money, usualCurrency } from '../money.ts';
import { bucketMs, written } from '../question/period.ts';
import { dimensionIn } from './dimension-in.ts';
import { at, isObject, type Json, unreadable } from './json.ts';

export interface Asked {
  readonly operation: AnyOperation;
  readonly report: ReportDefinition;
  readonly width: BucketWidth;
  /** The dimensions that were asked for. */
  readonly dimensions: readonly string[];
}

/** A row of an answer, and where it stands there, for an error. */
interface Row {
  readonly fields: Json;
  readonly place: string;
}

/**
 * The facts of one page.
 * @throws ProviderError that names row and field, where the page is not what the report is documented to answer.
 */
export function factsOf(page: { readonly data: readonly unknown[] }, asked: Asked): Fact[] {
  const items = page.data.map((item, index) => rowFrom(item, `data[${index}]`, asked));
  if (asked.report.shape !== 'buckets') return items.map((item) => factFrom(item, item, asked));
  return items.flatMap((bucket) => {
    const results = bucket.fields['results'];
    if (!Array.isArray(results))
      throw unreadable(asked.operation, { place: bucket.place, field: 'results', value: results, expected: 'a list' });
    return results.map((result, index) =>
      factFrom(bucket, rowFrom(result, `${bucket.place}.results[${index}]`, asked), asked),
    );
  });
}

function rowFrom(value: unknown, place: string, { operation }: Asked): Row {
  if (isObject(value)) return { fields: value, place };
  throw unreadable(operation, { place, value, expected: 'a row' });
}

function factFrom(bounds: Row, row: Row, asked: Asked): Fact {
  const { report, dimensions } = asked;
  return {
    ...intervalOf(bounds, asked),
    dimensions: Object.fromEntries(dimensions.map((name) => [name, dimensionIn(report, row.fields, name)])),
    measures: Object.fromEntries(report.measures.map((path) => [path, quantityAt(row, path, asked)])),
    money: report.money && moneyIn(row, report.money, asked),
  };
}

const unknownQuantity: Quantity = { known: undefined, unknown: 1 };

function quantityAt(row: Row, path: string, asked: Asked): Quantity {
  const known = numberAt(row, path, readExact, asked);
  return known === undefined ? unknownQuantity : { known, unknown: 0 };
}

function moneyIn(row: Row, { path, unit, currency }: NonNullable<ReportDefinition['money']>, asked: Asked): Money {
  const amount = numberAt(row, path, readDecimal, asked);
  if (amount === undefined) return { amounts: {}, unknown: 1 };
  const code = at(row.fields, currency) ?? usualCurrency;
  if (typeof code !== 'string' || !/^[A-Za-z]{3}$/.test(code)) {
    throw unreadable(asked.operation, { place: row.place, field: currency, value: code, expected: 'a currency' });
  }
  return { amounts: { [code.toUpperCase()]: unit === 'cents' ? fromCents(amount) : amount }, unknown: 0 };
}

/** Undefined where it was left out. What stands there must be a number: a report with a hole in it is not a report. */
function numberAt<Known extends Exact>(
  { fields, place }: Row,
  path: string,
  read: (value: unknown) => Known | undefined,
  { operation }: Asked,
): Known | undefined {
  const value = at(fields, path);
  if (value === undefined || value === null) return undefined;
  const number = read(value);
  if (number === undefined) throw unreadable(operation, { place, field: path, value, expected: 'a number' });
  return number;
}

/** A bucket that gives no end has the width that was asked for. */
function intervalOf(bounds: Row, asked: Asked): Pick<Fact, 'starting_at' | 'ending_at'> {
  const { operation, report, width } = asked;
  const start = momentAt(bounds, startFields, asked);
  if (start === undefined) {
    throw unreadable(operation, { place: bounds.place, field: 'the start', value: undefined, expected: 'a time' });
  }
  const end = momentAt(bounds, endFields, asked) ?? start + bucketMs[report.shape === 'day' ? '1d' : width];
  return { starting_at: text(start), ending_at: text(end) };
}

const startFields = ['start_time', 'starting_at', 'date'];
const endFields = ['end_time', 'ending_at'];

function momentAt({ fields, place }: Row, names: readonly string[], { operation }: Asked): number | undefined {
  const field = names.find((name) => fields[name] !== undefined && fields[name] !== null);
  if (field === undefined) return undefined;
  const value = fields[field];
  const moment = typeof value === 'number' ? value * 1000 : Date.parse(String(value));
  if (Math.abs(moment) <= latest) return moment;
  throw unreadable(operation, { place, field, value, expected: 'a time' });
}

/** The last moment of the year 9999. */
const latest = 253_402_300_799_000;

function text(moment: number): string {
  return String(written(moment, 'rfc3339'));
}
