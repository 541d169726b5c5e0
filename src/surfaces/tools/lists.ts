import type { AnyOperation } from '../../catalogue/define.ts';
import { operationById } from '../../catalogue/index.ts';
import { largestPage } from '../../connections/paging.ts';
import { execute, executePages } from '../../gate/execute.ts';
import { tableOf } from '../views/table.ts';
import type { Json, Kind, ListInput } from './fields.ts';
import { recordAnswer } from './render/record.ts';
import { tableAnswer } from './render/table.ts';
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
    return recordAnswer(tableOf({ ...labelOf(operation), records: [answer] }), input.fields);
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
  const notes = isWhole ? [] : [`Only the first ${items.length} were read; narrow the question.`];
  return tableAnswer(tableOf({ ...labelOf(operation), records: found, notes }), input);
}

/** What an answer is called, and where it comes from. */
export function labelOf({ id, summary }: AnyOperation) {
  return { title: summary, source: id };
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
