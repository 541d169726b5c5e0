import { Big } from 'big.js';
import { describe, expect, it } from 'vitest';
import { anthropicInProcess } from '../../../test/support/in-process.ts';
import { type Bucket, type CostResult, refused, reportsOf, total } from '../../../test/support/reports.ts';
import { type Stream, streams } from '../demand/demand.ts';
import { tokenKinds } from './prices.ts';

const now = new Date('2026-11-01T10:20:30Z');
const from = '2026-10-20T00:00:00Z';
const until = '2026-10-27T00:00:00Z';

const { client } = anthropicInProcess(now);
const { messages, costs, everyPage } = reportsOf(client);

describe('cost', () => {
  it('is tokens times price, less the discount', async () => {
    const grouped = {
      group_by: ['model', 'service_tier', 'inference_geo', 'context_window'],
      starting_at: from,
      limit: 1,
    };
    const usage =
      (await messages({ ...grouped, models: ['claude-opus-5-5'], service_tiers: ['standard'] })).data[0]?.results ?? [];
    const lines = (await costs({ starting_at: from, limit: 1, group_by: ['description'] })).data[0]?.results ?? [];
    const perMillion = [4, 20, 0.2, 5, 8];
    let checked = 0;
    for (const row of usage) {
      const tokens = [
        row.uncached_input_tokens,
        row.output_tokens,
        row.cache_read_input_tokens,
        row.cache_creation.ephemeral_5m_input_tokens,
        row.cache_creation.ephemeral_1h_input_tokens,
      ];
      for (const [index, token_type] of tokenKinds.entries()) {
        const line = lines.find(
          (each) =>
            each['token_type'] === token_type &&
            (['model', 'service_tier', 'inference_geo', 'context_window'] as const).every(
              (name) => each[name] === row[name],
            ),
        );
        const region = row['inference_geo'] === 'us' ? 1.1 : 1;
        const cents = new Big(tokens[index] ?? 0)
          .times(perMillion[index] ?? 0)
          .times(region)
          .times(0.9)
          .div(10_000);
        expect(new Big(line?.amount ?? 0).toFixed()).toBe(cents.toFixed());
        checked += 1;
      }
    }
    expect(checked).toBeGreaterThan(0);
  });

  it('has the same sum by day in the cost report and in analytics, and by any grouping', async () => {
    const plain = await everyPage<Bucket<CostResult>>('cost_report', { starting_at: from, ending_at: until });
    const described = await everyPage<Bucket<CostResult>>('cost_report', {
      starting_at: from,
      ending_at: until,
      group_by: ['description', 'workspace_id'],
      limit: 3,
    });
    const byKey: Record<string, string[]> = {};
    for await (const row of client.beta.organization.analytics.cost.list({
      starting_at: from,
      ending_at: until,
      time_bucket_width: '1d',
      order_by: 'time',
      order: 'asc',
      group_by: ['api_key_id', 'model', 'cost_type', 'token_type'],
      limit: 17,
      betas: ['analytics-usage-cost-2026-08-24'],
    })) {
      byKey[row.starting_at] ??= [];
      byKey[row.starting_at]?.push(row.cost.amount);
      expect(new Big(row.cost.list_amount).times('0.9').toFixed()).toBe(new Big(row.cost.amount).toFixed());
    }
    for (const [index, { starting_at, results }] of plain.entries()) {
      const amount = total(results.map((each) => each.amount));
      expect(total(described[index]?.results.map((each) => each.amount) ?? [])).toBe(amount);
      expect(total(byKey[starting_at] ?? [])).toBe(amount);
    }
  });

  it('is described with every field, of which only tokens have a model', async () => {
    const { data } = await costs({ starting_at: from, limit: 1, group_by: ['description'] });
    const results = data[0]?.results ?? [];
    expect(results).toContainEqual(
      expect.objectContaining({
        description: 'Code Execution Usage',
        cost_type: 'code_execution',
        model: null,
        token_type: null,
      }),
    );
    expect(results).toContainEqual(expect.objectContaining({ cost_type: 'web_search', model: null }));
    for (const { description, cost_type, model } of results) {
      if (cost_type === 'tokens') expect(String(description)).toMatch(/^Claude .+ Usage - /);
      expect(model === null).toBe(cost_type !== 'tokens');
    }
  });

  it('leaves Priority Tier out, which usage shows', async () => {
    const own = anthropicInProcess(now);
    const day = { starting_at: from, limit: 1 };
    const before = (await reportsOf(own.client).costs(day)).data;
    const [some] = own.store.in(streams).where(({ dataset }) => dataset === 'messages');
    const dimensions = { ...some?.dimensions, service_tier: 'priority' };
    own.store.in(streams).add({ ...(some as Stream), id: 'stream_priority', dimensions });
    expect((await reportsOf(own.client).costs(day)).data).toEqual(before);
    const usage = await reportsOf(own.client).messages({ ...day, service_tiers: ['priority'] });
    expect(usage.data[0]?.results).toHaveLength(1);
  });

  it.each([[{ bucket_width: '1h' }], [{ limit: 32 }], [{ group_by: ['model'] }], [{ group_by: ['api_key_id'] }]])(
    'refuses %j',
    async (query) => {
      await expect(costs({ starting_at: from, ...query })).rejects.toEqual(refused(400));
    },
  );
});
