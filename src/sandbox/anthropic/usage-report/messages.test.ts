import { describe, expect, it } from 'vitest';
import { anthropicInProcess } from '../../../../test/support/in-process.ts';
import {
  type Bucket,
  type MessagesResult,
  type Query,
  refused,
  reportsOf,
  tokensOf,
} from '../../../../test/support/reports.ts';
import { type Stream, stopDemand, streams } from '../../demand/demand.ts';

const now = new Date('2026-11-01T10:20:30Z');
const from = '2026-10-20T00:00:00Z';

const { client, store } = anthropicInProcess(now);
const { messages, everyPage } = reportsOf(client);

describe('usage of messages', () => {
  it('has the same sum in every width, grouping and page size', async () => {
    const day = { starting_at: '2026-10-21T00:00:00Z', ending_at: '2026-10-22T00:00:00Z' };
    const whole = tokensOf((await messages(day)).data.flatMap(({ results }) => results));
    expect(whole.output).toBeGreaterThan(0);
    for (const query of [
      { bucket_width: '1h' },
      { bucket_width: '1h', limit: 5, group_by: ['model', 'api_key_id'] },
      { bucket_width: '1m', limit: 1440 },
      { bucket_width: '1m', limit: 700, group_by: ['workspace_id'] },
      { group_by: ['account_id', 'context_window', 'inference_geo', 'service_account_id', 'service_tier'] },
    ]) {
      const buckets = await everyPage<Bucket<MessagesResult>>('usage_report/messages', { ...day, ...query });
      expect(tokensOf(buckets.flatMap(({ results }) => results))).toEqual(whole);
    }
  });

  it('answers one result without dimensions for each bucket, and buckets without any use', async () => {
    const { data } = await messages({ starting_at: '2025-01-01T12:30:00Z', limit: 2 });
    expect(data).toEqual([
      { starting_at: '2025-01-01T00:00:00Z', ending_at: '2025-01-02T00:00:00Z', results: [] },
      { starting_at: '2025-01-02T00:00:00Z', ending_at: '2025-01-03T00:00:00Z', results: [] },
    ]);
    const [bucket] = (await messages({ starting_at: from, limit: 1 })).data;
    expect(bucket?.results).toHaveLength(1);
    expect(bucket?.results[0]).toMatchObject({ model: null, api_key_id: null, workspace_id: null, service_tier: null });
    expect(bucket?.results[0]).not.toHaveProperty('speed');
  });

  it('shows the day that is going on and nothing after it', async () => {
    const { data, has_more } = await messages({
      starting_at: '2026-10-31T00:00:00Z',
      ending_at: '2026-12-01T00:00:00Z',
      limit: 31,
    });
    expect(data.map(({ starting_at }) => starting_at)).toEqual(['2026-10-31T00:00:00Z', '2026-11-01T00:00:00Z']);
    expect(has_more).toBe(false);
  });

  it('writes null for the default workspace and for use without a key', async () => {
    const { data } = await messages({ starting_at: from, limit: 1, group_by: ['workspace_id', 'api_key_id'] });
    const workspaces = new Set(data[0]?.results.map(({ workspace_id }) => workspace_id));
    expect(workspaces).toEqual(new Set([null, 'wrkspc_01other']));
    expect(data[0]?.results.some(({ api_key_id }) => api_key_id === null)).toBe(true);
  });

  it('filters by what it groups by', async () => {
    const by = (query: Query) => messages({ starting_at: from, limit: 1, ...query });
    const grouped = (await by({ group_by: ['api_key_id'] })).data[0]?.results ?? [];
    const one = grouped.find(({ api_key_id }) => api_key_id === 'apikey_010');
    const filtered = (await by({ api_key_ids: ['apikey_010'] })).data[0]?.results ?? [];
    expect(tokensOf(filtered)).toEqual(tokensOf(one ? [one] : []));
    expect((await by({ models: ['claude-nothing'] })).data[0]?.results).toEqual([]);
  });

  it.each([
    [{ limit: 32 }],
    [{ limit: 0 }],
    [{ bucket_width: '1h', limit: 169 }],
    [{ bucket_width: '1m', limit: 1441 }],
    [{ bucket_width: '1w' }],
    [{ starting_at: '2026-10-20' }],
    [{ ending_at: from }],
    [{ group_by: ['colour'] }],
    [{ group_by: ['account_id', 'api_key_id', 'model', 'service_tier', 'workspace_id', 'context_window'] }],
    [{ workspace_ids: ['apikey_010'] }],
    [{ group_by: ['speed'] }],
    [{ unknown: 'x' }],
    [{ page: 'page_nonsense' }],
  ])('refuses %j', async (query) => {
    await expect(messages({ starting_at: from, ...query })).rejects.toEqual(refused(400));
  });

  it('groups by speed with the beta header of fast mode', async () => {
    const headers = { 'anthropic-beta': 'fast-mode-2026-02-01' };
    const { data } = await messages({ starting_at: from, group_by: ['speed'] }, headers);
    expect(data[0]?.results[0]).toHaveProperty('speed', 'standard');
  });

  it('refuses a cursor with other parameters, but for another limit', async () => {
    const { next_page } = await messages({ starting_at: from, limit: 2 });
    await expect(messages({ starting_at: from, limit: 3, page: next_page })).resolves.toBeDefined();
    await expect(messages({ starting_at: from, limit: 2, group_by: ['model'], page: next_page })).rejects.toEqual(
      refused(400),
    );
  });

  it('keeps later pages at what the first one saw', async () => {
    const own = anthropicInProcess(now);
    const query = { starting_at: '2026-11-01T08:00:00Z', bucket_width: '1h', limit: 2 };
    const ask = (more: Query) => reportsOf(own.client).messages({ ...query, ...more });
    const { next_page } = await ask({});
    const before = await ask({ page: next_page });
    own.clock.advance(3_600_000);
    expect(await ask({ page: next_page })).toEqual(before);
  });

  it('refuses an answer that would be too large', async () => {
    const own = anthropicInProcess(now);
    const [some] = own.store.in(streams).where(({ dataset }) => dataset === 'messages');
    const rhythm = { shape: 'steady' as const, growth: 0 };
    const active = [{ from: Date.parse('2026-10-01T00:00:00Z'), until: null }];
    const busy = { active, rhythm, amounts: { requests: 200_000, output_tokens: 9_000_000 } };
    for (let index = 0; index < 40; index += 1) {
      const dimensions = { ...some?.dimensions, api_key_id: `apikey_01many${index}` };
      own.store.in(streams).add({ ...(some as Stream), ...busy, id: `stream_${index}`, dimensions });
    }
    const ask = (limit: number) =>
      reportsOf(own.client).messages({
        starting_at: '2026-10-22T00:00:00Z',
        bucket_width: '1m',
        limit,
        group_by: ['api_key_id'],
      });
    await expect(ask(1440)).rejects.toEqual(refused(400));
    await expect(ask(1440)).rejects.toThrow('Reduce limit');
    await expect(ask(100)).resolves.toBeDefined();
  });
});

it('shows no use of a key after its demand has stopped', async () => {
  const stopped = Date.parse('2026-10-25T12:00:00Z');
  stopDemand(store, stopped, ({ dimensions }) => dimensions['api_key_id'] === 'apikey_010');
  const { data } = await messages({
    starting_at: '2026-10-25T11:00:00Z',
    bucket_width: '1h',
    limit: 3,
    api_key_ids: ['apikey_010'],
  });
  expect(data.map(({ results }) => results.length)).toEqual([1, 0, 0]);
});
