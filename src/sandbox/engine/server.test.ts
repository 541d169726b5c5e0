import { expect, it } from 'vitest';
import { listen } from './server.ts';

// Node says `timeout=5` here when it means to end idle connections. A client in the same process that was busy for longer
// then sends its next request just as the connection ends, and fails.
it('leaves it to the client to end an idle connection', async () => {
  const server = await listen(async () => ({ status: 200, headers: {}, body: '{}' }), 0);
  try {
    const response = await fetch(server.origin);
    expect(await response.json()).toEqual({});
    expect(response.headers.get('connection')).toBe('keep-alive');
    expect(response.headers.get('keep-alive')).toBeNull();
  } finally {
    await server.close();
  }
});
