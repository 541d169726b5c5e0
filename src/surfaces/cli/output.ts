import { paint } from '../views/paint.ts';
import { cellText, flatten } from '../views/values.ts';
import { note } from './note.ts';
import { csvLine } from './render/csv.ts';
import { renderTable } from './render/table.ts';
import type { Terminal } from './terminal.ts';

export type Format = 'table' | 'json' | 'jsonl' | 'csv';

export interface FormatOptions {
  readonly json?: boolean;
  readonly jsonl?: boolean;
  readonly csv?: boolean;
}

export function formatOf({ json, jsonl, csv }: FormatOptions): Format {
  if (json) return 'json';
  if (jsonl) return 'jsonl';
  return csv ? 'csv' : 'table';
}

/** Writes records in the format asked for: the datum itself for machines, a table for people. */
export function writeRecords(terminal: Terminal, format: Format, records: readonly unknown[]): void {
  switch (format) {
    case 'json':
      terminal.out.write(`${JSON.stringify(records, null, 2)}\n`);
      return;
    case 'jsonl':
      for (const record of records) terminal.out.write(`${JSON.stringify(record)}\n`);
      return;
    case 'csv':
      writeCsv(
        terminal,
        records.map((record) => flatten(record)),
      );
      return;
    case 'table':
      writeTable(
        terminal,
        records.map((record) => flatten(record)),
      );
  }
}

/** Writes one thing: as an object for machines, as lines of name and value for people. */
export function writeRecord(terminal: Terminal, format: Format, record: unknown): void {
  if (format === 'json') terminal.out.write(`${JSON.stringify(record, null, 2)}\n`);
  else if (format === 'table') writeFields(terminal, flatten(record));
  else writeRecords(terminal, format, [record]);
}

function writeCsv(terminal: Terminal, records: readonly Record<string, unknown>[]): void {
  const names = namesIn(records);
  if (names.length === 0) return;
  terminal.out.write(csvLine(names));
  for (const record of records) terminal.out.write(csvLine(names.map((name) => record[name])));
}

function writeTable(terminal: Terminal, records: readonly Record<string, unknown>[]): void {
  if (records.length === 0) {
    note(terminal, 'Nothing found.');
    return;
  }
  const names = namesIn(records)
    .filter((name) => tells(records, name))
    .sort((a, b) => importance(a) - importance(b));
  const { text, left } = renderTable(
    terminal,
    names.map((name) => ({ title: name, align: isNumeric(records, name) ? 'right' : 'left' })),
    records.map((record) => names.map((name) => cellText(name, record[name]))),
  );
  terminal.out.write(`${text}\n`);
  if (left > 0) note(terminal, `${left} more columns do not fit here; --json shows everything.`);
}

function writeFields(terminal: Terminal, record: Record<string, unknown>): void {
  const names = Object.keys(record);
  const width = Math.max(0, ...names.map((name) => name.length));
  for (const name of names) {
    terminal.out.write(`${paint(terminal, 'bold', name.padEnd(width))}  ${cellText(name, record[name])}\n`);
  }
}

function namesIn(records: readonly Record<string, unknown>[]): string[] {
  return [...new Set(records.flatMap((record) => Object.keys(record)))];
}

/** A column that is empty throughout, or repeats the kind of object, tells a person nothing. */
function tells(records: readonly Record<string, unknown>[], name: string): boolean {
  if (name === 'object' || (name === 'type' && records.every((record) => record[name] === records[0]?.[name])))
    return false;
  return records.some((record) => {
    const value = record[name];
    return value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0);
  });
}

const first = ['id', 'name', 'email', 'status', 'role'];

function importance(name: string): number {
  const place = first.indexOf(name);
  return place < 0 ? first.length : place;
}

function isNumeric(records: readonly Record<string, unknown>[], name: string): boolean {
  return (
    !/(?:_at|_time)$/.test(name) && records.every((record) => record[name] == null || typeof record[name] === 'number')
  );
}
