import { operationById } from '../../catalogue/index.ts';
import { connected } from '../../gate/execution.ts';
import { askReport } from '../../ledger/live/ask.ts';
import { reportTable, totalText } from '../views/report.ts';
import type { ReportInput } from './fields.ts';
import { tableAnswer } from './render/table.ts';
import type { Answer, Call } from './tool.ts';

/** What was used and what it cost: summed and ranked on our side over every page, names resolved. */
export async function reportAnswer(id: string, input: ReportInput, call: Call): Promise<Answer> {
  const operation = operationById(id);
  const execution = connected(await call.session.on(operation, input.connection, call));
  const { since, until, by, bucket, filter = {} } = input;
  const result = await askReport(operation, { since, until, by, bucket, filters: filter }, execution, {
    now: call.session.now(),
  });
  const table = reportTable(result, bucket !== undefined);
  const total = totalText(result);
  const title = total === undefined ? table.title : `${table.title}; total ${total}`;
  // Shares can be had from the amounts; a model is not charged for them.
  const columns = table.columns.filter(({ kind }) => kind !== 'share');
  return tableAnswer({ ...table, title, columns }, input);
}
