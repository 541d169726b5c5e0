import type { Table } from '../../views/table.ts';

/** RFC 4180: a line with the names of the columns, and one for each row. Empty where there are no columns. */
export function csvText({ columns, rows }: Pick<Table, 'columns' | 'rows'>): string {
  if (columns.length === 0) return '';
  const names = columns.map(({ name }) => name);
  return [names, ...rows.map((row) => names.map((name) => row[name]))].map(csvLine).join('');
}

/** One line of RFC 4180. Text that a spreadsheet would run as a formula is made plain with a leading quote. */
export function csvLine(values: readonly unknown[]): string {
  return `${values.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const harmless = /^[=+@\t\r]|^-(?!\d+(?:\.\d+)?$)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
