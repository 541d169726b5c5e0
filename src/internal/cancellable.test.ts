import { expect, it } from 'vitest';
import { cancellable } from './cancellable.ts';

const never = new Promise<never>(() => {});

it('gives what the work gives when nobody cancels, and keeps no listener', async () => {
  const stop = new AbortController();
  await expect(cancellable(Promise.resolve(7), stop.signal, 'x')).resolves.toBe(7);
  await expect(cancellable(Promise.reject(new Error('broken')), stop.signal, 'x')).rejects.toThrow('broken');
  stop.abort();
});

it('refuses at once when the signal aborts, also when it had aborted before', async () => {
  const stop = new AbortController();
  const asked = cancellable(never, stop.signal, 'openai.users.list');
  stop.abort();
  await expect(asked).rejects.toMatchObject({ code: 'cancelled', message: 'openai.users.list was cancelled.' });
  await expect(cancellable(never, stop.signal, 'x')).rejects.toMatchObject({ code: 'cancelled' });
});
