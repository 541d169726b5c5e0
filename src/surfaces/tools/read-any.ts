import { operationById } from '../../catalogue/index.ts';
import { isPage } from '../../connections/paging.ts';
import { InputError } from '../../errors.ts';
import { execute } from '../../gate/execute.ts';
import { tableOf } from '../views/table.ts';
import type { Json, ListInput } from './fields.ts';
import { labelOf, listAnswer } from './lists.ts';
import { recordAnswer } from './render/record.ts';
import { tableAnswer } from './render/table.ts';
import type { Answer, Call } from './tool.ts';

/** Any read: a list over all its pages, or what one call answers with. */
export async function readAny(id: string, input: Json, list: ListInput, call: Call): Promise<Answer> {
  const operation = operationById(id);
  if (operation.risk !== 'read') {
    throw new InputError('not_a_read', `${operation.id} changes something (${operation.risk}); read runs reads only.`, {
      hint: 'Use propose_change; a person then approves the exact change.',
    });
  }
  if (operation.pages && !operation.report) return listAnswer(operation, input, list, call);
  const answer = await execute(operation, input, await call.session.on(operation, list.connection, call));
  if (!isPage(answer)) return recordAnswer(tableOf({ ...labelOf(operation), records: [answer] }), list.fields);
  return tableAnswer(tableOf({ ...labelOf(operation), records: answer.data }), list);
}
