import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import autocannon from 'autocannon';
import { type Figure, median, milliseconds } from './figure.ts';

interface Side {
  readonly base_url: string;
  readonly admin_key: string;
}

interface Ready {
  readonly child: ChildProcess;
  readonly milliseconds: number;
  readonly openai: Side;
  readonly anthropic: Side;
}

/** Starts `steward sandbox` as a process and waits for its line. */
async function startSandboxProcess(words: readonly string[] = []): Promise<Ready> {
  const begin = performance.now();
  const all = ['dist/steward.js', 'sandbox', '--json', '--now', '2026-11-01T00:00:00Z', ...words];
  const child = spawn(process.execPath, all, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    text += chunk;
    if (text.includes('\n')) break;
  }
  return {
    child,
    milliseconds: performance.now() - begin,
    ...(JSON.parse(text) as Pick<Ready, 'openai' | 'anthropic'>),
  };
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  if (child.exitCode === null) await once(child, 'exit');
}

export async function sandboxReady(): Promise<Figure[]> {
  const times: number[] = [];
  for (let run = 0; run < 5; run += 1) {
    const ready = await startSandboxProcess();
    times.push(ready.milliseconds);
    await stop(ready.child);
  }
  return [{ name: 'sandbox: process start to ready', value: milliseconds(median(times)), bar: 'at most 300 ms' }];
}

export async function sandboxThroughput(): Promise<Figure[]> {
  const { child, openai } = await startSandboxProcess();
  const options = {
    url: `${openai.base_url}/organization/projects`,
    connections: 10,
    headers: { authorization: `Bearer ${openai.admin_key}` },
  };
  await autocannon({ ...options, duration: 2 });
  const { requests, latency, non2xx } = await autocannon({ ...options, duration: 5 });
  await stop(child);
  if (non2xx > 0) throw new Error(`${non2xx} requests were refused`);
  return [
    {
      name: 'sandbox: GET projects, 10 connections',
      value: `${Math.round(requests.average)} /s`,
      bar: 'at least 10,000 /s',
    },
    { name: 'sandbox: GET projects, 99th percentile', value: milliseconds(latency.p99) },
  ];
}

const pagesOfLargeReport = 200;

/** The largest amount of memory while hourly usage of a large organisation is paged through, by key and model. */
export async function sandboxMemory(): Promise<Figure[]> {
  const { child, anthropic } = await startSandboxProcess(['--scale', '50']);
  const query = 'starting_at=2025-11-01T00:00:00Z&bucket_width=1h&limit=4&group_by[]=api_key_id&group_by[]=model';
  let cursor = '';
  for (let page = 0; page < pagesOfLargeReport; page += 1) {
    const response = await fetch(`${anthropic.base_url}/v1/organizations/usage_report/messages?${query}${cursor}`, {
      headers: { 'x-api-key': anthropic.admin_key, 'anthropic-version': '2023-06-01' },
    });
    const { next_page } = (await response.json()) as { next_page: string | null };
    if (next_page === null) break;
    cursor = `&page=${encodeURIComponent(next_page)}`;
  }
  const peak = peakMegabytes(child.pid);
  await stop(child);
  const value = peak === undefined ? 'not told here' : `${peak} MB`;
  return [{ name: 'sandbox: peak memory at scale 50, hourly usage by key and model', value, bar: 'at most 300 MB' }];
}

/** Linux tells the peak of a process; other systems do not, from outside. */
function peakMegabytes(pid: number | undefined): number | undefined {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return undefined;
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1]) / 1024);
}
