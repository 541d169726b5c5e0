import { nameOf } from '../../directory/names.ts';
import type { ReportResult } from '../../ledger/live/ask.ts';
import type { ReportRow } from '../../ledger/live/rows.ts';
import { plainText } from '../../ledger/money.ts';

/**
 * A row as machines get it: the interval, each dimension with its name beside it, each measure under the provider's
 * name, and the amount as a decimal string in dollars and in the provider's own unit.
 */
export function reportRecord(row: ReportRow, { report, names }: ReportResult): Record<string, unknown> {
  const record: Record<string, unknown> = { starting_at: row.starting_at, ending_at: row.ending_at };
  for (const [dimension, id] of Object.entries(row.dimensions)) {
    record[dimension] = id;
    const source = report.names?.[dimension];
    if (source) record[dimension.replace(/_id$/, '_name')] = nameOf(dimension, id, names, source.absent);
  }
  for (const [path, value] of Object.entries(row.measures)) record[path] = value;
  if (row.money && report.money) {
    record['amount_usd'] = plainText(row.money);
    if (report.money.unit === 'cents') record['amount_cents'] = plainText(row.money.times(100));
    record['currency'] = 'USD';
  }
  return record;
}
