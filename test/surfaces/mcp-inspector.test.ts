import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { emptyFolder } from '../support/cli.ts';

/** The official Inspector, on its command line, against the real server. */

const run = promisify(execFile);
const inspector = path.resolve('node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js');
const folder = emptyFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function inspect(words: readonly string[]): Promise<Record<string, unknown>> {
  const server = [process.execPath, path.resolve('dist/steward.js'), 'mcp', '--sandbox'];
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, STEWARD_SANDBOX_NOW: '2026-11-01T12:00:00Z' };
  const { stdout } = await run(process.execPath, [inspector, '--cli', ...server, ...words], { cwd: folder, env }).catch(
    (error: { stdout: string }) => error,
  );
  return JSON.parse(stdout);
}

const calls: readonly (readonly [string, readonly string[], RegExp])[] = [
  ['anthropic_usage', ['report=cost'], /total \$/],
  ['anthropic_org', ['what=members', 'limit=3'], /3 of \d+/],
  ['openai_usage', ['report=costs', 'limit=3'], /total \$/],
  ['openai_org', ['what=projects', 'limit=3'], /3 of \d+/],
  ['openai_audit', ['since=30d', 'limit=2'], /2 of \d+/],
  ['openai_rate_limits', ['project=Staging', 'limit=2'], /2 of \d+/],
  ['find_operations', ['query=who left'], /users/],
  ['read', ['operation=openai.projects.list', 'limit=1'], /1 of \d+/],
  ['propose_change', ['operation=openai.projects.create', 'input={"name":"Inspected"}'], /Nothing is changed yet/],
  ['apply_change', ['change=chg_aaaaaaaaaaaa'], /There is no change/],
];

describe('the Inspector', () => {
  it('lists every default tool, each with title, annotations and both schemas', async () => {
    const { tools } = (await inspect(['--method', 'tools/list'])) as { tools: Record<string, unknown>[] };
    expect(tools.map(({ name }) => name)).toEqual(calls.map(([name]) => name));
    for (const tool of tools) {
      expect(Object.keys(tool)).toEqual(
        expect.arrayContaining(['title', 'description', 'inputSchema', 'outputSchema', 'annotations']),
      );
    }
  });

  it.each(calls)('calls %s', async (name, values, expected) => {
    const words = ['--method', 'tools/call', '--tool-name', name, ...values.flatMap((value) => ['--tool-arg', value])];
    const { content } = (await inspect(words)) as { content: { text: string }[] };
    expect(content[0]?.text).toMatch(expected);
  });
});
