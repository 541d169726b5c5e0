import { InputError } from '../../errors.ts';
import { type Table, tableOf } from '../views/table.ts';
import { note } from './note.ts';
import { csvText } from './render/csv.ts';
import { jsonLines, jsonText } from './render/json.ts';
import { leftOutText, renderFields, renderRecords } from './render/records.ts';
import type { Terminal } from './terminal.ts';

export type Format = 'table' | 'json' | 'jsonl' | 'csv';

export interface FormatOptions {
  readonly json?: boolean;
  readonly jsonl?: boolean;
  readonly csv?: boolean;
}

/** @throws InputError when several are asked for: only one could be written. */
export function formatOf({ json, jsonl, csv }: FormatOptions): Format {
  const asked = Object.entries({ json, jsonl, csv }).filter(([, isAsked]) => isAsked);
  if (asked.length > 1) {
    const flags = asked.map(([name]) => `--${name}`).join(' and ');
    throw new InputError('formats_exclusive', `${flags} cannot be written at once.`, { hint: 'Choose one of them.' });
  }
  if (json) return 'json';
  if (jsonl) return 'jsonl';
  return csv ? 'csv' : 'table';
}

/** Writes a table in the format asked for: the datum itself for machines, what tells something for people. */
export function writeTable(terminal: Terminal, format: Format, table: Table): void {
  for (const text of table.notes) note(terminal, text);
  switch (format) {
    case 'json':
      terminal.out.write(jsonText(table));
      return;
    case 'jsonl':
      terminal.out.write(jsonLines(table));
      return;
    case 'csv':
      terminal.out.write(csvText(table));
      return;
    case 'table':
      writeForPeople(terminal, table);
  }
}

/** The same, of records as a provider or Steward itself keeps them. */
export function writeRecords(terminal: Terminal, format: Format, records: readonly unknown[]): void {
  writeTable(terminal, format, tableOf({ records }));
}

/** Writes one thing: as an object for machines, as lines of name and value for people. */
export function writeRecord(terminal: Terminal, format: Format, record: unknown): void {
  if (format === 'json') terminal.out.write(`${JSON.stringify(record, null, 2)}\n`);
  else if (format === 'table') terminal.out.write(renderFields(terminal, record));
  else writeRecords(terminal, format, [record]);
}

function writeForPeople(terminal: Terminal, table: Table): void {
  if (table.rows.length === 0) {
    note(terminal, table.nothing ?? 'Nothing found.');
    return;
  }
  const { text, left } = renderRecords(terminal, table);
  terminal.out.write(`${text}\n`);
  if (left > 0) note(terminal, leftOutText(left));
}
