import type { AnyOperation } from '../../catalogue/define.ts';
import { operationById } from '../../catalogue/index.ts';
import { largestPage } from '../../connections/paging.ts';
import { execute, executePages } from '../../gate/execute.ts';
import { tableOf } from '../views/table.ts';
import type { Json, Kind, ListInput } from './fields.ts';
import { hasBeginnings, hasWords } from './match.ts';
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
    return recordAnswer(tableOf({ ...labelOf(operation), records: [answer] }), input);
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
  const notes = isWhole ? [] : [`Only the first ${items.length} were read; narrow the question.`];
  return matchingRows({ ...labelOf(operation), records: items, notes }, input);
}

/** The records that have the words asked for, as a table; where none has, those with words that begin so. */
export function matchingRows(
  {
    records,
    notes,
    ...label
  }: { title: string; source: string; records: readonly unknown[]; notes: readonly string[] },
  input: ListInput,
): Answer {
  const { match } = input;
  if (match === undefined || match.trim() === '') return tableAnswer(tableOf({ ...label, records, notes }), input);
  const whole = records.filter((item) => hasWords(item, match));
  const found = whole.length > 0 ? whole : records.filter((item) => hasBeginnings(item, match));
  const begins =
    whole.length === 0 && found.length > 0 ? ['No row has that word; these have words that begin so.'] : [];
  return tableAnswer(tableOf({ ...label, records: found, notes: [...notes, ...begins] }), input);
}

/** What an answer is called, and where it comes from. */
export function labelOf({ id, summary }: AnyOperation) {
  return { title: summary, source: id };
}

/** What all pages of a list or a report hold, up to a bound. */
export async function everyItem(operation: AnyOperation, parameters: Json, connection: string | undefined, call: Call) {
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
