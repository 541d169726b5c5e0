import { type Column, type Row, type Table, tellingColumns } from '../../views/table.ts';
import { cellText, isTelling } from '../../views/values.ts';

const details: Column = { name: 'details', kind: 'text' };

/**
 * The columns that tell something, without those that few rows have, such as an event's own details: these stand in one
 * column, since they would make every other row mostly empty.
 */
export function compact(table: Pick<Table, 'columns' | 'rows' | 'source'>): Pick<Table, 'columns' | 'rows'> {
  const { rows } = table;
  const telling = tellingColumns(table).filter((column) => column.idIn === undefined || countIn(rows, column) > 0);
  const rare = telling.filter((column) => !column.grouped && countIn(rows, column) * 2 < rows.length);
  if (rare.length === 0) return { columns: telling, rows };
  return {
    columns: [...telling.filter((column) => !rare.includes(column)), details],
    rows: rows.map((row) => ({ ...row, details: detailsOf(row, rare) })),
  };
}

function detailsOf(row: Row, rare: readonly Column[]): string {
  return rare
    .filter((column) => has(row, column))
    .map(({ name, kind }) => `${name}=${cellText(kind, row[name])}`)
    .join('; ');
}

function countIn(rows: readonly Row[], column: Column): number {
  return rows.filter((row) => has(row, column)).length;
}

function has(row: Row, { name, measured }: Column): boolean {
  return isTelling(row[name]) && !(measured && Number(row[name]) === 0);
}
