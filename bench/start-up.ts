import { spawnSync } from 'node:child_process';
import { type Figure, median, milliseconds } from './figure.ts';

const runs = 15;

function timeOf(words: readonly string[]): number {
  const begin = performance.now();
  spawnSync(process.execPath, words, { stdio: 'ignore', env: { PATH: process.env['PATH'], HOME: '/nonexistent' } });
  return performance.now() - begin;
}

/** Command and bare Node in turn, so that a slow moment of the machine meets both. */
export function startUp(): Figure[] {
  const bare: number[] = [];
  const version: number[] = [];
  const list: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    bare.push(timeOf(['-e', '0']));
    version.push(timeOf(['dist/steward.js', '--version']));
    list.push(timeOf(['dist/steward.js', 'operations', '--json']));
  }
  const ratio = (times: readonly number[]) => `${(median(times) / median(bare)).toFixed(2)} x`;
  return [
    { name: 'bare node -e 0', value: milliseconds(median(bare)) },
    { name: 'steward --version, against bare node', value: ratio(version), bar: 'at most 2 x' },
    { name: 'steward operations --json, against bare node', value: ratio(list) },
  ];
}
