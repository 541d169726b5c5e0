import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../index.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, now: new Date('2026-11-01T12:00:00Z') });
});
afterAll(() => sandbox.close());

it.each(['/', '/__sandbox', '/__sandbox/', '/?x=1'])('says what is here at %s', async (path) => {
  const response = await fetch(sandbox.url + path);
  expect(response.status).toBe(200);
  const text = await response.text();
  for (const line of ['/openai/v1', '/anthropic', '2026-11-01T12:00:00.000Z', 'POST   /__sandbox/reset'])
    expect(text).toContain(line);
});

it('names no control there that the control plane does not have', async () => {
  const text = await (await fetch(sandbox.url)).text();
  const gets = [...text.matchAll(/^GET +(\/__sandbox\S+)$/gm)].map(([, path]) => path);
  expect(gets.length).toBeGreaterThan(3);
  for (const path of gets) expect((await fetch(sandbox.url + path)).status).toBe(200);
});
