import type { AnyOperation } from '../../catalogue/define.ts';
import { operationById } from '../../catalogue/index.ts';
import { largestPage } from '../../connections/paging.ts';
import { InputError } from '../../errors.ts';
import { execute, executePages } from '../../gate/execute.ts';
import type { Kind, ListInput } from './fields.ts';
import { type Json, recordAnswer, tableAnswer } from './table.ts';
import type { Answer, Call } from './tool.ts';

const mostPages = 40;

/** One thing by its id, or the rows of a list: counted, filtered and cut on our side. */
export async function answerFrom(
  kind: Kind,
  parents: Json,
  input: ListInput & { readonly id?: string | undefined },
  call: Call,
): Promise<Answer> {
  if (kind.list === undefined || (input.id !== undefined && kind.get)) {
    const operation = operationById(kind.get ?? '');
    const wanted = kind.id === undefined ? parents : { ...parents, [kind.id]: input.id };
    const answer = await execute(operation, wanted, await call.session.on(operation, input.connection, call));
    return recordAnswer(operation.summary, operation.id, answer, input.fields);
  }
  return listAnswer(operationById(kind.list), parents, input, call);
}

export async function listAnswer(
  operation: AnyOperation,
  parameters: Json,
  input: ListInput,
  call: Call,
): Promise<Answer> {
  const { items, isWhole } = await everyItem(operation, parameters, input.connection, call);
  const found = input.match === undefined ? items : items.filter((item) => holds(item, input.match ?? ''));
  const offset = offsetFrom(input.cursor);
  const records = found.slice(offset, input.limit === undefined ? undefined : offset + input.limit);
  return tableAnswer({
    title: operation.summary,
    source: operation.id,
    records,
    fields: input.fields,
    limit: input.limit,
    total: found.length,
    offset,
    notes: isWhole ? [] : [`Only the first ${items.length} were read; narrow the question.`],
  });
}

async function everyItem(operation: AnyOperation, parameters: Json, connection: string | undefined, call: Call) {
  const execution = await call.session.on(operation, connection, call);
  const items: Json[] = [];
  let pages = 0;
  for await (const { data } of executePages(operation, { ...largestPage(operation), ...parameters }, execution)) {
    items.push(...(data as Json[]));
    pages += 1;
    if (pages >= mostPages) return { items, isWhole: false };
  }
  return { items, isWhole: true };
}

function holds(item: unknown, text: string): boolean {
  if (typeof item === 'object' && item !== null) return Object.values(item).some((each) => holds(each, text));
  return typeof item === 'string' && item.toLowerCase().includes(text.toLowerCase());
}

export function offsetFrom(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  if (/^\d{1,9}$/.test(cursor)) return Number(cursor);
  throw new InputError('cursor_invalid', `«${cursor.slice(0, 40)}» is not a cursor of this tool.`, {
    hint: 'Pass the cursor that the answer before gave.',
  });
}
