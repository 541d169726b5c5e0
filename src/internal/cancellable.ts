import { ConnectionError } from '../errors.ts';

/**
 * The outcome of `work`, or a refusal as soon as the signal aborts. What `work` still does then is not waited for.
 * @throws ConnectionError `cancelled`
 */
export async function cancellable<T>(work: PromiseLike<T>, signal: AbortSignal | undefined, what: string): Promise<T> {
  if (!signal) return work;
  let cancel: () => void = () => {};
  const aborted = new Promise<never>((_, reject) => {
    cancel = () => reject(new ConnectionError('cancelled', `${what} was cancelled.`));
    if (signal.aborted) cancel();
    else signal.addEventListener('abort', cancel, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
