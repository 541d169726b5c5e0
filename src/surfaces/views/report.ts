import { nameOf } from '../../directory/names.ts';
import { type Exact, exactText } from '../../ledger/exact.ts';
import type { Fact } from '../../ledger/fact.ts';
import type { ReportResult } from '../../ledger/live/ask.ts';
import { amountsOf } from '../../ledger/money.ts';

/**
 * A row as machines get it: the interval, each dimension with its name beside it, each measure under the provider's
 * name, and the amount as a decimal string in dollars and in the provider's own unit. Null is what nobody knows.
 */
export function reportRecord(row: Fact, { report, names }: ReportResult): Record<string, unknown> {
  const record: Record<string, unknown> = { starting_at: row.starting_at, ending_at: row.ending_at };
  for (const [dimension, id] of Object.entries(row.dimensions)) {
    record[dimension] = id;
    const source = report.names?.[dimension];
    if (source) record[dimension.replace(/_id$/, '_name')] = nameOf(dimension, id, names, source.absent);
  }
  for (const [path, { known }] of Object.entries(row.measures)) record[path] = jsonNumber(known);
  if (row.money && report.money) {
    const amounts = amountsOf(row.money);
    if (amounts.length === 0) record['amount_usd'] = null;
    for (const [currency, amount] of amounts) record[`amount_${currency.toLowerCase()}`] = exactText(amount);
    if (report.money.unit === 'cents') record['amount_cents'] = amounts[0] ? exactText(amounts[0][1].times(100)) : null;
    record['currency'] = amounts.map(([currency]) => currency).join(' ') || null;
  }
  return record;
}

/** As a number of JSON where that is exact, else as text; null where nobody knows it. */
export function jsonNumber(value: Exact | undefined): number | string | null {
  if (value === undefined) return null;
  const text = exactText(value);
  return String(Number(text)) === text ? Number(text) : text;
}
