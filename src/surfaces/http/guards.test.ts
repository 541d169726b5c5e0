import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { addressGuard, bearerIn, inUrl, isThisMachine, refuseOpenAddress, sizeGuard } from './guards.ts';

/** The status that a server behind the guard answers with. */
async function statusOf(host: string, headers: Readonly<Record<string, string>>): Promise<number | undefined> {
  const isForUs = addressGuard(host);
  const server = createServer((incoming, response) => {
    if (isForUs(incoming, response)) response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port, headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
  } finally {
    server.close();
  }
}

describe('a server on this machine', () => {
  it.each(['localhost', '127.0.0.1:8080', '[::1]'])('answers under its name %s', async (host) => {
    expect(await statusOf('127.0.0.1', { host })).toBe(200);
  });

  it.each(['evil.example', 'localhost.evil.example', '192.0.2.1'])('refuses the name %s', async (host) => {
    expect(await statusOf('127.0.0.1', { host })).toBe(403);
  });

  it('refuses a page of another place, and lets one of this machine pass', async () => {
    expect(await statusOf('127.0.0.1', { host: 'localhost', origin: 'https://evil.example' })).toBe(403);
    expect(await statusOf('127.0.0.1', { host: 'localhost', origin: 'http://localhost:5173' })).toBe(200);
  });
});

describe('a server on every address', () => {
  it('goes by the addresses of its machine, and by no other', async () => {
    const own = Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .find(({ family }) => family === 'IPv4');
    expect(await statusOf('0.0.0.0', { host: own?.address ?? '127.0.0.1' })).toBe(200);
    expect(await statusOf('0.0.0.0', { host: 'evil.example' })).toBe(403);
  });
});

describe('a body that is too long', () => {
  it.each([1, 30])('of %i times 16 kB is answered 413 while it is still being sent', async (size) => {
    const isShort = sizeGuard(1024);
    const server = createServer((incoming, response) => {
      if (isShort(incoming, response)) response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const status = await new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port, method: 'POST', headers: { 'content-length': size * 1024 * 16 } };
      const sending = request(options, (response) => resolve(response.statusCode)).on('error', reject);
      sending.write('x'.repeat(4096));
    });
    expect(status).toBe(413);
    server.closeAllConnections();
    server.close();
  });
});

describe('who may listen', () => {
  const nobody = { list: async () => [] };
  const somebody = { list: async () => [{ name: 'a', scopes: [], created_at: '' }] };

  it('is anybody for this machine alone', async () => {
    for (const host of ['127.0.0.1', '127.8.8.8', 'localhost', '::1']) await refuseOpenAddress(host, nobody);
    expect(isThisMachine('127.0.0.1.evil.example')).toBe(false);
  });

  it('is nobody beyond it while no token is asked for', async () => {
    await expect(refuseOpenAddress('0.0.0.0', nobody)).rejects.toMatchObject({ code: 'token_needed' });
    await expect(refuseOpenAddress('192.0.2.1', undefined)).rejects.toMatchObject({ code: 'token_needed' });
    await refuseOpenAddress('0.0.0.0', somebody);
  });
});

it('takes a token from a header that is written as it should be, and from no other', () => {
  const tokenOf = (authorization: string) => bearerIn(new Headers({ authorization }));
  expect(tokenOf('Bearer stw_1')).toBe('stw_1');
  expect(tokenOf('bearer stw_1')).toBe('stw_1');
  for (const other of ['stw_1', 'Basic stw_1', 'Bearer', 'Bearer a b']) expect(tokenOf(other)).toBe('');
  expect(bearerIn(new Headers())).toBe('');
});

it('writes an address of the sixth version in brackets', () => {
  expect([inUrl('127.0.0.1'), inUrl('::1')]).toEqual(['127.0.0.1', '[::1]']);
});
