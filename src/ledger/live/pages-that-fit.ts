import type { AnyOperation } from '../../catalogue/define.ts';
import { isStewardError, ProviderError } from '../../errors.ts';
import { executePages } from '../../gate/execute.ts';
import type { Execution } from '../../gate/execution.ts';
import type { Page } from '../../providers/pages.ts';
import type { Fact } from '../fact.ts';
import type { Unread } from './facts.ts';

type Input = Readonly<Record<string, unknown>>;

interface Read {
  readonly facts: readonly Fact[];
  /** Numbers that nobody reads, of these pages. */
  readonly found: Unread;
}

/**
 * The facts of all pages of one call for a report. Where an answer would be too large, pages of half as many intervals are
 * asked for, down to one.
 * @throws ProviderError; where a rule of the provider is behind the refusal, its hint says which question works.
 */
export async function inPagesThatFit(
  operation: AnyOperation,
  input: Input,
  execution: Execution,
  read: (page: Page, into: Unread) => readonly Fact[],
): Promise<Read> {
  const facts: Fact[] = [];
  const found: Unread = new Map();
  try {
    for await (const page of executePages(operation, input, execution)) {
      for (const fact of read(page, found)) facts.push(fact);
    }
    return { facts, found };
  } catch (error) {
    const { limit } = input;
    if (isTooLarge(error) && typeof limit === 'number' && limit > 1) {
      return inPagesThatFit(operation, { ...input, limit: Math.ceil(limit / 2) }, execution, read);
    }
    throw explained(operation, error);
  }
}

function isTooLarge(error: unknown): boolean {
  if (!isStewardError(error) || error.kind !== 'provider' || !('status' in error)) return false;
  return (
    error.status === 413 ||
    (error.status === 400 && /too large|too many (?:rows|results|groups)|reduce limit/i.test(error.message))
  );
}

function explained(operation: AnyOperation, error: unknown): unknown {
  if (!(error instanceof ProviderError) || operation.risk !== 'read') return error;
  const rule = operation.report?.rules?.find(({ says }) => says.test(error.message));
  if (!rule) return error;
  const { status, requestId } = error;
  return new ProviderError('provider', error.code, error.message, {
    hint: rule.instead,
    parameter: 'by',
    cause: error,
    ...(status !== undefined && { status }),
    ...(requestId !== undefined && { requestId }),
  });
}
