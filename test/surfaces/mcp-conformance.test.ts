import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningHttp, serveHttp } from '../../src/surfaces/mcp/http.ts';
import { emptyFolder } from '../support/cli.ts';
import { fixtureServer } from '../support/mcp-fixture.ts';

const suite = fileURLToPath(import.meta.resolve('@modelcontextprotocol/conformance/dist/index.js'));

interface Verdicts {
  readonly passing: readonly string[];
  /** What failed, or found nothing to look at. */
  readonly failing: readonly string[];
  readonly unscored: readonly string[];
}

/** Runs the official suite for one revision against a server. It ends with 1 when a scored scenario fails. */
async function conformance(url: string, revision: string): Promise<Verdicts> {
  const folder = emptyFolder();
  const words = [suite, 'server', '--url', url, '--requirements', revision, '-o', folder];
  const printed = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, words, { cwd: folder, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) =>
      error && error.code !== 1 ? reject(error) : resolve(stdout + stderr),
    );
  });
  rmSync(folder, { recursive: true, force: true });
  return verdictsIn(printed);
}

function verdictsIn(printed: string): Verdicts {
  const [, summary] = printed.split('=== SUMMARY ===');
  if (summary === undefined) throw new Error(`The suite did not come to its summary: ${printed.slice(-2000)}`);
  const [run = '', notScored = ''] = summary.split(/^Not scored /m);
  const passed = new Map(
    [...run.matchAll(/^[✓✗] (\S+): (\d+) passed, (\d+) failed$/gm)].map(([, name = '', good, bad]) => [
      name,
      Number(good) > 0 && bad === '0',
    ]),
  );
  return {
    passing: [...passed.keys()].filter((name) => passed.get(name)),
    failing: [...passed.keys()].filter((name) => !passed.get(name)),
    unscored: [...notScored.matchAll(/^ +[✓✗] (\S+) \(/gm)].map(([, name = '']) => name),
  };
}

// A server for each run: two runs at once come close to what one client may ask in a minute.
describe('a server with everything the official suite asks for', () => {
  let running: RunningHttp;
  beforeEach(async () => {
    running = await serveHttp({ port: 0, serverFor: fixtureServer });
  });
  afterEach(() => running.close());

  it.each([
    { revision: '2025-11-25', scored: 30 },
    { revision: '2026-07-28', scored: 37 },
  ])('passes all $scored scored scenarios of $revision', async ({ revision, scored }) => {
    const { passing, failing, unscored } = await conformance(running.url, revision);
    expect(failing.filter((name) => !unscored.includes(name))).toEqual([]);
    expect(passing.filter((name) => !unscored.includes(name))).toHaveLength(scored);
  });
});

describe('the command itself', () => {
  let command: ChildProcess;
  let url: string;
  let home: string;
  beforeEach(async () => {
    home = emptyFolder();
    const words = [path.resolve('dist/steward.js'), 'mcp', '--sandbox', '--http', '0'];
    const env = { PATH: process.env['PATH'], HOME: home, STEWARD_SANDBOX_NOW: '2026-11-01T12:00:00Z' };
    command = spawn(process.execPath, words, { cwd: home, env, stdio: ['ignore', 'ignore', 'pipe'] });
    url = await addressFrom(command);
  });
  afterEach(async () => {
    const exit = once(command, 'exit');
    command.kill();
    await exit;
    rmSync(home, { recursive: true, force: true });
  });

  // Those named tools-call- and input-required-result- ask for tools it does not have: here they tell that its answer to
  // that keeps to the protocol.
  it.each([
    {
      revision: '2025-11-25',
      scenarios: [
        'server-initialize',
        'ping',
        'tools-list',
        'tools-call-simple-text',
        'tools-call-error',
        'server-sse-multiple-streams',
        'resources-list',
        'prompts-list',
        'dns-rebinding-protection',
        'server-session-lifecycle',
      ],
    },
    {
      revision: '2026-07-28',
      scenarios: [
        'tools-list',
        'tools-call-simple-text',
        'tools-call-error',
        'server-sse-multiple-streams',
        'resources-list',
        'sep-2164-resource-not-found',
        'prompts-list',
        'dns-rebinding-protection',
        'caching',
        'http-header-validation',
        'input-required-result-missing-input-response',
        'input-required-result-unsupported-methods',
        'input-required-result-ignore-extra-params',
        'input-required-result-validate-input',
      ],
    },
  ])('passes every scenario of $revision that needs nothing of the suite’s own', async ({ revision, scenarios }) => {
    const { passing } = await conformance(url, revision);
    expect(scenarios.filter((name) => !passing.includes(name))).toEqual([]);
  });
});

/** Where it serves, from what it says on stderr; whatever it says later is read and dropped. */
async function addressFrom({ stderr }: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const [, address] = /Serving MCP at ([^\s,]+),/.exec(said) ?? [];
      if (address !== undefined) resolve(address);
    });
    stderr?.once('end', () => reject(new Error(`It ended without serving: ${said}`)));
  });
}
