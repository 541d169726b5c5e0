import { operationById } from '../../catalogue/index.ts';
import { nameOf, unnamedText } from '../../directory/names.ts';
import { exactText } from '../../ledger/exact.ts';
import type { Fact } from '../../ledger/fact.ts';
import { askReport, periodText, type ReportResult } from '../../ledger/live/ask.ts';
import { amountsOf, moneyText } from '../../ledger/money.ts';
import { byGroup, byIntervalAndGroup, total } from '../../ledger/question/totals.ts';
import { heaviestFirst, weightFor } from '../../ledger/question/weight.ts';
import { jsonNumber } from '../views/report.ts';
import { unknownTexts } from '../views/unknown.ts';
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
  const all = total(result.facts);
  return tableAnswer({
    title: `${operation.summary}, ${periodText(result)}${all ? `; total ${totalText(all, result)}` : ''}`,
    source: operation.id,
    records: shown.map((row) => recordOf(row, result, bucket !== undefined)),
    limit: input.limit,
    total: rows.length,
    offset,
    notes: [...result.unnamed.map(unnamedText), ...unknownTexts(result)],
    ...(all && { summary: { total_over_all_rows: measuresOf(all, result) } }),
  });
}

/** By time where intervals were asked for, else the heaviest first. */
function ranked(result: ReportResult, perBucket: boolean): Fact[] {
  if (perBucket) return byIntervalAndGroup(result.facts);
  const { report, facts } = result;
  return byGroup(facts).sort(heaviestFirst(weightFor(report, facts)));
}

function recordOf(row: Fact, result: ReportResult, perBucket: boolean): Json {
  const record: Record<string, unknown> = perBucket ? { from: row.starting_at } : {};
  for (const [dimension, id] of Object.entries(row.dimensions)) {
    const source = result.report.names?.[dimension];
    const name = nameOf(dimension, id, result.names, source?.absent);
    if (source && name !== null) record[dimension.replace(/_id$/, '')] = name;
    record[dimension] = id ?? (name === null ? '(none)' : null);
  }
  return { ...record, ...measuresOf(row, result) };
}

function measuresOf(row: Fact, { report }: ReportResult): Json {
  const measures = report.measures
    .map((path) => [path, jsonNumber(row.measures[path]?.known)] as const)
    .filter(([, value]) => value !== 0);
  return { ...moneyOf(row), ...Object.fromEntries(measures) };
}

function moneyOf({ money }: Fact): Json {
  if (!money) return {};
  const amounts = amountsOf(money).map(([currency, amount]) => [currency.toLowerCase(), exactText(amount.round(4))]);
  return amounts.length > 0 ? Object.fromEntries(amounts) : { usd: null };
}

function totalText(all: Fact, result: ReportResult): string {
  if (all.money) return moneyText(all.money) || 'unknown';
  const measures = Object.entries(measuresOf(all, result));
  return (
    measures.map(([path, value]) => `${Number(value).toLocaleString('en-US')} ${path.split('.').at(-1)}`).join(', ') ||
    'nothing'
  );
}
