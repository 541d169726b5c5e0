import { readDecimal } from '../../../ledger/exact.ts';
import type { ReportResult } from '../../../ledger/live/ask.ts';
import { amountText, usualCurrency } from '../../../ledger/money.ts';
import { reportTable, type Series, seriesOf } from '../../views/report.ts';
import { type Selection, selected } from '../../views/select.ts';
import { note } from '../note.ts';
import { paint } from '../paint.ts';
import type { Terminal } from '../terminal.ts';
import { sparkline } from './chart.ts';
import { shortNumber } from './numbers.ts';
import { leftOutText, renderRecords } from './records.ts';

const usualMostGroups = 30;

interface Shown {
  readonly perInterval: boolean;
  readonly selection: Selection;
  readonly mostGroups?: number | undefined;
}

/** A report for people: what and when, a chart over time, the groups by weight, and the total. */
export function renderReport(
  terminal: Terminal,
  result: ReportResult,
  { perInterval, selection, mostGroups = usualMostGroups }: Shown,
): void {
  const table = selected(reportTable(result, perInterval), selection);
  for (const text of table.notes) note(terminal, text);
  terminal.out.write(`${paint(terminal, 'bold', table.title)}\n`);
  if (!table.total) {
    terminal.out.write('\nNothing in this period.\n');
    return;
  }
  terminal.out.write(`\n${chartText(terminal, seriesOf(result))}\n\n`);
  const rows = perInterval ? table.rows : table.rows.slice(0, mostGroups);
  const left = table.rows.length - rows.length;
  const total = table.rows.length > 1 ? table.total : undefined;
  const shown = renderRecords(terminal, { ...table, rows, total });
  terminal.out.write(`${shown.text}\n`);
  if (left > 0) {
    const groups = left === 1 ? 'smaller group is' : 'smaller groups are';
    note(terminal, `${left} ${groups} part of the total and not shown; --json has them all.`);
  }
  if (shown.left > 0) note(terminal, leftOutText(shown.left));
}

function chartText(terminal: Terminal, { kind, what, width, values, isKnown, currency }: Series): string {
  if (!isKnown) return paint(terminal, 'dim', `${what} per ${width}: unknown`);
  const line = sparkline(values, Math.min(90, terminal.width - 2));
  const highest = Math.max(...values);
  const peak = kind === 'money' ? roundAmount(highest, currency) : shortNumber(highest);
  return `${paint(terminal, 'cyan', line)}\n${paint(terminal, 'dim', `${what} per ${width}, highest ${peak}`)}`;
}

/** Near enough for a chart: whole units, or cents where it is less than ten. */
function roundAmount(amount: number, currency = usualCurrency): string {
  const isSmall = Math.abs(amount) < 10;
  const rounded = readDecimal(amount.toFixed(isSmall ? 2 : 0));
  const text = rounded ? amountText(rounded, currency) : '';
  return isSmall ? text : text.replace('.00', '');
}
