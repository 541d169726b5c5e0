import type { Table } from '../../views/table.ts';

/** The records as one JSON document, as they came. */
export function jsonText({ records }: Table): string {
  return `${JSON.stringify(records, null, 2)}\n`;
}

/** One JSON document for each record and line. */
export function jsonLines({ records }: Table): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}
