import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';

interface Ready {
  readonly anthropic: { readonly base_url: string; readonly admin_key: string };
  readonly openai: { readonly base_url: string; readonly admin_key: string };
}

/** Starts `steward sandbox --json` and waits for its line. */
async function start(words: readonly string[] = []): Promise<Ready & { child: ChildProcess }> {
  const all = [
    'dist/steward.js',
    'sandbox',
    '--port',
    '0',
    '--seed',
    '1',
    '--now',
    '2026-11-01T00:00:00Z',
    '--json',
    ...words,
  ];
  const child = spawn(process.execPath, all, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  for await (const chunk of child.stdout) {
    text += String(chunk);
    if (text.includes('\n')) break;
  }
  return { child, ...(JSON.parse(text) as Ready) };
}

async function stop(child: ChildProcess, signal: 'SIGTERM' | 'SIGINT'): Promise<number | null> {
  const exit = once(child, 'exit');
  child.kill(signal);
  const [code] = (await exit) as [number | null];
  return code;
}

/** Some calls of both planes, reads and writes, and what came back to the letter. */
async function conversation({ anthropic, openai }: Ready): Promise<string[]> {
  const ask = async (url: string, key: string, body?: object) => {
    const response = await fetch(url, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${key}`, 'anthropic-version': '2026-10-21' },
      ...(body && { body: JSON.stringify(body) }),
    });
    return `${response.status} ${response.headers.get('x-request-id') ?? response.headers.get('request-id')} ${await response.text()}`;
  };
  const admin = `${anthropic.base_url}/v1/organizations`;
  const organization = `${openai.base_url}/organization`;
  return [
    await ask(`${admin}/users?limit=100`, anthropic.admin_key),
    await ask(`${admin}/workspaces`, anthropic.admin_key, { name: 'Same' }),
    await ask(`${admin}/usage_report/messages?starting_at=2026-10-25T00:00:00Z&group_by[]=model`, anthropic.admin_key),
    await ask(`${organization}/projects`, openai.admin_key, { name: 'Same' }),
    await ask(`${organization}/projects?limit=100`, openai.admin_key),
    await ask(`${organization}/costs?start_time=1792800000&group_by=line_item`, openai.admin_key),
    await ask(`${organization}/audit_logs?limit=100`, openai.admin_key),
  ];
}

describe('steward sandbox', () => {
  it('serves until it is told to stop, and ends with 0', async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const { child, openai } = await start();
      expect(openai.base_url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/openai\/v1$/);
      expect(await stop(child, signal)).toBe(0);
    }
  });

  it('answers the same calls with the same bytes in two processes', async () => {
    const [one, other] = await Promise.all([start(), start()]);
    expect(await conversation(one)).toEqual(await conversation(other));
    await Promise.all([stop(one.child, 'SIGTERM'), stop(other.child, 'SIGTERM')]);
  });

  it('says what is wrong with its options', async () => {
    expect(await runCli(['sandbox', '--port', 'many'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--port: «many» is not a whole number'),
    });
    expect(await runCli(['sandbox', '--now', 'soon'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--now: «soon» is not a time'),
    });
    expect(await runCli(['sandbox', '--port', '99999'])).toMatchObject({ code: 2 });
  });

  it('can be read and moved from outside: clock, state, faults, requests', async () => {
    const { child, openai } = await start();
    const control = async (path: string, body?: object, method = body ? 'POST' : 'GET') => {
      const url = `${new URL(openai.base_url).origin}/__sandbox${path}`;
      const response = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
      return { status: response.status, ...((await response.json()) as Record<string, unknown>) };
    };
    expect(await control('/clock', { advance_ms: 60_000 })).toMatchObject({ now: '2026-11-01T00:01:00.000Z' });
    const { status: _status, ...state } = await control('/state');
    const key = { headers: { authorization: `Bearer ${openai.admin_key}` } };
    const projects = async () => (await fetch(`${openai.base_url}/organization/projects?limit=100`, key)).text();
    const before = await projects();
    await fetch(`${openai.base_url}/organization/projects`, { ...key, method: 'POST', body: '{"name":"gone"}' });
    expect(await projects()).not.toBe(before);
    expect(await control('/state', state)).toMatchObject({ imported: true });
    expect(await projects()).toBe(before);
    expect(await control('/faults', { route: 'GET /openai/*', kind: 'error' })).toMatchObject({ id: 'fault_1' });
    expect((await fetch(`${openai.base_url}/organization/projects`, key)).status).toBe(500);
    expect(await control('/faults', undefined, 'DELETE')).toMatchObject({ cleared: true });
    expect(await control('/faults', { route: 'nonsense', kind: 'error' })).toMatchObject({ status: 400 });
    expect(JSON.stringify(await control('/requests'))).not.toContain(openai.admin_key);
    expect(await control('/nothing')).toMatchObject({ status: 400, error: expect.stringContaining('no such control') });
    await stop(child, 'SIGTERM');
  });
});
