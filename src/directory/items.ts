import type { AnyOperation } from '../catalogue/define.ts';
import { operationById } from '../catalogue/index.ts';
import type { Under } from '../catalogue/listing.ts';
import { largestPage } from '../connections/paging.ts';
import { type ErrorKind, isStewardError, type StewardError } from '../errors.ts';
import { executePages } from '../gate/execute.ts';
import type { Execution } from '../gate/execution.ts';

export type Item = Readonly<Record<string, unknown>> & { readonly id: string };

type Input = Readonly<Record<string, unknown>>;

/** A list, and how all of it is read. */
export interface Source {
  readonly list: AnyOperation;
  readonly input?: Input | undefined;
  readonly under?: Under | undefined;
}

/** What a walk through lists met: why some of it was not read, and whether it makes sense to go on. */
export class Troubles {
  /** Parts of a sentence. */
  readonly reasons = new Set<string>();
  #kind: ErrorKind | undefined;
  #isOver = false;
  #inARow = 0;

  /** Of the first refusal; undefined where what is missing was not asked for. */
  get kind(): ErrorKind | undefined {
    return this.#kind;
  }

  /** True once whatever comes next would be refused too. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** @throws what no other list would be spared: that somebody cancelled, or a defect of ours. */
  met(operation: AnyOperation, error: unknown): void {
    if (!isStewardError(error) || error.code === 'cancelled') throw error;
    this.reasons.add(reasonOf(operation, error));
    this.#kind ??= error.kind;
    this.#inARow += 1;
    // A scope may be missing for one parent alone; that two in a row refuse says that the next will, too.
    if (refusesAll(error) || (error.code === 'scope_missing' && this.#inARow > 1)) this.#isOver = true;
  }

  /** A list was read: what refuses after it refuses for itself. */
  passed(): void {
    this.#inARow = 0;
  }
}

/** One item of a list, and the id of the parent that it stands under. */
export interface Found {
  readonly item: Item;
  readonly parent: string | undefined;
}

/**
 * The items of a list, of every parent where it stands under some, as far as they can be read; what cannot be is told to
 * `troubles`. Lists that are sure to refuse are not asked.
 */
export async function* itemsOf(
  { list, input = {}, under }: Source,
  execution: Execution,
  troubles: Troubles,
): AsyncGenerator<Found> {
  if (!under) {
    for await (const item of itemsIn(list, input, execution, troubles)) yield { item, parent: undefined };
    return;
  }
  const parents: Item[] = [];
  for await (const item of itemsIn(operationById(under.list), under.input ?? {}, execution, troubles)) {
    parents.push(item);
  }
  for (const parent of parents) {
    if (troubles.isOver) return;
    if (under.shut && parent[under.shut.field] === under.shut.is) {
      troubles.reasons.add(under.shut.says);
      continue;
    }
    const own = { ...input, [under.parameter]: parent.id };
    for await (const item of itemsIn(list, own, execution, troubles)) yield { item, parent: parent.id };
  }
}

async function* itemsIn(
  list: AnyOperation,
  input: Input,
  execution: Execution,
  troubles: Troubles,
): AsyncGenerator<Item> {
  try {
    for await (const page of executePages(list, { ...largestPage(list), ...input }, execution)) {
      for (const item of page.data) {
        if (isItem(item)) yield item;
        else troubles.reasons.add(`${list.id} answered with something that has no id`);
      }
    }
    troubles.passed();
  } catch (error) {
    troubles.met(list, error);
  }
}

function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';
}

/** Such a refusal is about the key or the pace, so that the next list of the kind meets it too. */
function refusesAll({ kind, code }: StewardError): boolean {
  return (
    (kind === 'credential' && code !== 'scope_missing') ||
    kind === 'policy' ||
    kind === 'connection' ||
    code === 'rate_limited'
  );
}

function reasonOf({ id }: AnyOperation, { code, message }: StewardError): string {
  if (code === 'scope_missing') return `the key may not read ${id}`;
  if (code === 'rate_limited') return `${id} was throttled`;
  if (code === 'denied') return `policy denies ${id}`;
  return message.replace(/\.$/, '');
}
