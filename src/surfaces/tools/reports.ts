import { operationById } from '../../catalogue/index.ts';
import { nameOf, unnamedText } from '../../directory/names.ts';
import { askReport, headlineOf, periodText, type ReportResult } from '../../ledger/live/ask.ts';
import type { ReportRow } from '../../ledger/live/rows.ts';
import { dollars, plainText } from '../../ledger/money.ts';
import { byGroup, byIntervalAndGroup, total, weight } from '../../ledger/question/totals.ts';
import type { ReportInput } from './fields.ts';
import { offsetFrom } from './lists.ts';
import { type Json, tableAnswer } from './table.ts';
import type { Answer, Call } from './tool.ts';

/** What was used and what it cost: summed and ranked on our side over every page, names resolved. */
export async function reportAnswer(id: string, input: ReportInput, call: Call): Promise<Answer> {
  const operation = operationById(id);
  const execution = await call.session.on(operation, input.connection, call);
  const { since, until, by, bucket, filter = {} } = input;
  const result = await askReport(operation, { since, until, by, bucket, filters: filter }, execution, {
    now: call.session.now(),
  });
  const rows = ranked(result, bucket !== undefined);
  const offset = offsetFrom(input.cursor);
  const shown = rows.slice(offset, input.limit === undefined ? undefined : offset + input.limit);
  const all = total(result.rows);
  return tableAnswer({
    title: `${operation.summary}, ${periodText(result)}${all ? `; total ${totalText(all, result)}` : ''}`,
    source: operation.id,
    records: shown.map((row) => recordOf(row, result, bucket !== undefined)),
    limit: input.limit,
    total: rows.length,
    offset,
    notes: result.unnamed.map(unnamedText),
    ...(all && { summary: { total_over_all_rows: measuresOf(all, result) } }),
  });
}

/** By time where intervals were asked for, else the heaviest first. */
function ranked(result: ReportResult, perBucket: boolean): ReportRow[] {
  if (perBucket) return byIntervalAndGroup(result.rows);
  const headline = headlineOf(result);
  return byGroup(result.rows).sort((a, b) => weight(b, headline) - weight(a, headline));
}

function recordOf(row: ReportRow, result: ReportResult, perBucket: boolean): Json {
  const record: Record<string, unknown> = perBucket ? { from: row.starting_at } : {};
  for (const [dimension, id] of Object.entries(row.dimensions)) {
    const source = result.report.names?.[dimension];
    const name = nameOf(dimension, id, result.names, source?.absent);
    if (source && name !== null) record[dimension.replace(/_id$/, '')] = name;
    record[dimension] = id ?? (name === null ? '(none)' : null);
  }
  return { ...record, ...measuresOf(row, result) };
}

function measuresOf(row: ReportRow, { report }: ReportResult): Json {
  const measures = report.measures.filter((path) => row.measures[path]).map((path) => [path, row.measures[path]]);
  return { ...(row.money && { usd: plainText(row.money.round(4)) }), ...Object.fromEntries(measures) };
}

function totalText(all: ReportRow, result: ReportResult): string {
  if (all.money) return dollars(all.money);
  const measures = Object.entries(measuresOf(all, result));
  return (
    measures.map(([path, value]) => `${Number(value).toLocaleString('en-US')} ${path.split('.').at(-1)}`).join(', ') ||
    'nothing'
  );
}
