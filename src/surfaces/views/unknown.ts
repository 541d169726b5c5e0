import { type Exact, exactText } from '../../ledger/exact.ts';
import type { ReportResult } from '../../ledger/live/ask.ts';
import { total } from '../../ledger/question/totals.ts';
import { headlineOf } from '../../ledger/question/weight.ts';

/** What the sums of a report leave out because nobody knows it, as sentences. */
export function unknownTexts({ report, facts, unread }: ReportResult): string[] {
  const all = total(facts);
  if (!all) return [];
  const telling = report.money ? [] : headlineOf(report);
  const measures = Object.entries(all.measures)
    .filter(([path, { known, unknown }]) => unknown > 0 && (known !== undefined || telling.includes(path)))
    .map(([path, { unknown }]) => [path, unknown] as const);
  const unknown = [...(all.money?.unknown ? [['amount', all.money.unknown] as const] : []), ...measures];
  const left = unknown.map(
    ([what, rows]) =>
      `${rows} ${rows === 1 ? 'row has' : 'rows have'} no ${what}; sums leave ${rows === 1 ? 'it' : 'them'} out.`,
  );
  return [...left, ...[...unread].map(([path, sum]) => unreadText(path, sum))];
}

function unreadText(path: string, sum: Exact): string {
  return `The answer has ${path} (${exactText(sum)} in all), which this report is not known to have; no sum counts it.`;
}
