import { expect, it } from 'vitest';
import { anthropicInProcess, openaiInProcess } from '../../../test/support/in-process.ts';
import { reportsOf, tokensOf, total } from '../../../test/support/reports.ts';
import { monthToDateCents } from '../openai/costs.ts';
import { streams } from './demand.ts';
import { purposeOf, tenures } from './demand-plan.ts';
import { day, usedIn } from './usage.ts';

const now = new Date('2026-11-01T00:00:00Z');
const { client, store } = anthropicInProcess(now);
const { messages, everyPage } = reportsOf(client);

function daysAgo(days: number): string {
  return new Date(now.getTime() - days * day).toISOString();
}

async function outputOf(key: string, since: number, until: number): Promise<number> {
  const query = { starting_at: daysAgo(since), ending_at: daysAgo(until), limit: 31, api_key_ids: [key] };
  return tokensOf((await messages(query)).data.flatMap(({ results }) => results)).output;
}

it('spends about sixty thousand dollars a month at Anthropic and forty-five thousand at OpenAI', async () => {
  const buckets = await everyPage<{ results: { amount: string }[] }>('cost_report', {
    starting_at: daysAgo(30),
    ending_at: daysAgo(0),
    limit: 31,
  });
  const dollars = Number(total(buckets.flatMap(({ results }) => results.map(({ amount }) => amount)))) / 100;
  expect(dollars).toBeGreaterThan(40_000);
  expect(dollars).toBeLessThan(90_000);
  const openai = monthToDateCents(openaiInProcess(now).store, now.getTime() - 1) / 100;
  expect(openai).toBeGreaterThan(30_000);
  expect(openai).toBeLessThan(70_000);
});

it('has history from the beginning of each key', async () => {
  expect(await outputOf('apikey_016', 365, 361)).toBe(0);
  expect(await outputOf('apikey_016', 357, 330)).toBeGreaterThan(0);
  expect(await outputOf('apikey_010', 95, 65)).toBe(0);
  expect(await outputOf('apikey_010', 58, 30)).toBeGreaterThan(0);
});

it('has one key that ran away nine days ago, and one that nobody uses any more', async () => {
  const before = (await outputOf('apikey_014', 16, 9)) / 7;
  const since = (await outputOf('apikey_014', 9, 1)) / 8;
  expect(since / before).toBeGreaterThan(12);
  expect(await outputOf('apikey_015', 220, 195)).toBeGreaterThan(0);
  for (const start of [180, 149, 118, 87, 56, 25]) expect(await outputOf('apikey_015', start, start - 25)).toBe(0);
});

it('rests at weekends where people work', () => {
  const [office] = store
    .in(streams)
    .where(({ rhythm, active }) => rhythm.shape === 'office' && active[0]?.until === null);
  if (!office) throw new Error('no such stream');
  const tokens = (days: number) =>
    usedIn(office, { from: now.getTime() - days * day, until: now.getTime() - (days - 1) * day }, now.getTime() + day)[
      'output_tokens'
    ] ?? 0;
  const [friday, saturday] = [tokens(2), tokens(1)];
  expect(saturday).toBeLessThan(friday / 4);
});

it('reads what a key is for from its name', () => {
  expect(['prod-api', 'queue-retry', 'legacy-importer', 'eval-runner', 'ines laptop'].map(purposeOf)).toEqual([
    'production',
    'runaway',
    'stale',
    'batch',
    'development',
  ]);
});

it('follows a line of models without gap or overlap', () => {
  const family = [
    { model: 'one', since: '2025-01-01' },
    { model: 'two', since: '2026-03-01' },
    { model: 'three', since: '2026-06-01' },
  ];
  const followed = tenures(family, 'key_1', Date.parse('2026-01-01'), null, now.getTime());
  expect(followed.map(({ model }) => model)).toEqual(['one', 'two', 'three']);
  expect(followed[0]?.until).toBe(followed[1]?.from);
  expect(followed[1]?.until).toBe(followed[2]?.from);
  expect(followed.map(({ retired }) => retired)).toEqual([true, true, false]);
  expect(followed.at(-1)?.until).toBeNull();
});
