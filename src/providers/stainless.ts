import type { ClientSettings, FailedCall } from './provider.ts';
import { reasonIn } from './reason.ts';

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
  return {
    status: error.status,
    message: reasonIn(error.error) ?? textBody(error),
    requestId: error.requestID ?? undefined,
  };
}

interface ApiError extends Error {
  readonly status: number | undefined;
  readonly error: unknown;
  readonly requestID: string | null | undefined;
}

function isApiError(error: Error): error is ApiError {
  return 'status' in error && 'requestID' in error;
}

/** The SDK's own sentence begins with the status; after it stands a body that is no JSON. */
function textBody({ status, message }: ApiError): string | undefined {
  const text = message.replace(new RegExp(`^${status}\\s*`), '').trim();
  return text === '' || /^status code \(no body\)$/.test(text) || text.startsWith('{') ? undefined : reasonIn(text);
}

/** The plain body behind what an SDK answered: its page objects carry the body, everything else is the body. */
export function stainlessBody(result: unknown): unknown {
  if (typeof result !== 'object' || result === null) return result;
  return 'getPaginatedItems' in result && 'body' in result ? result.body : result;
}
