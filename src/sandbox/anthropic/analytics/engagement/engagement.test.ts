import { Anthropic } from '@anthropic-ai/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../index.ts';

let sandbox: Sandbox;
let organization: Anthropic['organization'];
let analytics: Anthropic['organization']['analytics'];

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, now: new Date('2026-11-01T12:00:00Z') });
  const { enterprise_key: apiKey, base_url: baseURL } = sandbox.anthropic;
  organization = new Anthropic({ apiKey, baseURL, maxRetries: 0 }).organization;
  analytics = organization.analytics;
});
afterAll(() => sandbox.close());

const date = '2026-10-30';

describe('which days there are', () => {
  it('a day is there from ten in the morning of the next', async () => {
    sandbox.clock.set(new Date('2026-11-01T09:59:00Z'));
    await expect(analytics.users.list({ date: '2026-10-31' })).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining('2026-10-30'),
    });
    sandbox.clock.set(new Date('2026-11-01T10:00:00Z'));
    expect((await analytics.users.list({ date: '2026-10-31' })).data.length).toBeGreaterThan(0);
    sandbox.clock.set(new Date('2026-11-01T12:00:00Z'));
  });

  it('refuses what cannot be meant', async () => {
    const refused = { status: 400, type: 'invalid_request_error' };
    await expect(analytics.users.list()).rejects.toMatchObject(refused);
    await expect(analytics.users.list({ date, starting_date: date })).rejects.toMatchObject(refused);
    await expect(analytics.users.list({ date, ending_date: date })).rejects.toMatchObject(refused);
    await expect(analytics.users.list({ date: '2025-12-31' })).rejects.toMatchObject(refused);
    await expect(analytics.users.list({ date: '2026-10-30T00:00:00Z' })).rejects.toMatchObject(refused);
    await expect(analytics.users.list({ starting_date: date, ending_date: date })).rejects.toMatchObject(refused);
    await expect(analytics.users.list({ starting_date: date, ending_date: '2026-11-02' })).rejects.toMatchObject(
      refused,
    );
    await expect(analytics.users.list({ date, filter: ['colour:red'] })).rejects.toMatchObject(refused);
    await expect(analytics.skills.list({ date, filter: ['product:outlook'] })).rejects.toMatchObject(refused);
    await expect(analytics.users.list({ date, order_by: 'nonsense' })).rejects.toMatchObject(refused);
  });
});

describe('people', () => {
  it('stand by address, or by a metric, most first', async () => {
    const { data } = await analytics.users.list({ date, limit: 1000 });
    const addresses = data.map(({ user }) => user?.email_address ?? '');
    expect(addresses).toEqual([...addresses].sort());
    const ranked = await analytics.users.list({ date, order_by: 'chat_metrics.message_count', limit: 1000 });
    const counts = ranked.data.map(({ chat_metrics }) => chat_metrics.message_count);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
  });

  it('page to the same rows, though a day ends in between', async () => {
    const query = { starting_date: '2026-10-28', limit: 7 };
    const whole = await analytics.users.list({ ...query, limit: 1000 });
    let page = await analytics.users.list(query);
    const rows = [...page.data];
    sandbox.clock.advance(86_400_000);
    while (page.hasNextPage()) {
      page = await page.getNextPage();
      rows.push(...page.data);
    }
    sandbox.clock.advance(-86_400_000);
    expect(rows).toEqual(whole.data);
  });

  it('add up over a range, and over the groups they are in', async () => {
    const messages = async (query: Parameters<typeof analytics.users.list>[0]) =>
      (await analytics.users.list({ limit: 1000, ...query })).data.reduce(
        (sum, { chat_metrics }) => sum + chat_metrics.message_count,
        0,
      );
    const days = ['2026-10-28', '2026-10-29', '2026-10-30'];
    const single = await Promise.all(days.map((day) => messages({ date: day })));
    const range = { starting_date: '2026-10-28', ending_date: '2026-10-31' };
    expect(await messages(range)).toBe(single.reduce((a, b) => a + b, 0));
    const grouped = await analytics.users.list({ date, group_by: ['rbac_group_id'], limit: 1000 });
    const engineering = grouped.data.find(({ rbac_group_name }) => rbac_group_name === 'Engineering');
    expect(engineering).toMatchObject({ user: null });
    expect(engineering?.chat_metrics.distinct_connectors_used_count).toBeNull();
    const filter = [`rbac_group_id:${engineering?.rbac_group_id}`];
    expect(await messages({ date, filter })).toBe(engineering?.chat_metrics.message_count);
    const members = await analytics.users.list({ date, filter, limit: 1000 });
    expect(members.data).toHaveLength(engineering?.distinct_user_count ?? 0);
  });

  it('shrink to their chat in a project', async () => {
    const [project] = (await analytics.apps.chat.projects.list({ date, order_by: 'message_count' })).data;
    const filter = [`project_id:${project?.project_id}`];
    const { data } = await analytics.users.list({ date, filter, limit: 1000 });
    const total = data.reduce((sum, { chat_metrics }) => sum + chat_metrics.message_count, 0);
    expect(total).toBe(project?.message_count);
    expect(data).toHaveLength(project?.distinct_user_count ?? 0);
    await expect(analytics.users.list({ date, filter, group_by: ['rbac_group_id'] })).rejects.toMatchObject({
      status: 400,
    });
  });
});

