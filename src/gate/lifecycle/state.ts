import type { AnyOperation, OperationCall } from '../../catalogue/define.ts';
import { operationById } from '../../catalogue/index.ts';
import { largestPage } from '../../connections/paging.ts';
import { isStewardError } from '../../errors.ts';
import { canonicalJson } from '../../internal/canonical.ts';
import { type Execution, execute, executePages } from '../execute.ts';

type Json = Readonly<Record<string, unknown>>;

/** Lists longer than this are not read to the end. */
const mostPages = 50;

/**
 * What a read shows before or after a write: the answer itself; of a list, over all its pages, the items that the write
 * names; null where the provider has no such thing.
 */
export async function readState(call: OperationCall, about: Json, execution: Execution): Promise<unknown> {
  const operation = operationById(call.id);
  try {
    if (!isList(operation)) return await execute(operation, call.input, execution);
    return { data: await itemsNaming(textsIn(about), operation, call.input, execution) };
  } catch (error) {
    if (isStewardError(error) && error.kind === 'not_found') return null;
    throw error;
  }
}

/** Every item of a list, as far as lists are read. */
export async function itemsOf(call: OperationCall, execution: Execution): Promise<Json[]> {
  const operation = operationById(call.id);
  const items: Json[] = [];
  let pages = 0;
  for await (const { data } of executePages(operation, { ...largestPage(operation), ...call.input }, execution)) {
    items.push(...(data as Json[]));
    pages += 1;
    if (pages >= mostPages) break;
  }
  return items;
}

/** True when two states say the same, apart from what moves by itself. */
export function sameState(before: unknown, now: unknown): boolean {
  return canonicalJson(withoutMoving(before)) === canonicalJson(withoutMoving(now));
}

/** Where two states differ, in words. */
export function differences(before: unknown, now: unknown): string[] {
  if (before === null || now === null) return [now === null ? 'it is gone' : 'it is there again'];
  const [a, b] = [flat(withoutMoving(before)), flat(withoutMoving(now))];
  const names = [...new Set([...a.keys(), ...b.keys()])];
  return names
    .filter((name) => canonicalJson(a.get(name) ?? null) !== canonicalJson(b.get(name) ?? null))
    .map((name) => `${name}: ${JSON.stringify(a.get(name) ?? null)} → ${JSON.stringify(b.get(name) ?? null)}`);
}

/** Times of last use and the like change while nobody changes anything. */
const moving =
  /^(?:last_(?:used|active|seen|delivery|success|failure|synced)\w*|updated_at|added_at_relative|next|first_id|last_id|has_more)$/;

function withoutMoving(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMoving);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([name]) => !moving.test(name));
  return Object.fromEntries(fields.map(([name, each]) => [name, withoutMoving(each)]));
}

function flat(value: unknown, name = ''): Map<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Map([[name, value]]);
  return new Map(Object.entries(value).flatMap(([key, each]) => [...flat(each, name === '' ? key : `${name}.${key}`)]));
}

function isList(operation: AnyOperation): boolean {
  return operation.risk === 'read' && operation.pages !== undefined;
}

async function itemsNaming(texts: ReadonlySet<string>, operation: AnyOperation, input: Json, execution: Execution) {
  const items = await itemsOf({ id: operation.id, input }, execution);
  return items.filter((item) => [...textsIn(item)].some((text) => texts.has(text)));
}

/** Every text in a value, however deep. */
function textsIn(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value === 'string') found.add(value);
  else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) textsIn(each, found);
  return found;
}
