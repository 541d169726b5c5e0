import { nameOf } from '../../../directory/names.ts';
import { cleanText } from '../../../internal/clean-text.ts';
import type { Exact } from '../../../ledger/exact.ts';
import type { Fact, Quantity } from '../../../ledger/fact.ts';
import { periodText, type ReportResult } from '../../../ledger/live/ask.ts';
import { moneyText } from '../../../ledger/money.ts';
import { bucketMs } from '../../../ledger/question/period.ts';
import { byGroup, byInterval, byIntervalAndGroup, total } from '../../../ledger/question/totals.ts';
import { headlineOf, heaviestFirst, type Weight, weightFor } from '../../../ledger/question/weight.ts';
import { approximately } from '../../views/approximate.ts';
import { paint } from '../../views/paint.ts';
import { unknownTexts } from '../../views/unknown.ts';
import { note } from '../note.ts';
import type { Terminal } from '../terminal.ts';
import { bar, sparkline } from './chart.ts';
import { shortNumber, title } from './numbers.ts';
import { type Column, renderTable } from './table.ts';

const usualMostGroups = 30;
const barWidth = 12;

/** A report for people: what and when, a chart over time, the groups by weight, and the total. */
export function renderReport(
  terminal: Terminal,
  result: ReportResult,
  perBucket: boolean,
  mostGroups = usualMostGroups,
): void {
  const { operation, report, facts } = result;
  const all = total(facts);
  terminal.out.write(`${paint(terminal, 'bold', operation.summary)}, ${periodText(result)}\n`);
  if (!all) {
    terminal.out.write('\nNothing in this period.\n');
    return;
  }
  const weight = weightFor(report, facts);
  terminal.out.write(`\n${chartText(terminal, result, weight)}\n\n`);
  const groups = perBucket ? byIntervalAndGroup(facts) : byGroup(facts).sort(heaviestFirst(weight));
  const shown = perBucket ? groups : groups.slice(0, mostGroups);
  const measures = measuresIn(all, result);
  const columns = columnsFor(result, measures, perBucket);
  const lines = shown.map((row) => lineOf(row, all, result, measures, perBucket ? undefined : weight));
  const left = groups.length - shown.length;
  if (groups.length > 1) lines.push(totalLine(all, measures, perBucket).map((text) => paint(terminal, 'bold', text)));
  for (const text of unknownTexts(result)) note(terminal, text);
  const table = renderTable(terminal, columns, lines);
  terminal.out.write(`${table.text}\n`);
  if (left > 0) note(terminal, `${left} smaller groups are part of the total and not shown; --json has them all.`);
  if (table.left > 0) note(terminal, `${table.left} more columns do not fit here; --json shows everything.`);
}

function chartText(terminal: Terminal, result: ReportResult, weight: Weight): string {
  const { facts, period, width } = result;
  const byStart = new Map(byInterval(facts).map((row) => [Date.parse(row.starting_at), approximately(weight(row))]));
  const values: number[] = [];
  for (let start = period.from; start < period.until; start += bucketMs[width]) values.push(byStart.get(start) ?? 0);
  const line = sparkline(values, Math.min(90, terminal.width - 2));
  const highest = Math.max(...values);
  const peak = result.report.money ? `$${Math.round(highest).toLocaleString('en-US')}` : shortNumber(highest);
  return `${paint(terminal, 'cyan', line)}\n${paint(terminal, 'dim', `${headlineText(result)} per ${width}, highest ${peak}`)}`;
}

function headlineText(result: ReportResult): string {
  if (result.report.money) return 'cost';
  const headline = headlineOf(result.report);
  return headline.length > 1 ? 'tokens' : title(headline[0] ?? '');
}

/** The measures that occur at all. */
function measuresIn(all: Fact, { report }: ReportResult): string[] {
  return report.measures.filter((path) => approximately(all.measures[path]?.known) !== 0);
}

function columnsFor({ facts, report }: ReportResult, measures: readonly string[], perBucket: boolean): Column[] {
  return [
    ...(perBucket ? [{ title: 'from' }] : []),
    ...Object.keys(facts[0]?.dimensions ?? {}).map((name) => ({ title: title(name.replace(/_id$/, '')) })),
    ...(report.money ? [{ title: 'cost', align: 'right' } as const] : []),
    ...(perBucket ? [] : [{ title: 'share' }]),
    ...measures.map((path) => ({ title: title(shortPath(path, measures)), align: 'right' }) as const),
  ];
}

function lineOf(
  row: Fact,
  all: Fact,
  result: ReportResult,
  measures: readonly string[],
  weight: Weight | undefined,
): string[] {
  return [
    ...(weight === undefined ? [row.starting_at.slice(0, 16).replace('T', ' ').replace(' 00:00', '')] : []),
    ...Object.entries(row.dimensions).map(([dimension, id]) => dimensionText(dimension, id, result)),
    ...(row.money ? [moneyText(row.money)] : []),
    ...(weight === undefined ? [] : [shareText(weight(row), weight(all))]),
    ...measures.map((path) => quantityText(row.measures[path])),
  ];
}

function shareText(part: Exact | undefined, whole: Exact | undefined): string {
  if (part === undefined) return '';
  const share = approximately(part) / (approximately(whole) || 1);
  return `${bar(share, barWidth).padEnd(barWidth)} ${(share * 100).toFixed(1).padStart(5)} %`;
}

/** Empty where nobody knows it. */
function quantityText(quantity: Quantity | undefined): string {
  return quantity?.known === undefined ? '' : shortNumber(approximately(quantity.known));
}

function totalLine(all: Fact, measures: readonly string[], perBucket: boolean): string[] {
  const dimensions = Object.keys(all.dimensions);
  const labels = [...(perBucket ? ['from'] : []), ...dimensions].map((_, index) => (index === 0 ? 'total' : ''));
  return [
    ...labels,
    ...(all.money ? [moneyText(all.money)] : []),
    ...(perBucket ? [] : ['']),
    ...measures.map((path) => quantityText(all.measures[path])),
  ];
}

function dimensionText(dimension: string, id: string | null, { report, names }: ReportResult): string {
  const name = nameOf(dimension, id, names, report.names?.[dimension]?.absent);
  return cleanText(name ?? id ?? '(none)', 60);
}

/** The last part of a path, with the one before it where the last alone would not tell measures apart. */
function shortPath(path: string, among: readonly string[]): string {
  const parts = path.split('.');
  const last = parts.at(-1) ?? path;
  const alike = among.filter((each) => each.endsWith(`.${last}`) || each === last).length;
  return alike > 1 ? parts.slice(-2).join(' ') : last;
}
