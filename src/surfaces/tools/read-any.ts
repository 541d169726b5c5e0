import type { AnyOperation } from '../../catalogue/define.ts';
import { operationById } from '../../catalogue/index.ts';
import { isPage } from '../../connections/paging.ts';
import { InputError } from '../../errors.ts';
import { execute } from '../../gate/execute.ts';
import { tableOf } from '../views/table.ts';
import type { Json, ListInput } from './fields.ts';
import { everyItem, labelOf, listAnswer, matchingRows } from './lists.ts';
import { recordAnswer } from './render/record.ts';
import type { Answer, Call } from './tool.ts';

/** Any read: a list over all its pages, or what one call answers with. */
export async function readAny(id: string, input: Json, list: ListInput, call: Call): Promise<Answer> {
  const operation = operationById(id);
  if (operation.risk !== 'read') {
    throw new InputError('not_a_read', `${operation.id} changes something (${operation.risk}); read runs reads only.`, {
      hint: 'Use propose_change; a person then approves the exact change.',
    });
  }
  if (operation.report?.shape === 'buckets') return bucketsAnswer(operation, input, list, call);
  if (operation.pages) return listAnswer(operation, input, list, call);
  const answer = await execute(operation, input, await call.session.on(operation, list.connection, call));
  if (!isPage(answer)) return recordAnswer(tableOf({ ...labelOf(operation), records: [answer] }), list);
  return matchingRows({ ...labelOf(operation), records: answer.data, notes: [] }, list);
}

/** A report as its provider tells it: each result with the interval that it stands in. */
async function bucketsAnswer(operation: AnyOperation, input: Json, list: ListInput, call: Call): Promise<Answer> {
  const { items, isWhole } = await everyItem(operation, input, list.connection, call);
  const records = items.flatMap(({ results, ...interval }) =>
    Array.isArray(results) ? results.map((result: Json) => ({ ...interval, ...result })) : [interval],
  );
  const notes = isWhole ? [] : [`Only the first ${items.length} intervals were read; narrow the question.`];
  return matchingRows({ ...labelOf(operation), records, notes }, list);
}
