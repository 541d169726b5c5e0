import { nameOf, unnamedText } from '../../directory/names.ts';
import { type Exact, exactText } from '../../ledger/exact.ts';
import type { Fact } from '../../ledger/fact.ts';
import type { ReportResult } from '../../ledger/live/ask.ts';
import { amountsOf, type Money, moneyText, usualCurrency } from '../../ledger/money.ts';
import { measuresOf } from '../../ledger/question/dimensions.ts';
import { intervalsOf, periodText } from '../../ledger/question/period.ts';
import { byGroup, byIntervalAndGroup, total } from '../../ledger/question/totals.ts';
import { headlineOf, heaviestFirst, mainCurrency, type Weight, weightFor } from '../../ledger/question/weight.ts';
import { approximately } from './approximate.ts';
import { creditsOf, creditsText } from './credits.ts';
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
      ...listColumns(result),
    ],
    rows,
    records: rows,
    notes: notesOf(result),
  };
}

/** What is otherwise than was asked for, and what is missing: names, and numbers. */
function notesOf(result: ReportResult): string[] {
  const { notes, unnamed, facts, report } = result;
  const elsewhere = facts.length === 0 && report.elsewhere !== undefined ? [report.elsewhere] : [];
  return [...notes, ...unnamed.map(unnamedText), ...unknownTexts(result), ...elsewhere];
}

/** A report as it is read: per interval, or one row for each group with its share, the heaviest first. */
export function reportTable(result: ReportResult, perInterval: boolean): Table {
  const { operation, report, facts } = result;
  const all = total(facts);
  const weight = weightFor(report, facts);
  const groups = perInterval ? byIntervalAndGroup(facts) : byGroup(facts).sort(heaviestFirst(weight));
  const credits = creditsOf(groups, weight);
  const withShare = (fact: Fact): Row =>
    perInterval ? rowOf(fact, result) : { ...rowOf(fact, result), share: shareOf(fact, credits.spent, weight) };
  const rows = groups.map(withShare);
  return {
    title: titleOf(result),
    source: operation.id,
    columns: [
      ...intervalColumns(perInterval),
      // Who reads looks for the name first.
      ...dimensionColumns(result).flatMap((columns) => columns.toReversed()),
      ...moneyColumns(result),
      ...(perInterval ? [] : [{ name: 'share', kind: 'share', rank: 2 } as const]),
      ...measureColumns(result),
      ...listColumns(result),
    ],
    rows,
    records: rows,
    total: all && { ...rowOf(all, result), ...withoutMixedUnits(result) },
    notes: [...notesOf(result), ...(perInterval ? [] : creditsText(credits, result))],
  };
}

/** What a report says over time, for a chart: one value for each interval of the period, near enough to draw. */
export interface Series {
  readonly kind: 'money' | 'count';
  /** What is drawn: `cost`, `tokens`, or the measure. */
  readonly what: string;
  readonly width: string;
  readonly values: readonly number[];
  /** False where nothing of it is known, so that there is nothing to draw. */
  readonly isKnown: boolean;
  /** For money: the code of its currency. */
  readonly currency: string | undefined;
}

export function seriesOf(result: ReportResult): Series {
  const { report, facts, width } = result;
  const weight = weightFor(report, facts);
  const starts = intervalsOf(result);
  const values = starts.map(() => 0);
  let isKnown = false;
  for (const fact of facts) {
    const value = weight(fact);
    if (value === undefined) continue;
    isKnown = true;
    // A provider's interval may begin beside ours: it counts where it begins.
    const place = placeIn(starts, Date.parse(fact.starting_at));
    values[place] = (values[place] ?? 0) + approximately(value);
  }
  const headline = headlineOf(report);
  const used = headline.length > 1 ? 'tokens' : (headline[0] ?? '');
  const currency = report.money && mainCurrency(facts);
  return {
    kind: report.money ? 'money' : 'count',
    what: report.money ? 'cost' : used,
    width,
    values,
    isKnown: isKnown || facts.length === 0,
    currency,
  };
}

/** The last interval that begins at or before the moment; the first where none does. */
function placeIn(starts: readonly number[], moment: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= moment) low = middle;
    else high = middle - 1;
  }
  return low;
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
  if (measures.length > 0) return measures.join(', ');
  return headlineOf(report).every((path) => all.measures[path]?.known === undefined) ? 'unknown' : 'nothing';
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
  if (fact.list) {
    for (const [code, amount] of amountsOf(fact.list)) row[listField(code)] = exactText(amount);
  }
  return row;
}

/** Quantities of different units have no sum. */
function withoutMixedUnits({ report: { perUnit }, facts, dimensions }: ReportResult): Row {
  if (!perUnit || !dimensions.includes(perUnit.unit)) return {};
  const units = new Set(facts.map((fact) => fact.dimensions[perUnit.unit]));
  return units.size > 1 ? { [perUnit.measure]: null } : {};
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

function listField(currency: string): string {
  return `list_${amountField(currency)}`;
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

/** Of what was spent, from 0 to 1; null where the weight is unknown, and for credits. */
function shareOf(fact: Fact, spent: Exact | undefined, weight: Weight): number | null {
  const part = weight(fact);
  if (part === undefined || spent === undefined || approximately(part) < 0) return null;
  return approximately(part) / (approximately(spent) || 1);
}

function intervalColumns(perInterval: boolean): Column[] {
  return [
    { name: 'starting_at', kind: 'time', rank: 0, ...(!perInterval && { repeats: true }) },
    { name: 'ending_at', kind: 'time', repeats: true },
  ];
}

/** For each dimension its column, and that of its names. A unit stands with what it is the unit of. */
function dimensionColumns({ dimensions, report }: ReportResult): Column[][] {
  return dimensions
    .filter((dimension) => dimension !== report.perUnit?.unit)
    .map((dimension): Column[] => {
      if (!report.names?.[dimension]) return [{ name: dimension, kind: 'text', grouped: true, rank: 0 }];
      return [
        { name: dimension, kind: 'id', grouped: true, rank: 0 },
        { name: nameField(dimension), kind: 'text', idIn: dimension, grouped: true, rank: 0 },
      ];
    });
}

function measureColumns({ report, dimensions }: ReportResult): Column[] {
  return measuresOf(report, dimensions).flatMap((name): Column[] => {
    const unit: Column[] = name === report.perUnit?.measure ? [{ name: report.perUnit.unit, kind: 'text' }] : [];
    const rank = headlineOf(report).includes(name) ? 1 : 3;
    return [{ name, kind: 'count', measured: true, rank }, ...unit];
  });
}

/** Prices before discounts, where the report tells them. */
function listColumns({ report, facts }: ReportResult): Column[] {
  if (report.money?.list === undefined) return [];
  const found = total(facts)?.list;
  const currencies = found ? amountsOf(found).map(([code]) => code) : [];
  return (currencies.length > 0 ? currencies : [usualCurrency]).map((currency) => ({
    name: listField(currency),
    kind: 'money',
    currency,
  }));
}

function moneyColumns({ report, facts }: ReportResult): Column[] {
  if (!report.money) return [];
  const found = total(facts)?.money;
  const currencies = found ? amountsOf(found).map(([code]) => code) : [];
  return [
    ...(currencies.length > 0 ? currencies : [usualCurrency]).map(
      (currency): Column => ({ name: amountField(currency), kind: 'money', currency, rank: 0 }),
    ),
    ...(report.money.unit === 'cents' ? [{ name: 'amount_cents', kind: 'money', repeats: true } as const] : []),
    { name: 'currency', kind: 'text', repeats: true },
  ];
}
