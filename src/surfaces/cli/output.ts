import { InputError } from '../../errors.ts';
import { wholeNumber } from '../../session/own-sandbox.ts';
import { type Selection, selected } from '../views/select.ts';
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

/** What is wanted of a list, as it was typed. */
export interface ListOptions {
  readonly columns?: string;
  readonly sort?: string;
  readonly top?: string;
  readonly where?: readonly string[];
}

export function selectionFrom({ columns, sort, top, where }: ListOptions): Selection {
  return {
    columns: columns?.split(',').map((name) => name.trim()),
    sort,
    top: top === undefined ? undefined : wholeNumber(top, '--top'),
    filters: where,
  };
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
      terminal.out.write(csvText(table, Number.isFinite(terminal.width)));
      return;
    case 'table':
      writeForPeople(terminal, table);
  }
}

/** The same, of records as a provider or Steward itself keeps them. */
export function writeRecords(
  terminal: Terminal,
  format: Format,
  records: readonly unknown[],
  { source, selection = {} }: { readonly source?: string; readonly selection?: Selection } = {},
): void {
  writeTable(terminal, format, selected(tableOf({ records, ...(source !== undefined && { source }) }), selection));
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
