import type { AnyOperation, ProviderOperation } from '../catalogue/define.ts';
import { parameterOf } from '../catalogue/parameters.ts';
import { ProviderError } from '../errors.ts';
import { cleanText } from '../internal/clean-text.ts';
import { providerOf } from '../providers/index.ts';
import type { Input, Page, PageFamily } from '../providers/pages.ts';
import { failureIn } from '../providers/reason.ts';

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

function familyOf(operation: AnyOperation): PageFamily | undefined {
  if (operation.risk !== 'read' || operation.pages === undefined) return undefined;
  const { title, pages } = providerOf(operation.provider);
  const family = pages[operation.pages];
  // Never taken for a list of one page: what is missing would show nowhere.
  if (!family) throw new Error(`${title} has no lists that continue by ${operation.pages}, as ${operation.id} says.`);
  return family;
}

/** What an operation's call answered, as plain data. */
export function answerOf(operation: ProviderOperation, result: unknown, headers: Headers): unknown {
  const body = providerOf(operation.provider).bodyOf(result);
  const failure = failureIn(body);
  if (failure !== undefined) throw answeredWithFailure(operation, failure);
  return familyOf(operation)?.read?.(body, headers) ?? body;
}

/** True when more pages follow this one. */
export function hasMore(operation: AnyOperation, page: Page, input: Input): boolean {
  return familyOf(operation)?.next(page, input) != null;
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
  const family = familyOf(operation);
  const seen = new Set<string>();
  let position = input;
  for (;;) {
    const page = await fetchPage(position);
    yield page;
    const following = family?.next(page, position);
    if (following === undefined) return;
    if (following === null) throw brokenPaging(operation, 'cursor_missing', 'says that more follows without a cursor');
    const [[name, cursor] = ['', '']] = Object.entries(following);
    if (seen.has(String(cursor))) throw brokenPaging(operation, 'cursor_loop', `repeats the cursor ${name}=${cursor}`);
    seen.add(String(cursor));
    position = { ...position, ...following };
  }
}

/** A gateway may say so with the status of success. */
function answeredWithFailure({ id }: AnyOperation, reason: string): ProviderError {
  return new ProviderError(
    'provider',
    'provider_failed',
    `${id} was answered with an error: ${cleanText(reason, 400)}`,
    {
      hint: 'It came with the status of success, as gateways do. Try again in a moment, or look at what stands between.',
    },
  );
}

function brokenPaging(operation: AnyOperation, code: string, how: string): ProviderError {
  return new ProviderError('provider', code, `The provider ${how} in ${operation.id}; following it would never end.`, {
    hint: 'Nothing of it is shown, since it would be a part that looks like the whole. Ask for a smaller range, or report it to the provider.',
  });
}
