import { Big } from 'big.js';
import { describe, expect, it } from 'vitest';
import { anthropicInProcess, defaultWorkspace } from '../../../../test/support/in-process.ts';
import { refused, reportsOf, total } from '../../../../test/support/reports.ts';
import { users } from '../users/record.ts';

const now = new Date('2026-11-01T10:20:30Z');
const from = '2026-10-20T00:00:00Z';
const until = '2026-10-27T00:00:00Z';

const { client } = anthropicInProcess(now);
const { messages, report } = reportsOf(client);

describe('analytics', () => {
  const betas: ['analytics-usage-cost-2026-08-24'] = ['analytics-usage-cost-2026-08-24'];
  const list = (query: Partial<Parameters<typeof client.beta.organization.analytics.usage.list>[0]>) =>
    client.beta.organization.analytics.usage.list({ starting_at: from, betas, ...query });

  it('agrees with the usage report, but for the name of the default workspace', async () => {
    const { data } = await messages({ starting_at: from, limit: 1, group_by: ['workspace_id', 'model'] });
    const page = await list({
      ending_at: '2026-10-21T00:00:00Z',
      time_bucket_width: '1d',
      group_by: ['workspace_id', 'model'],
      limit: 1000,
    });
    const known = page.data.filter(({ usage }) => usage.total_tokens > 0);
    expect(known).toHaveLength(data[0]?.results.length ?? 0);
    for (const { group, usage } of known) {
      const workspace_id = group.workspace_id === defaultWorkspace ? null : group.workspace_id;
      const same = data[0]?.results.find(
        (each) => each['workspace_id'] === workspace_id && each['model'] === group.model,
      );
      expect(same).toMatchObject({
        uncached_input_tokens: usage.uncached_input_tokens,
        cache_creation: usage.cache_creation,
        cache_read_input_tokens: usage.cache_read_input_tokens,
        output_tokens: usage.output_tokens,
        server_tool_use: usage.server_tool_use,
      });
    }
  });

  it('answers one row over whole hours without buckets, and says how far the data is complete', async () => {
    const page = await list({ starting_at: '2026-10-20T07:45:00+02:00', ending_at: '2026-10-22T00:59:00Z' });
    expect(page.data).toHaveLength(1);
    expect(page.data[0]).toMatchObject({ starting_at: '2026-10-20T05:00:00Z', ending_at: '2026-10-22T00:00:00Z' });
    expect(Object.values(page.data[0]?.group ?? {}).every((value) => value === null)).toBe(true);
    expect(page.data_refreshed_at).toBe('2026-11-01T06:00:00Z');
  });

  it('ranks rows by the metric that is asked for', async () => {
    const page = await list({ group_by: ['api_key_id'], order_by: 'output_tokens', order: 'asc', limit: 1000 });
    const ranked = page.data.map(({ usage }) => usage.output_tokens);
    expect(ranked).toEqual([...ranked].sort((a, b) => a - b));
  });

  it('pages through every row once', async () => {
    const query = {
      ending_at: until,
      time_bucket_width: '1d' as const,
      group_by: ['model' as const, 'api_key_id' as const],
    };
    for (const order_by of ['time', 'total_tokens'] as const) {
      const whole = await list({ ...query, order_by, limit: 1000 });
      const rows = [];
      for await (const row of list({ ...query, order_by, limit: 7 })) rows.push(row);
      expect(rows).toEqual(whole.data);
    }
  });

  it('finds use without a key by an empty entry', async () => {
    const page = await list({ group_by: ['api_key_id', 'product'], api_key_ids: [''] });
    expect(page.data.map(({ group }) => [group.api_key_id, group.product])).toEqual([[null, 'claude_console']]);
  });

  it('names the person, the key, and those who have left', async () => {
    const own = anthropicInProcess(now);
    const actors = async () =>
      (
        await own.client.beta.organization.analytics.usage.list({
          starting_at: from,
          betas,
          group_by: ['actor'],
          limit: 1000,
        })
      ).data.map(({ group }) => group.actor);
    expect(await actors()).toContainEqual({ type: 'api_actor', api_key_id: 'apikey_010' });
    const person = { type: 'user_actor', user_id: 'user_01ines', email_address: 'ines@x.example', name: 'Ines' };
    expect(await actors()).toContainEqual({ ...person, deleted: false });
    own.store.in(users).remove('user_01ines');
    expect(await actors()).toContainEqual({ ...person, deleted: true });
    const without = await own.client.beta.organization.analytics.usage.list({
      starting_at: from,
      betas,
      group_by: ['actor'],
      exclude_deleted_users: true,
      limit: 1000,
    });
    expect(without.data.some(({ group }) => group.actor?.type === 'user_actor')).toBe(false);
  });

  it.each([
    [{ starting_at: '2025-12-31T00:00:00Z' }],
    [{ starting_at: '2026-09-01T00:00:00Z', ending_at: '2026-10-03T00:00:00Z' }],
    [{ time_bucket_width: '1d' as const }],
    [{ time_bucket_width: '1m' as const, ending_at: '2026-10-21T01:00:00Z' }],
    [{ group_by: ['actor', 'api_key_id', 'model', 'product', 'speed', 'workspace_id'] as const }],
    [{ exclude_deleted_users: true }],
    [{ organization_ids: ['org_1'] }],
    [{ group_by: ['claude_tag_user_id', 'rbac_group_id'] as const }],
    [{ limit: 1001 }],
  ])('refuses %j', async (query) => {
    await expect(list(query as Parameters<typeof list>[0])).rejects.toEqual(refused(400));
  });

  it('needs its beta header', async () => {
    await expect(report('analytics/usage', { starting_at: from })).rejects.toEqual(refused(400));
  });

  it('counts neither cost_type nor token_type against the limits', async () => {
    const page = await client.beta.organization.analytics.cost.list({
      starting_at: from,
      betas,
      group_by: ['api_key_id', 'cost_type', 'inference_geo', 'model', 'product', 'speed', 'token_type'],
      limit: 1,
    });
    expect(page.data.length).toBeGreaterThan(1);
    expect(page.data.every(({ cost }) => cost.requests === null)).toBe(true);
  });
});

