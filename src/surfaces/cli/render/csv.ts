import { cleanText } from '../../../internal/clean-text.ts';
import type { Table } from '../../views/table.ts';

/**
 * RFC 4180: a line with the names of the columns, and one for each row, times as RFC 3339. Empty where there are no columns.
 * Where people read it, somebody else's control characters are made harmless, as they are not in a file.
 */
export function csvText({ columns, rows }: Pick<Table, 'columns' | 'rows'>, forPeople = false): string {
  if (columns.length === 0) return '';
  const plain = (value: unknown) => (forPeople && typeof value === 'string' ? cleanText(value) : value);
  const lines = rows.map((row) =>
    columns.map(({ name, kind }) => plain(kind === 'time' ? timeOf(row[name]) : row[name])),
  );
  return [columns.map(({ name }) => plain(name)), ...lines].map(csvLine).join('');
}

/** Providers write a time as unix seconds or as text. */
function timeOf(value: unknown): unknown {
  if (typeof value !== 'number') return value;
  const moment = new Date(value * 1000);
  return Number.isNaN(moment.getTime()) ? value : `${moment.toISOString().slice(0, 19)}Z`;
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
