import { stripVTControlCharacters } from 'node:util';
import Table from 'cli-table3';
import { type Canvas, paint } from '../paint.ts';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/** Rows under titles, without a frame. Columns that do not fit are left out from the right, and counted. */
export function renderTable(
  terminal: Canvas,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): { readonly text: string; readonly left: number } {
  const widths = columns.map((column, index) =>
    Math.max(column.title.length, ...rows.map((row) => lengthOf(row[index] ?? ''))),
  );
  const shown = fitting(widths, terminal.width);
  const table = new Table({
    head: columns.slice(0, shown).map(({ title }) => paint(terminal, 'bold', title)),
    colAligns: columns.slice(0, shown).map(({ align }) => align ?? 'left'),
    colWidths: widths.slice(0, shown).map((width) => Math.min(width, Math.max(10, terminal.width - 2)) + 2),
    chars: frameless,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2, compact: true },
  });
  for (const row of rows) table.push(row.slice(0, shown).map(String));
  const text = table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
  return { text, left: columns.length - shown };
}

const frameless = Object.fromEntries(
  [
    'top',
    'top-mid',
    'top-left',
    'top-right',
    'bottom',
    'bottom-mid',
    'bottom-left',
    'bottom-right',
    'left',
    'left-mid',
    'mid',
    'mid-mid',
    'right',
    'right-mid',
    'middle',
  ].map((part) => [part, '']),
);

function fitting(widths: readonly number[], room: number): number {
  let used = 0;
  for (const [index, width] of widths.entries()) {
    used += width + 2;
    if (used - 2 > room && index > 0) return index;
  }
  return widths.length;
}

function lengthOf(text: string): number {
  return stripVTControlCharacters(text).length;
}
