import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { operationById } from '../../src/catalogue/index.ts';
import { usualBound } from '../../src/directory/name-lookup.ts';
import { resolveNames, unnamedText } from '../../src/directory/names.ts';
import { reportDefinitionOf } from '../../src/ledger/live/run.ts';
import { openSession } from '../../src/session/open.ts';
import type { Session } from '../../src/session/session.ts';
import { type CasePlayer, type CaseRoute, playCase } from '../support/case-player.ts';
import { emptyFolder } from '../support/cli.ts';

const report = reportDefinitionOf(operationById('openai.usage.completions'));
let home: string;
let player: CasePlayer | undefined;
const sessions: Session[] = [];

beforeEach(() => {
  home = emptyFolder();
});
afterEach(async () => {
  for (const session of sessions.splice(0)) await session.close();
  await player?.close();
  player = undefined;
  rmSync(home, { recursive: true, force: true });
});

const page = (data: readonly object[]) => ({ object: 'list', data, has_more: false });

/** An organisation of so many projects, each with a key of its number. */
function projects(count: number, keys: (number: number) => Partial<CaseRoute> = () => ({})): CaseRoute[] {
  const numbers = Array.from({ length: count }, (_, index) => index);
  return [
    {
      path: '/v1/organization/projects',
      body: page(numbers.map((number) => ({ id: `proj_${number}`, name: `Project ${number}`, status: 'active' }))),
    },
    ...numbers.map((number) => ({
      path: `/v1/organization/projects/proj_${number}/api_keys`,
      body: page([{ id: `key_${number}`, name: `named ${number}` }]),
      ...keys(number),
    })),
  ];
}

/** The names of ids, as a run of its own would find them. */
async function namesOf(ids: Readonly<Record<string, readonly string[]>>, pace: 'on' | 'off', bound = usualBound) {
  writeFileSync(
    path.join(home, 'steward.yaml'),
    `connections:
  openai: { provider: openai, credential: { env: OPENAI_ADMIN_KEY }, base_url: ${player?.origin}/v1, pace: ${pace} }
`,
  );
  const environment = { HOME: home, ...player?.environment, STEWARD_CONFIG: path.join(home, 'steward.yaml') };
  const session = openSession({ environment, folder: home, surface: 'test' });
  sessions.push(session);
  return resolveNames({
    ids: new Map(Object.entries(ids).map(([dimension, each]) => [dimension, new Set(each)])),
    sources: report.names ?? {},
    execution: session.onNamed('openai'),
    bound,
  });
}

const asked = (part: string) => player?.heard.filter(({ url }) => url.pathname.includes(part)).length;
const keysOf = (...numbers: readonly number[]) => ({ api_key_id: numbers.map((number) => `key_${number}`) });

describe('names', () => {
  it('read a list once, though projects and keys both need it', async () => {
    player = await playCase(projects(3));
    const { names, unnamed } = await namesOf({ project_id: ['proj_2'], ...keysOf(0, 1, 2) }, 'off');
    expect(names.get('project_id')?.get('proj_2')).toBe('Project 2');
    expect(names.get('api_key_id')?.size).toBe(3);
    expect(unnamed).toEqual([]);
    expect(player.heard.filter(({ url }) => url.pathname === '/v1/organization/projects')).toHaveLength(1);
  });

  it('stop before they cost more time than they may, and say what they would cost', async () => {
    player = await playCase(projects(14));
    const began = performance.now();
    const { names, unnamed } = await namesOf(keysOf(0, 3, 13), 'on', { milliseconds: 9000, lists: 100 });
    expect(performance.now() - began).toBeLessThan(8000);
    expect([...(names.get('api_key_id')?.values() ?? [])]).toEqual(['named 0', 'named 3']);
    expect(unnamed.map(unnamedText)).toEqual([
      "1 api key keeps its id instead of a name: names take 14 calls, about 100 s at the provider's pace; 4 were made, and the next time goes on from there.",
    ]);
    expect(unnamed[0]?.isLate).toBe(true);
    expect(asked('/api_keys')).toBe(4);
  });

  it('are remembered where calls are paced, and the next run goes on with what it did not read', async () => {
    player = await playCase(projects(6));
    const bound = { milliseconds: 9000, lists: 100 };
    await namesOf(keysOf(0, 5), 'on', bound);
    expect(asked('/api_keys')).toBe(4);
    const { names } = await namesOf(keysOf(0, 5), 'on', bound);
    expect(names.get('api_key_id')).toEqual(
      new Map([
        ['key_0', 'named 0'],
        ['key_5', 'named 5'],
      ]),
    );
    expect(asked('/api_keys')).toBe(6);
    const before = player.heard.length;
    await namesOf(keysOf(0, 2, 5), 'on', bound);
    expect(player.heard.length).toBe(before);
  });

  it('that no list has are not looked for again at once', async () => {
    player = await playCase(projects(2));
    const first = await namesOf(keysOf(0, 9), 'on');
    const before = player.heard.length;
    const second = await namesOf(keysOf(0, 9), 'on');
    expect(second.unnamed).toEqual(first.unnamed);
    expect(player.heard.length).toBe(before);
  });

  it('of a list that never answers leave the report alone after their time', async () => {
    player = await playCase(projects(3, (number) => (number === 1 ? { stalls: true } : {})));
    const began = performance.now();
    const { names, unnamed } = await namesOf(keysOf(0, 1, 2), 'off', { milliseconds: 500, lists: 100 });
    expect(performance.now() - began).toBeLessThan(5000);
    expect(names.get('api_key_id')?.get('key_0')).toBe('named 0');
    expect(unnamed[0]).toMatchObject({ ids: ['key_1', 'key_2'], isLate: true });
  });

  it('ask no more lists than they may', async () => {
    player = await playCase(projects(5));
    const { unnamed } = await namesOf(keysOf(4), 'off', { milliseconds: 20_000, lists: 2 });
    expect(asked('/api_keys')).toBe(2);
    expect(unnamed[0]?.reasons).toEqual(['names take 5 calls; 2 were made, and the next time goes on from there']);
  });

  it('survive a book that somebody spoilt', async () => {
    player = await playCase(projects(1));
    await namesOf(keysOf(0), 'on');
    const folder = path.join(home, '.cache', 'steward', 'names');
    for (const name of readdirSync(folder)) writeFileSync(path.join(folder, name), '{"names":{"x":7},"lists":[]}');
    expect((await namesOf(keysOf(0), 'on')).names.get('api_key_id')?.get('key_0')).toBe('named 0');
  });
});
