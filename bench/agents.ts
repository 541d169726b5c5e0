import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { type Figure, median, milliseconds } from './figure.ts';

const runs = 9;
const peer = '@amaretto-software-labs/ai-admin-api-mcp';

interface Started {
  readonly ms: number;
  readonly megabytes: number;
  readonly tools: readonly { name: string; description: string; inputSchema: object }[];
}

/** What the agent server costs a context, and how soon it answers, beside the closest peer in the same run. */
export async function agentCosts(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'steward-bench-'));
  try {
    const ours = (...words: string[]) => start([path.resolve('dist/steward.js'), 'mcp', ...words], folder);
    const [full, minimal, readonly] = [
      await ours(),
      await ours('--toolset', 'minimal'),
      await ours('--toolset', 'readonly'),
    ];
    const theirs = peerCommand(folder);
    const [mine, others] = [[] as Started[], [] as Started[]];
    for (let run = 0; run < runs; run += 1) {
      mine.push(await ours());
      if (theirs) others.push(await start([theirs], folder));
    }
    const ms = median(mine.map((each) => each.ms));
    const peerMs = median(others.map((each) => each.ms));
    return [
      {
        name: 'tokens of tools/list: default',
        value: String(inputSide(full)),
        bar: `at most 1,250; whole ${encode(JSON.stringify(full.tools)).length}`,
      },
      { name: 'tokens of tools/list: minimal', value: String(inputSide(minimal)), bar: 'at most 600' },
      { name: 'tokens of tools/list: readonly', value: String(inputSide(readonly)) },
      { name: 'start to tools/list answered', value: milliseconds(ms), bar: 'at most 150 ms' },
      {
        name: 'the same against the closest peer',
        value: theirs ? `${(ms / peerMs).toFixed(2)} x` : 'no peer here',
        bar: theirs
          ? `at most 0.40; peer ${milliseconds(peerMs)}, ${inputSide(others[0] as Started)} tokens`
          : 'it could not be fetched',
      },
      {
        name: 'peak memory at that point',
        value: `${Math.round(median(mine.map((each) => each.megabytes)))} MB`,
        bar: 'at most 80 MB',
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function inputSide({ tools }: Started): number {
  return encode(JSON.stringify(tools.map(({ name, description, inputSchema }) => ({ name, description, inputSchema }))))
    .length;
}

/** The peer's command, fetched for this run only; undefined where it cannot be. */
function peerCommand(folder: string): string | undefined {
  try {
    execFileSync('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', peer], { stdio: 'ignore' });
    const root = path.join(folder, 'node_modules', peer);
    const { bin } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      bin: string | Record<string, string>;
    };
    return path.join(root, typeof bin === 'string' ? bin : (Object.values(bin)[0] ?? ''));
  } catch {
    return undefined;
  }
}

const opening = [
  {
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'bench', version: '1' } },
  },
  { jsonrpc: '2.0', method: 'notifications/initialized' },
  { jsonrpc: '2.0', id: 2, method: 'tools/list' },
];

function start(words: readonly string[], home: string): Promise<Started> {
  const begin = performance.now();
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    OPENAI_ADMIN_KEY: 'sk-admin-benchmark',
    ANTHROPIC_ADMIN_KEY: 'sk-ant-admin01-benchmark',
  };
  const child = spawn(process.execPath, words, { env, stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdin.write(opening.map((message) => `${JSON.stringify(message)}\n`).join(''));
  let printed = '';
  return new Promise((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      const line = printed.split('\n').find((each) => each.includes('"id":2') && each.endsWith('}'));
      if (line === undefined) return;
      const ms = performance.now() - begin;
      const megabytes = peakMegabytes(child.pid);
      // As a client ends it; what the server keeps for its next start is written then.
      child.stdin.end();
      child.on('close', () => resolve({ ms, megabytes, tools: JSON.parse(line).result.tools }));
      setTimeout(() => child.kill(), 3000).unref();
    });
  });
}

function peakMegabytes(pid: number | undefined): number {
  const file = `/proc/${pid}/status`;
  if (!existsSync('/proc') || !readdirSync('/proc').includes(String(pid))) return Number.NaN;
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1]) / 1024;
}
