import type { AnyOperation, OperationCall } from '../../catalogue/define.ts';
import { operationById } from '../../catalogue/index.ts';
import { largestPage } from '../../connections/paging.ts';
import { isStewardError } from '../../errors.ts';
import { canonicalJson } from '../../internal/canonical.ts';
import { redactKnown } from '../../internal/redact.ts';
import type { Json } from '../change/record.ts';
import { execute, executePages } from '../execute.ts';
import type { AnyExecution } from '../execution.ts';
import type { Reach } from '../reach.ts';

/** Lists longer than this are not read to the end. */
const mostPages = 50;

/** Reads under way at the same time; the pacer spaces them further where the provider wants it. */
const concurrency = 8;

/**
 * Reads states and lists for one look at a change: what several steps need is read once, several reads go side by side.
 * Secrets are taken out of what it answers.
 */
export class Reader {
  readonly #reach: Reach;
  readonly #answers = new Map<string, Promise<unknown>>();
  #free = concurrency;
  readonly #waiting: (() => void)[] = [];

  constructor(reach: Reach) {
    this.#reach = reach;
  }

  /**
   * What a read shows before or after a write: the answer itself; of a list, over all its pages, the items that the write
   * names; null where the provider has no such thing.
   */
  async state(call: OperationCall, about: Json, connection: string): Promise<unknown> {
    const operation = operationById(call.id);
    try {
      if (!isList(operation)) return await this.#once(call, connection, (at) => execute(operation, call.input, at));
      const texts = textsIn(about);
      const items = await this.items(call, connection);
      return { data: items.filter((item) => [...textsIn(item)].some((text) => texts.has(text))) };
    } catch (error) {
      if (isStewardError(error) && error.kind === 'not_found') return null;
      throw error;
    }
  }

  /** What a read answers: of a list every item, else the one thing. */
  async all(call: OperationCall, connection: string): Promise<Json[]> {
    const operation = operationById(call.id);
    if (isList(operation)) return this.items(call, connection);
    return [(await this.#once(call, connection, (at) => execute(operation, call.input, at))) as Json];
  }

  /** What a read answers, whole: of a list over all its pages; null where the provider has no such thing. */
  async whole(call: OperationCall, connection: string): Promise<unknown> {
    if (!isList(operationById(call.id))) return this.state(call, {}, connection);
    return { data: await this.items(call, connection) };
  }

  /** Every item of a list, as far as lists are read. */
  async items(call: OperationCall, connection: string): Promise<Json[]> {
    return (await this.#once(call, connection, (at) => wholeList(call, at))) as Json[];
  }

  #once(call: OperationCall, connection: string, read: (at: AnyExecution) => Promise<unknown>): Promise<unknown> {
    const key = canonicalJson([connection, call.id, call.input]);
    const known = this.#answers.get(key);
    if (known) return known;
    const answer = this.#inTurn(async () =>
      redactKnown(await read(await this.#reach.on(operationById(call.id), connection))),
    );
    this.#answers.set(key, answer);
    return answer;
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#free -= 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}

async function wholeList({ id, input }: OperationCall, execution: AnyExecution): Promise<Json[]> {
  const operation = operationById(id);
  const items: Json[] = [];
  let pages = 0;
  for await (const { data } of executePages(operation, { ...largestPage(operation), ...input }, execution)) {
    items.push(...(data as Json[]));
    pages += 1;
    if (pages >= mostPages) break;
  }
  return items;
}

function isList(operation: AnyOperation): boolean {
  return operation.risk === 'read' && operation.pages !== undefined;
}

/** Every text in a value, however deep. */
function textsIn(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value === 'string') found.add(value);
  else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) textsIn(each, found);
  return found;
}
