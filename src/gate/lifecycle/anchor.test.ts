import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openGate, type TestGate } from '../../../test/support/gate.ts';
import { anchorIfDue } from './anchor.ts';

let own: TestGate | undefined;
afterEach(() => own?.remove());

function gateWith(anchor: string): TestGate {
  own = openGate(`version: 1\nmode: ask\nanchor: ${anchor}\n`);
  return own;
}

const happening = { type: 'declined', change: 'chg_anchored' } as const;

it('adds the head to a file after as many entries as policy says', async () => {
  const { gate, home } = gateWith('{ file: HEADS, every: 3 }');
  const file = path.join(home, 'heads');
  own?.writePolicy(`version: 1\nmode: ask\nanchor: { file: ${file}, every: 3 }\n`);
  await gate.journal.append(happening, happening);
  expect(await anchorIfDue(gate)).toBeUndefined();
  const head = await gate.journal.append(happening);
  expect(await anchorIfDue(gate)).toBeUndefined();
  expect(await anchorIfDue(gate)).toBeUndefined();
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual([{ ...head, at: expect.any(String) }]);
});

it('posts the head to an address, and says when it cannot', async () => {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    request.on('data', (chunk) => bodies.push(String(chunk)));
    request.on('end', () => response.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { gate } = gateWith(`{ url: "http://127.0.0.1:${port}/", every: 1 }`);
  const head = await gate.journal.append(happening);
  expect(await anchorIfDue(gate)).toBeUndefined();
  expect(JSON.parse(bodies[0] ?? '')).toMatchObject(head);
  server.close();
  server.closeAllConnections();
  await gate.journal.append(happening);
  expect(await anchorIfDue(gate)).toMatch(/could not be reached/);
});

it('posts to nothing that is not encrypted', async () => {
  const { gate } = gateWith('{ url: "http://example.com/", every: 1 }');
  await gate.journal.append(happening);
  expect(await anchorIfDue(gate)).toMatch(/is not https/);
});
