import { stripVTControlCharacters } from 'node:util';
import Table from 'cli-table3';
import { type Canvas, paint } from '../paint.ts';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** How much it is needed where not all fit, 0 the most; as much as its neighbours when absent. */
  readonly rank?: number;
}

/** Rows under titles, without a frame. Columns that do not fit are left out, the least needed first, and counted. */
export function renderTable(
  terminal: Canvas,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): { readonly text: string; readonly left: number } {
  const widths = columns.map((column, index) =>
    Math.max(column.title.length, ...rows.map((row) => lengthOf(row[index] ?? ''))),
  );
  const places = fitting(columns, widths, terminal.width);
  const shown = <Item>(items: readonly Item[]) => places.map((place) => items[place] as Item);
  const table = new Table({
    head: shown(columns).map(({ title }) => paint(terminal, 'bold', title)),
    colAligns: shown(columns).map(({ align }) => align ?? 'left'),
    colWidths: shown(widths).map((width) => Math.min(width, Math.max(10, terminal.width - 2)) + 2),
    chars: frameless,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2, compact: true },
  });
  for (const row of rows) table.push(shown(row).map(String));
  const text = table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
  return { text, left: columns.length - places.length };
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

/** The places of the columns that fit, in their order. */
function fitting(columns: readonly Column[], widths: readonly number[], room: number): number[] {
  const byNeed = columns.map((_, place) => place).sort((a, b) => needOf(columns, a) - needOf(columns, b) || a - b);
  const chosen: number[] = [];
  let used = 0;
  for (const place of byNeed) {
    const width = widths[place] ?? 0;
    if (chosen.length > 0 && used + width > room) continue;
    used += width + 2;
    chosen.push(place);
  }
  return chosen.sort((a, b) => a - b);
}

function needOf(columns: readonly Column[], place: number): number {
  return columns[place]?.rank ?? 0;
}

function lengthOf(text: string): number {
  return stripVTControlCharacters(text).length;
}
