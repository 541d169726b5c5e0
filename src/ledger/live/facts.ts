import type { AnyOperation } from '../../catalogue/define.ts';
import type { BucketWidth, ReportDefinition } from '../../catalogue/report.ts';
import { addExact, type Exact, readDecimal, readExact } from '../exact.ts';
import { addFacts, type Fact, type Quantity } from '../fact.ts';
import { fromCents, type Money, usualCurrency } from '../money.ts';
import { measuresOf } from '../question/dimensions.ts';
import { bucketMs } from '../question/moment.ts';
import { written } from '../question/period.ts';
import { dimensionIn } from './dimension-in.ts';
import { at, isObject, type Json, unreadable } from './json.ts';

export interface Asked {
  readonly operation: AnyOperation;
  readonly report: ReportDefinition;
  readonly width: BucketWidth;
  /** The dimensions that were asked for. */
  readonly dimensions: readonly string[];
  /** Hears of numbers in the answer that this report is not known to have, by their paths: they are in no sum. */
  readonly unread?: Unread | undefined;
}

/** The sums of numbers that nobody reads. */
export type Unread = Map<string, Exact>;

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
  if (asked.report.shape !== 'buckets') return items.flatMap((item) => factsFrom(item, item, asked));
  return items.flatMap((bucket) =>
    rowsIn(bucket, 'results', asked).flatMap((result) => factsFrom(bucket, result, asked)),
  );
}

/** @throws ProviderError when there is no list of them. */
function rowsIn({ fields, place }: Row, field: string, asked: Asked): Row[] {
  const rows = at(fields, field);
  if (!Array.isArray(rows)) throw unreadable(asked.operation, { place, field, value: rows, expected: 'a list' });
  return rows.map((row, index) => rowFrom(row, `${place}.${field}[${index}]`, asked));
}

function rowFrom(value: unknown, place: string, { operation }: Asked): Row {
  if (isObject(value)) return { fields: value, place };
  throw unreadable(operation, { place, value, expected: 'a row' });
}

/** A result is one fact, or one for each of its parts where these are told apart. */
function factsFrom(bounds: Row, row: Row, asked: Asked): Fact[] {
  const { report, dimensions } = asked;
  const interval = intervalOf(bounds, asked);
  noteUnread(row, asked);
  const { parts: split } = report;
  if (!split) return [{ ...interval, ...factIn(row, row, report.measures, asked) }];
  const own = report.measures.filter((path) => !split.measures.includes(path));
  const areTold = at(row.fields, split.path) !== undefined && at(row.fields, split.path) !== null;
  const parts = areTold ? rowsIn(row, split.path, asked) : [];
  const facts = parts.map((part) => ({ ...interval, ...factIn(row, part, split.measures, asked) }));
  if (dimensions.includes(split.dimension) && areTold) return facts;
  const whole: Fact = { ...interval, ...factIn(row, row, areTold ? own : report.measures, asked) };
  // What has no parts used nothing; what does not tell them has used nobody knows what.
  const nothing = areTold && {
    measures: { ...whole.measures, ...zeros(split.measures) },
    money: { amounts: {}, unknown: 0 },
  };
  return [facts.reduce((sum, fact) => addFacts(sum, fact), { ...whole, ...nothing })];
}

function factIn(record: Row, row: Row, measures: readonly string[], asked: Asked) {
  const { report, dimensions } = asked;
  const { money } = report;
  const told = measuresOf({ ...report, measures }, dimensions);
  const fields = { ...record.fields, ...row.fields };
  return {
    dimensions: Object.fromEntries(dimensions.map((name) => [name, dimensionIn(report, fields, name)])),
    measures: Object.fromEntries(told.map((path) => [path, quantityAt(row, path, asked)])),
    money: money && moneyIn(row, money, asked),
    ...(money?.list !== undefined && { list: moneyIn(row, { ...money, path: money.list }, asked) }),
  };
}

function zeros(paths: readonly string[]): Record<string, Quantity> {
  return Object.fromEntries(paths.map((path) => [path, { known: 0n, unknown: 0 }]));
}

/** A provider may measure what it did not before, or under another name than before. */
function noteUnread({ fields }: Row, { report, unread }: Asked): void {
  if (!unread) return;
  const known = [...report.measures, report.money?.path, report.money?.list, ...startFields, ...endFields];
  for (const [path, value] of numbersIn(fields)) {
    const number = known.includes(path) ? undefined : readExact(value);
    if (number !== undefined) unread.set(path, addExact(unread.get(path) ?? 0n, number));
  }
}

function numbersIn(value: Json, prefix = ''): (readonly [path: string, value: number])[] {
  return Object.entries(value).flatMap(([name, each]) => {
    if (isObject(each)) return numbersIn(each, `${prefix}${name}.`);
    return typeof each === 'number' && each !== 0 ? [[`${prefix}${name}`, each] as const] : [];
  });
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