describe('skills, connectors, plugins and artifacts', () => {
  it('count the same uses, whole and broken out', async () => {
    const whole = (await analytics.skills.list({ date, limit: 1000 })).data;
    const byProduct = (await analytics.skills.list({ date, group_by: ['product'], limit: 1000 })).data;
    for (const { skill_name, invocation_count, enable_count } of whole) {
      const parts = byProduct.filter((row) => row.skill_name === skill_name);
      expect(parts.reduce((sum, row) => sum + (row.invocation_count ?? 0), 0)).toBe(invocation_count);
      expect(parts.every((row) => row.enable_count === null)).toBe(true);
      expect(enable_count === null).toBe(parts.every(({ share_status }) => share_status === null));
    }
    const priced = whole.find(({ skill_name }) => skill_name === 'review-change');
    expect(Number(priced?.attributed_list_price)).toBeGreaterThan(Number(priced?.estimated_overage_spend));
  });

  it('are found by name, without case', async () => {
    const github = await analytics.connectors.list({ date, filter: ['connector_name:GitHub MCP'] });
    expect(github.data.map(({ connector_name }) => connector_name)).toEqual(['github']);
    const [row] = github.data;
    const calls = (row?.read_call_count ?? 0) + (row?.write_call_count ?? 0) + (row?.unclassified_call_count ?? 0);
    expect(calls).toBeGreaterThan(0);
    const own = await analytics.plugins.list({ date, filter: ['plugin_name:CODE-REVIEW'] });
    expect(own.data[0]?.plugin_id).toMatch(/^plugin_01/);
    await expect(analytics.plugins.list({ date, filter: ['product:chat'] })).rejects.toMatchObject({ status: 400 });
  });

  it('agree with what people made', async () => {
    const cube = await analytics.artifacts.list({ date, limit: 1 });
    expect(cube.next_page).toBeNull();
    expect(cube.data.length).toBeGreaterThan(1);
    const made = cube.data.reduce((sum, row) => sum + row.artifacts_created_count, 0);
    const people = (await analytics.users.list({ date, limit: 1000 })).data;
    const counted = people.reduce(
      (sum, { chat_metrics, claude_code_metrics, cowork_metrics }) =>
        sum +
        chat_metrics.distinct_artifacts_created_count +
        claude_code_metrics.core_metrics.artifacts_created_count +
        cowork_metrics.artifacts_created_count,
      0,
    );
    expect(made).toBe(counted);
    const grouped = await analytics.artifacts.list({ date, group_by: ['user_id'], limit: 5 });
    expect(grouped.data).toHaveLength(5);
    expect(grouped.next_page).not.toBeNull();
    const shared = await analytics.artifacts.list({ date, filter: ['is_shared:true'] });
    expect(shared.data.every(({ is_shared }) => is_shared)).toBe(true);
  });
});

describe('summaries', () => {
  it('have a row for each day, with seats, invites and rates of the whole organization', async () => {
    const { data, next_page } = await analytics.summaries.list({ starting_date: '2026-10-20', limit: 1 });
    expect(next_page).toBeNull();
    expect(data).toHaveLength(12);
    const last = data.at(-1);
    expect(last).toMatchObject({ starting_at: '2026-10-31T00:00:00Z', ending_at: '2026-11-01T00:00:00Z' });
    const people = (await analytics.users.list({ date: '2026-10-31', limit: 1000 })).data;
    expect(last?.daily_active_user_count).toBe(people.length);
    expect(last?.assigned_seat_count).toBe((await organization.users.list({ limit: 1000 })).data.length);
    expect(last?.pending_invite_count).toBe(2);
    expect(last?.daily_active_user_count).toBeLessThanOrEqual(last?.weekly_active_user_count ?? 0);
    expect(last?.monthly_adoption_rate).toBeGreaterThan(0);
  });

  it('leave out what a group does not have', async () => {
    const [group] = (await organization.rbacGroups.list({ limit: 1 })).data;
    const { data } = await analytics.summaries.list({
      starting_date: '2026-10-31',
      filter: [`rbac_group_id:${group?.id}`],
    });
    expect(data[0]).toMatchObject({
      assigned_seat_count: null,
      pending_invite_count: null,
      daily_adoption_rate: null,
      claude_tag_daily_active_user_count: null,
    });
    expect(data[0]?.daily_active_user_count).toBeGreaterThan(0);
    await expect(
      analytics.summaries.list({ starting_date: '2026-01-01', filter: ['user_id:user_01'] }),
    ).rejects.toMatchObject({ status: 400 });
  });

  it('are for Claude Enterprise only', async () => {
    const { admin_key: apiKey, base_url: baseURL } = sandbox.anthropic;
    const console = new Anthropic({ apiKey, baseURL, maxRetries: 0 }).organization;
    await expect(console.analytics.summaries.list({ starting_date: date })).rejects.toMatchObject({ status: 400 });
  });
});
