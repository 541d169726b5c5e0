import { z } from 'zod';
import type { AnyOperation } from '../../catalogue/define.ts';
import { operationById } from '../../catalogue/index.ts';
import { InputError } from '../../errors.ts';
import { execute, executePages } from '../../gate/execute.ts';
import { type Json, recordAnswer, tableAnswer } from './table.ts';
import type { Answer, Call } from './tool.ts';

/** A kind of thing that a tool lists: the list, and the read of one where there is one. */
export interface Kind {
  readonly list?: string;
  readonly get?: string;
  /** The parameter of `get` that takes the id. */
  readonly id?: string;
}

export interface ListInput {
  readonly id?: string | undefined;
  readonly match?: string | undefined;
  readonly fields?: readonly string[] | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
  readonly connection?: string | undefined;
}

/** Parameters that all listing tools share. Short, since every client pays for them in each conversation. */
export const listFields = {
  match: z.string().describe('Only rows with this text').optional(),
  fields: z.array(z.string()).optional(),
  limit: z.int().min(1).max(1000).optional(),
  cursor: z.string().optional(),
};

export const connectionField = { connection: z.string().describe('Connection name, if several').optional() };

const mostPages = 40;

/** One thing by its id, or the rows of a list: counted, filtered and cut on our side. */
export async function answerFrom(kind: Kind, parents: Json, input: ListInput, call: Call): Promise<Answer> {
  if (kind.list === undefined || (input.id !== undefined && kind.get)) {
    const operation = operationById(kind.get ?? '');
    const wanted = kind.id === undefined ? parents : { ...parents, [kind.id]: input.id };
    const answer = await execute(operation, wanted, call.session.execution(operation, input.connection, call.signal));
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
  const execution = call.session.execution(operation, connection, call.signal);
  const items: Json[] = [];
  let pages = 0;
  for await (const { data } of executePages(operation, { ...largestPage(operation), ...parameters }, execution)) {
    items.push(...(data as Json[]));
    pages += 1;
    call.progress?.(items.length, undefined, `${operation.id}: ${items.length} read`);
    if (pages >= mostPages) return { items, isWhole: false };
  }
  return { items, isWhole: true };
}

/** Few calls: the largest page that the list gives. */
function largestPage(operation: AnyOperation): Json {
  const limit = operation.input().shape['limit'];
  const most = [1000, 100].find((size) => limit?.safeParse(size).success);
  return most === undefined ? {} : { limit: most };
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

/** @throws InputError when a kind needs the id of what it is under. */
export function parentOf(name: string, kind: string, value: string | undefined): Json {
  if (value !== undefined) return { [name]: value };
  throw new InputError('parent_missing', `${kind} needs ${name}.`, {
    hint: `Pass ${name}; list its owners first if you do not know it.`,
  });
}
