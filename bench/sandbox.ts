import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import autocannon from 'autocannon';
import { type Figure, median, milliseconds } from './figure.ts';

interface Ready {
  readonly child: ChildProcess;
  readonly milliseconds: number;
  readonly openai: { readonly base_url: string; readonly admin_key: string };
}

/** Starts `steward sandbox` as a process and waits for its line. */
export async function startSandboxProcess(): Promise<Ready> {
  const begin = performance.now();
  const child = spawn(process.execPath, ['dist/steward.js', 'sandbox', '--json', '--now', '2026-11-01T00:00:00Z'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    text += chunk;
    if (text.includes('\n')) break;
  }
  return { child, milliseconds: performance.now() - begin, ...(JSON.parse(text) as Pick<Ready, 'openai'>) };
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
