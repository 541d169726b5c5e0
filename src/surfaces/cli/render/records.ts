import { type Column, rankOf, type Table, tellingColumns } from '../../views/table.ts';
import { type ColumnKind, cellText, flatten, kindOf } from '../../views/values.ts';
import { type Canvas, paint } from '../paint.ts';

import { personText } from './cells.ts';
import { headings } from './headings.ts';
import { renderTable } from './table.ts';

const toTheRight: readonly ColumnKind[] = ['count', 'money'];

/** A table for people, its total last. `left` columns did not fit. */
export function renderRecords(terminal: Canvas, table: Table): { readonly text: string; readonly left: number } {
  const columns = columnsForPeople(table);
  const titles = headings(columns);
  const lines = table.rows.map((row) => columns.map((column) => personText(column, row)));
  const { total } = table;
  const last = total && columns.map((column, index) => totalText(column, index, personText(column, total)));
  return renderTable(
    terminal,
    columns.map((column, index) => ({
      title: titles[index] ?? '',
      align: toTheRight.includes(column.kind) ? 'right' : 'left',
      rank: rankOf(column, index, table.ordered ?? false),
    })),
    last ? [...lines, last.map((text) => paint(terminal, 'bold', text))] : lines,
  );
}

/** Says that columns did not fit. */
export function leftOutText(left: number): string {
  return `${left} more ${left === 1 ? 'column does' : 'columns do'} not fit here; --columns chooses, --json shows everything.`;
}

/** A name stands for its id. */
function columnsForPeople(table: Table): Column[] {
  const telling = tellingColumns(table);
  const named = new Set(telling.map(({ idIn }) => idIn));
  return table.isChosen ? telling : telling.filter(({ name }) => !named.has(name));
}

function totalText({ grouped, kind }: Column, index: number, text: string): string {
  if (index === 0) return 'total';
  return grouped || kind === 'time' ? '' : text;
}

/** One thing, as lines of name and value. */
export function renderFields(terminal: Canvas, record: unknown): string {
  const fields = Object.entries(flatten(record));
  const width = Math.max(0, ...fields.map(([name]) => name.length));
  return fields
    .map(([name, value]) => {
      const text = cellText(kindOf(name, [value]), value);
      return `${paint(terminal, 'bold', name.padEnd(width))}  ${text}\n`;
    })
    .join('');
}
