import type { AnyOperation, Paging } from '../catalogue/define.ts';
import { parameterOf } from '../catalogue/parameters.ts';
import { ProviderError } from '../errors.ts';

/** A page as the provider sent it. */
export interface Page {
  readonly data: readonly unknown[];
  readonly [field: string]: unknown;
}

/** True for what a list or a report answers with. */
export function isPage(value: unknown): value is Page {
  return typeof value === 'object' && value !== null && 'data' in value && Array.isArray(value.data);
}

/** The largest page that a list gives, so that reading all of it takes few calls. */
export function largestPage(operation: AnyOperation): { readonly limit?: number } {
  const limit = parameterOf(operation.input(), 'limit');
  if (limit?.kind !== 'whole number') return {};
  const { minimum = 0, maximum = Number.POSITIVE_INFINITY } = limit;
  const most = [1000, 100].find((size) => size >= minimum && size <= maximum);
  return most === undefined ? {} : { limit: most };
}

type Input = Readonly<Record<string, unknown>>;

/** What to add to the input for the following page; undefined at the end; null when the page hides its cursor. */
type Next = (page: Page, input: Input) => Input | undefined | null;

/** The paging families of both providers. Sources: their reference pages on pagination. */
const families: Readonly<Record<Paging, Next>> = {
  after_id(page, input) {
    if (page['has_more'] !== true) return undefined;
    const backwards = input['before_id'] !== undefined;
    return withCursor(backwards ? 'before_id' : 'after_id', page[backwards ? 'first_id' : 'last_id']);
  },
  page(page) {
    if (page['next_page'] == null && page['has_more'] !== true) return undefined;
    return page['has_more'] === false ? undefined : withCursor('page', page['next_page']);
  },
  after(page, input) {
    if (page['has_more'] !== true) return undefined;
    if (input['before'] !== undefined) return withCursor('before', page['first_id'] ?? idOf(page.data[0]));
    return withCursor('after', page['last_id'] ?? idOf(page.data.at(-1)));
  },
  next(page) {
    if (page['has_more'] !== true) return undefined;
    return withCursor('after', page['next']);
  },
};

function withCursor(name: string, cursor: unknown): Input | null {
  return typeof cursor === 'string' && cursor !== '' ? { [name]: cursor } : null;
}

function idOf(item: unknown): unknown {
  return typeof item === 'object' && item !== null && 'id' in item ? item.id : undefined;
}

/** True when more pages follow this one. */
export function hasMore(operation: AnyOperation, page: Page, input: Input): boolean {
  return operation.risk === 'read' && operation.pages !== undefined && families[operation.pages](page, input) != null;
}

/**
 * All pages of a list, one at a time. `fetchPage` is asked again with the cursor of the page before.
 * @throws ProviderError when the provider repeats a cursor, or says that there is more without saying where.
 */
export async function* followPages(
  operation: AnyOperation,
  input: Input,
  fetchPage: (input: Input) => Promise<Page>,
): AsyncGenerator<Page> {
  const next = operation.risk === 'read' && operation.pages ? families[operation.pages] : undefined;
  const seen = new Set<string>();
  let position = input;
  for (;;) {
    const page = await fetchPage(position);
    yield page;
    const following = next?.(page, position);
    if (following === undefined) return;
    if (following === null) throw brokenPaging(operation, 'cursor_missing', 'says that more follows without a cursor');
    const [[name, cursor] = ['', '']] = Object.entries(following);
    if (seen.has(String(cursor))) throw brokenPaging(operation, 'cursor_loop', `repeats the cursor ${name}=${cursor}`);
    seen.add(String(cursor));
    position = { ...position, ...following };
  }
}

function brokenPaging(operation: AnyOperation, code: string, how: string): ProviderError {
  return new ProviderError('provider', code, `The provider ${how} in ${operation.id}; following it would never end.`, {
    hint: 'What came before is complete up to that page. Ask for a smaller range, or report it to the provider.',
  });
}

/** The plain body behind what an SDK answered: its page objects carry the body, everything else is the body. */
export function plainBody(result: unknown): unknown {
  if (typeof result !== 'object' || result === null) return result;
  return 'getPaginatedItems' in result && 'body' in result ? result.body : result;
}