describe('reports of Claude Enterprise', () => {
  const { enterprise } = anthropicInProcess(now);
  const { analytics } = enterprise.beta.organization;
  const range = { starting_at: from, ending_at: until };

  it('have the same sum by bucket, by row and by person with an account', async () => {
    const buckets = [];
    for await (const bucket of analytics.usageReport.list({ ...range, group_by: ['product', 'model'], limit: 2 }))
      buckets.push(bucket);
    const byBucket = buckets
      .flatMap(({ results }) => results)
      .reduce((sum, { output_tokens }) => sum + output_tokens, 0);
    const rows = await analytics.usage.list({ ...range, betas: ['analytics-usage-cost-2026-08-24'] });
    expect(rows.data[0]?.usage.output_tokens).toBe(byBucket);
    const people = [];
    for await (const row of analytics.userUsageReport.list({ ...range, limit: 2 })) people.push(row);
    const inSlack = buckets
      .flatMap(({ results }) => results)
      .filter(({ product }) => product === 'claude-tag')
      .reduce((sum, { output_tokens }) => sum + output_tokens, 0);
    const byPerson = people.reduce((sum, { output_tokens }) => sum + output_tokens, 0);
    expect(people).toHaveLength(3);
    expect(byPerson).toBeLessThan(byBucket);
    expect(byPerson).toBeGreaterThanOrEqual(byBucket - inSlack);
  });

  it('cost the same by bucket and by row', async () => {
    const buckets = [];
    for await (const bucket of analytics.costReport.list({ ...range, group_by: ['cost_type', 'token_type'] }))
      buckets.push(bucket);
    const rows = await analytics.cost.list({ ...range, betas: ['analytics-usage-cost-2026-08-24'] });
    const amounts = buckets.flatMap(({ results }) => results.map(({ amount }) => amount));
    expect(total(amounts)).toBe(new Big(rows.data[0]?.cost.amount ?? 0).toFixed());
    const people = await analytics.userCostReport.list({ ...range, group_by: ['product'], limit: 1000 });
    expect(people.data.every(({ actor }) => actor.type === 'user_actor')).toBe(true);
  });

  it('do not exist for the Console', async () => {
    await expect(client.beta.organization.analytics.usageReport.list(range)).rejects.toEqual(refused(400));
    await expect(
      enterprise.get('/v1/organizations/cost_report', { query: { starting_at: from } }),
    ).rejects.toMatchObject({ status: 403 });
  });
});
