import { nameOf } from '../../../directory/names.ts';
import { cleanText } from '../../../internal/clean-text.ts';
import { headlineOf, periodText, type ReportResult } from '../../../ledger/live/ask.ts';
import type { ReportRow } from '../../../ledger/live/rows.ts';
import { dollars } from '../../../ledger/money.ts';
import { bucketMs } from '../../../ledger/question/period.ts';
import { byGroup, byInterval, byIntervalAndGroup, total, weight } from '../../../ledger/question/totals.ts';
import { paint } from '../../views/paint.ts';
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
  const { operation, rows } = result;
  const all = total(rows);
  terminal.out.write(`${paint(terminal, 'bold', operation.summary)}, ${periodText(result)}\n`);
  if (!all) {
    terminal.out.write('\nNothing in this period.\n');
    return;
  }
  terminal.out.write(`\n${chartText(terminal, result)}\n\n`);
  const headline = headlineOf(result);
  const groups = perBucket
    ? byIntervalAndGroup(rows)
    : [...byGroup(rows)].sort((a, b) => weight(b, headline) - weight(a, headline));
  const shown = perBucket ? groups : groups.slice(0, mostGroups);
  const measures = measuresIn(rows, result);
  const columns = columnsFor(result, measures, perBucket);
  const lines = shown.map((row) => lineOf(row, all, result, measures, perBucket));
  const left = groups.length - shown.length;
  if (groups.length > 1) lines.push(totalLine(all, measures, perBucket).map((text) => paint(terminal, 'bold', text)));
  const table = renderTable(terminal, columns, lines);
  terminal.out.write(`${table.text}\n`);
  if (left > 0) note(terminal, `${left} smaller groups are part of the total and not shown; --json has them all.`);
  if (table.left > 0) note(terminal, `${table.left} more columns do not fit here; --json shows everything.`);
}

function chartText(terminal: Terminal, result: ReportResult): string {
  const { rows, period, width } = result;
  const headline = headlineOf(result);
  const byStart = new Map(byInterval(rows).map((row) => [Date.parse(row.starting_at), weight(row, headline)]));
  const values: number[] = [];
  for (let start = period.from; start < period.until; start += bucketMs[width]) values.push(byStart.get(start) ?? 0);
  const line = sparkline(values, Math.min(90, terminal.width - 2));
  const highest = Math.max(...values);
  const peak = result.report.money ? `$${Math.round(highest).toLocaleString('en-US')}` : shortNumber(highest);
  return `${paint(terminal, 'cyan', line)}\n${paint(terminal, 'dim', `${headlineText(result)} per ${width}, highest ${peak}`)}`;
}

function headlineText(result: ReportResult): string {
  if (result.report.money) return 'cost';
  const headline = headlineOf(result);
  return headline.length > 1 ? 'tokens' : title(headline[0] ?? '');
}

/** The measures that occur at all. */
function measuresIn(rows: readonly ReportRow[], { report }: ReportResult): string[] {
  return report.measures.filter((path) => rows.some((row) => row.measures[path] !== 0));
}

function columnsFor({ rows, report }: ReportResult, measures: readonly string[], perBucket: boolean): Column[] {
  return [
    ...(perBucket ? [{ title: 'from' }] : []),
    ...Object.keys(rows[0]?.dimensions ?? {}).map((name) => ({ title: title(name.replace(/_id$/, '')) })),
    ...(report.money ? [{ title: 'cost', align: 'right' } as const] : []),
    ...(perBucket ? [] : [{ title: 'share' }]),
    ...measures.map((path) => ({ title: title(shortPath(path, measures)), align: 'right' }) as const),
  ];
}

function lineOf(
  row: ReportRow,
  all: ReportRow,
  result: ReportResult,
  measures: readonly string[],
  perBucket: boolean,
): string[] {
  const headline = headlineOf(result);
  const share = weight(row, headline) / (weight(all, headline) || 1);
  return [
    ...(perBucket ? [row.starting_at.slice(0, 16).replace('T', ' ').replace(' 00:00', '')] : []),
    ...Object.entries(row.dimensions).map(([dimension, id]) => dimensionText(dimension, id, result)),
    ...(row.money ? [dollars(row.money)] : []),
    ...(perBucket ? [] : [`${bar(share, barWidth).padEnd(barWidth)} ${(share * 100).toFixed(1).padStart(5)} %`]),
    ...measures.map((path) => shortNumber(row.measures[path] ?? 0)),
  ];
}

function totalLine(all: ReportRow, measures: readonly string[], perBucket: boolean): string[] {
  const dimensions = Object.keys(all.dimensions);
  const labels = [...(perBucket ? ['from'] : []), ...dimensions].map((_, index) => (index === 0 ? 'total' : ''));
  return [
    ...labels,
    ...(all.money ? [dollars(all.money)] : []),
    ...(perBucket ? [] : ['']),
    ...measures.map((path) => shortNumber(all.measures[path] ?? 0)),
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
