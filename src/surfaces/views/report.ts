import { nameOf, unnamedText } from '../../directory/names.ts';
import { type Exact, exactText } from '../../ledger/exact.ts';
import type { Fact } from '../../ledger/fact.ts';
import { periodText, type ReportResult } from '../../ledger/live/ask.ts';
import { amountsOf, type Money, moneyText, usualCurrency } from '../../ledger/money.ts';
import { bucketMs } from '../../ledger/question/period.ts';
import { byGroup, byInterval, byIntervalAndGroup, total } from '../../ledger/question/totals.ts';
import { headlineOf, heaviestFirst, type Weight, weightFor } from '../../ledger/question/weight.ts';
import { approximately } from './approximate.ts';
import type { Column, Row, Table } from './table.ts';
import { unknownTexts } from './unknown.ts';

/** Every group in every interval, oldest first: a report as data. */
export function reportRows(result: ReportResult): Table {
  const { operation, facts } = result;
  const rows = facts.map((fact) => rowOf(fact, result));
  return {
    title: titleOf(result),
    source: operation.id,
    columns: [
      ...intervalColumns(true),
      ...dimensionColumns(result).flat(),
      ...measureColumns(result),
      ...moneyColumns(result),
    ],
    rows,
    records: rows,
    notes: notesOf(result),
  };
}

/** What is missing: names, and numbers. */
function notesOf(result: ReportResult): string[] {
  return [...result.unnamed.map(unnamedText), ...unknownTexts(result)];
}

/** A report as it is read: per interval, or one row for each group with its share, the heaviest first. */
export function reportTable(result: ReportResult, perInterval: boolean): Table {
  const { operation, report, facts } = result;
  const all = total(facts);
  const weight = weightFor(report, facts);
  const groups = perInterval ? byIntervalAndGroup(facts) : byGroup(facts).sort(heaviestFirst(weight));
  const withShare = (fact: Fact): Row =>
    perInterval ? rowOf(fact, result) : { ...rowOf(fact, result), share: shareOf(fact, all, weight) };
  const rows = groups.map(withShare);
  return {
    title: titleOf(result),
    source: operation.id,
    columns: [
      ...intervalColumns(perInterval),
      // Who reads looks for the name first.
      ...dimensionColumns(result).flatMap((columns) => columns.toReversed()),
      ...moneyColumns(result),
      ...(perInterval ? [] : [{ name: 'share', kind: 'share' } as const]),
      ...measureColumns(result),
    ],
    rows,
    records: rows,
    total: all && rowOf(all, result),
    notes: notesOf(result),
  };
}

/** What a report says over time, for a chart: one value for each interval of the period, near enough to draw. */
export interface Series {
  readonly kind: 'money' | 'count';
  /** What is drawn: `cost`, `tokens`, or the measure. */
  readonly what: string;
  readonly width: string;
  readonly values: readonly number[];
}

export function seriesOf(result: ReportResult): Series {
  const { report, facts, period, width } = result;
  const weight = weightFor(report, facts);
  const byStart = new Map(byInterval(facts).map((fact) => [Date.parse(fact.starting_at), approximately(weight(fact))]));
  const values: number[] = [];
  for (let start = period.from; start < period.until; start += bucketMs[width]) values.push(byStart.get(start) ?? 0);
  const headline = headlineOf(report);
  const used = headline.length > 1 ? 'tokens' : (headline[0] ?? '');
  return { kind: report.money ? 'money' : 'count', what: report.money ? 'cost' : used, width, values };
}

/** The whole of a report in few words, for a title; undefined where there is nothing. */
export function totalText({ report, facts }: ReportResult): string | undefined {
  const all = total(facts);
  if (!all) return undefined;
  if (all.money) return moneyText(all.money) || 'unknown';
  const measures = report.measures.flatMap((path) => {
    const known = all.measures[path]?.known;
    const value = approximately(known);
    return value === 0 ? [] : [`${value.toLocaleString('en-US')} ${path.split('.').at(-1)}`];
  });
  return measures.join(', ') || 'nothing';
}

function titleOf(result: ReportResult): string {
  return `${result.operation.summary}, ${periodText(result)}`;
}

/**
 * A fact as one row: the interval, each dimension with its name beside it, each measure under the provider's name, and
 * the amount as a decimal string in whole units and in the provider's own. Null is what nobody knows.
 */
function rowOf(fact: Fact, { report, names }: ReportResult): Row {
  const row: Record<string, unknown> = { starting_at: fact.starting_at, ending_at: fact.ending_at };
  for (const [dimension, id] of Object.entries(fact.dimensions)) {
    row[dimension] = id;
    const source = report.names?.[dimension];
    if (source) row[nameField(dimension)] = nameOf(dimension, id, names, source.absent);
  }
  for (const [path, { known }] of Object.entries(fact.measures)) row[path] = jsonNumber(known);
  if (fact.money && report.money) Object.assign(row, moneyFields(fact.money, report.money.unit));
  return row;
}

function moneyFields(money: Money, unit: 'cents' | 'dollars'): Row {
  const amounts = amountsOf(money);
  const [main] = amounts;
  return {
    ...(main
      ? Object.fromEntries(amounts.map(([code, amount]) => [amountField(code), exactText(amount)]))
      : nothingKnown),
    ...(unit === 'cents' && { amount_cents: main ? exactText(main[1].times(100)) : null }),
    currency: amounts.map(([code]) => code).join(' ') || null,
  };
}

const nothingKnown = { [amountField(usualCurrency)]: null };

function amountField(currency: string): string {
  return `amount_${currency.toLowerCase()}`;
}

function nameField(dimension: string): string {
  return dimension.replace(/_id$/, '_name');
}

/** As a number of JSON where that is exact, else as text; null where nobody knows it. */
function jsonNumber(value: Exact | undefined): number | string | null {
  if (value === undefined) return null;
  const text = exactText(value);
  return String(Number(text)) === text ? Number(text) : text;
}

/** Of the whole, from 0 to 1; null where the weight is unknown. */
function shareOf(fact: Fact, all: Fact | undefined, weight: Weight): number | null {
  const part = weight(fact);
  return part === undefined || !all ? null : approximately(part) / (approximately(weight(all)) || 1);
}

function intervalColumns(perInterval: boolean): Column[] {
  return [
    { name: 'starting_at', kind: 'time', ...(!perInterval && { repeats: true }) },
    { name: 'ending_at', kind: 'time', repeats: true },
  ];
}

/** For each dimension its column, and that of its names. */
function dimensionColumns({ facts, report }: ReportResult): Column[][] {
  return Object.keys(facts[0]?.dimensions ?? {}).map((dimension): Column[] => {
    if (!report.names?.[dimension]) return [{ name: dimension, kind: 'text', grouped: true }];
    return [
      { name: dimension, kind: 'id', grouped: true },
      { name: nameField(dimension), kind: 'text', idIn: dimension, grouped: true },
    ];
  });
}

function measureColumns({ report }: ReportResult): Column[] {
  return report.measures.map((name) => ({ name, kind: 'count', measured: true }));
}

function moneyColumns({ report, facts }: ReportResult): Column[] {
  if (!report.money) return [];
  const found = total(facts)?.money;
  const currencies = found ? amountsOf(found).map(([code]) => code) : [];
  return [
    ...(currencies.length > 0 ? currencies : [usualCurrency]).map(
      (currency): Column => ({ name: amountField(currency), kind: 'money', currency }),
    ),
    ...(report.money.unit === 'cents' ? [{ name: 'amount_cents', kind: 'money', repeats: true } as const] : []),
    { name: 'currency', kind: 'text', repeats: true },
  ];
}
