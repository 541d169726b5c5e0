import type { ClientSettings, FailedCall } from './provider.ts';

/*
 * What the SDKs have in common that Stainless generates: options, errors and page objects. Their classes are not imported,
 * since that would load them.
 */

/** Our settings, as such an SDK's constructor takes them. */
export function stainlessOptions({ baseUrl, retries, timeoutMs, fetch, headers }: ClientSettings) {
  return {
    baseURL: baseUrl,
    maxRetries: retries,
    timeout: timeoutMs,
    fetch,
    defaultHeaders: headers,
    logLevel: 'off',
  } as const;
}

/** What an SDK's `APIError` says of the answer. */
export function readStainlessError(error: Error): FailedCall | undefined {
  if (!isApiError(error)) return undefined;
  return { status: error.status, message: messageIn(error.error), requestId: error.requestID ?? undefined };
}

interface ApiError extends Error {
  readonly status: number | undefined;
  readonly error: unknown;
  readonly requestID: string | null | undefined;
}

function isApiError(error: Error): error is ApiError {
  return 'status' in error && 'requestID' in error;
}

/** Bodies nest their message in none, one or two objects named `error`, and an SDK may have unwrapped one already. */
function messageIn(body: unknown): string | undefined {
  for (let here: unknown = body, depth = 0; depth < 3; depth += 1) {
    if (typeof here !== 'object' || here === null) break;
    if ('message' in here && typeof here.message === 'string') return here.message;
    here = 'error' in here ? here.error : undefined;
  }
  return undefined;
}

/** The plain body behind what an SDK answered: its page objects carry the body, everything else is the body. */
export function stainlessBody(result: unknown): unknown {
  if (typeof result !== 'object' || result === null) return result;
  return 'getPaginatedItems' in result && 'body' in result ? result.body : result;
}
