import { Anthropic } from '@anthropic-ai/sdk';
import { Big } from 'big.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../index.ts';

let sandbox: Sandbox;
let enterprise: Anthropic;
let platform: Anthropic;

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, now: new Date('2026-11-04T12:00:00Z') });
  const { enterprise_key, admin_key, base_url: baseURL } = sandbox.anthropic;
  enterprise = new Anthropic({ apiKey: enterprise_key, baseURL, maxRetries: 0 });
  platform = new Anthropic({ apiKey: admin_key, baseURL, maxRetries: 0 });
});
afterAll(() => sandbox.close());

async function personIn(role: 'user' | 'managed', place: number): Promise<string> {
  const { data } = await enterprise.organization.users.list({ roles: [role], limit: 1000 });
  return data[place]?.id ?? '';
}

describe('spend limits of Claude Enterprise', () => {
  it('are set once for a person and period, and changed in place', async () => {
    const { spendLimits } = enterprise.beta.organization;
    const scope = { type: 'user' as const, user_id: await personIn('user', 0) };
    const set = await spendLimits.set({ scope, amount: '50000' });
    expect(set).toMatchObject({ type: 'spend_limit', scope, amount: '50000', period: 'monthly', currency: 'USD' });
    sandbox.clock.advance(1000);
    const changed = await spendLimits.set({ scope, amount: null });
    expect(changed).toMatchObject({ id: set.id, amount: null, created_at: set.created_at });
    expect(changed.updated_at > set.updated_at).toBe(true);
    expect((await spendLimits.set({ scope, amount: '1', period: 'daily' })).id).not.toBe(set.id);
    expect(await spendLimits.retrieve(set.id)).toEqual(changed);
    expect(await spendLimits.delete(set.id)).toEqual({ id: set.id, type: 'spend_limit_deleted' });
    await expect(spendLimits.retrieve(set.id)).rejects.toMatchObject({ status: 404 });
  });

  it('are listed by kind of scope, and only by kinds that the organization has', async () => {
    const { spendLimits } = enterprise.beta.organization;
    const { data } = await spendLimits.list({ limit: 1000 });
    const order = ['organization', 'seat_tier', 'rbac_group', 'organization_service', 'user'];
    const places = data.map(({ scope }) => order.indexOf(scope.type));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    const groups = await spendLimits.list({ scope_type: ['rbac_group'] });
    expect(groups.data).toHaveLength(1);
    await expect(spendLimits.list({ scope_type: ['workspace'] })).rejects.toMatchObject({ status: 400 });
    await expect(spendLimits.list({ workspace_id: 'wrkspc_01' })).rejects.toMatchObject({ status: 400 });
    await expect(enterprise.get('/v1/organizations/spend_limits')).rejects.toMatchObject({ status: 400 });
  });

  it('of other scopes are not set or deleted through the API', async () => {
    const { spendLimits } = enterprise.beta.organization;
    const refused = { status: 400, type: 'invalid_request_error' };
    await expect(spendLimits.set({ scope: { type: 'organization' }, amount: '1' })).rejects.toMatchObject(refused);
    const [whole] = (await spendLimits.list({ scope_type: ['organization'] })).data;
    await expect(spendLimits.delete(whole?.id ?? '')).rejects.toMatchObject(refused);
    const scope = { type: 'user' as const, user_id: 'user_01nobody' };
    await expect(spendLimits.set({ scope, amount: '1' })).rejects.toMatchObject({ status: 404 });
    for (const amount of ['1.5', '-1', 'much']) {
      await expect(spendLimits.set({ scope, amount })).rejects.toMatchObject(refused);
    }
  });

  it('resolve to the nearest level, whose row says where it comes from', async () => {
    const { organization } = enterprise;
    const user_id = await personIn('managed', 0);
    const rows = async () =>
      (await organization.spendLimits.effective.list({ user_ids: [user_id], period: ['monthly'] })).data;
    const [inherited] = await rows();
    expect(['seat_tier', 'rbac_group']).toContain(inherited?.source.type);
    const set = await enterprise.beta.organization.spendLimits.set({ scope: { type: 'user', user_id }, amount: null });
    const [own] = await rows();
    expect(own).toMatchObject({ source: { type: 'user', user_id }, amount: null, spend_limit_id: set.id });
    await enterprise.beta.organization.spendLimits.delete(set.id);
    expect(await rows()).toEqual([inherited]);
  });

  it('show what the cost report says was spent', async () => {
    const [row] = (await enterprise.organization.spendLimits.effective.list({ period: ['monthly'], limit: 1 })).data;
    const user_id = row?.scope.type === 'user' ? row.scope.user_id : '';
    const report = await enterprise.beta.organization.analytics.userCostReport.list({
      starting_at: '2026-11-01T00:00:00Z',
      user_ids: [user_id],
    });
    const billed = new Big(report.data[0]?.amount ?? '0');
    expect(billed.gt(0)).toBe(true);
    expect(row?.period_to_date_spend).toBe(billed.round(3).toString());
    expect(row?.period_to_date_spend).toMatch(/^\d+(\.\d{1,3})?$/);
  });

  it('page by person, so that the periods of one stay together', async () => {
    const page = await enterprise.organization.spendLimits.effective.list({ limit: 3 });
    expect(new Set(page.data.map(({ actor }) => ('user_id' in actor ? actor.user_id : ''))).size).toBe(3);
    expect(page.data.length).toBeGreaterThan(3);
    const tooMany = Array.from({ length: 101 }, (_, index) => `user_${index}`);
    await expect(enterprise.organization.spendLimits.effective.list({ user_ids: tooMany })).rejects.toMatchObject({
      status: 400,
    });
  });
});

describe('requests for a higher limit', () => {
  it('write a limit for the person when they are approved, once', async () => {
    const { increaseRequests, effective } = enterprise.organization.spendLimits;
    const [newest, older] = (await increaseRequests.list({ status: ['pending'] })).data;
    expect(newest?.spend_summary?.period).toBe(newest?.period);
    expect((newest?.created_at ?? '') > (older?.created_at ?? '')).toBe(true);
    const approved = await increaseRequests.approve(newest?.id ?? '', { amount: '900000' });
    expect(approved).toMatchObject({
      status: 'approved',
      spend_summary: null,
      spend_limit: { amount: '900000', period: newest?.period },
      resolved_by: { type: 'scoped_api_key_actor' },
    });
    const user_id = newest?.actor.type === 'user_actor' ? newest.actor.user_id : '';
    const [row] = (await effective.list({ user_ids: [user_id], period: [approved.period] })).data;
    expect(row?.amount).toBe('900000');
    await expect(increaseRequests.approve(approved.id, { amount: '1' })).rejects.toMatchObject({ status: 400 });
    await expect(increaseRequests.deny(approved.id, {})).rejects.toMatchObject({ status: 400 });
    expect((await increaseRequests.list({ actor_ids: [user_id] })).data.map(({ id }) => id)).toEqual([approved.id]);
  });

  it('can be denied again without a change', async () => {
    const { increaseRequests } = enterprise.organization.spendLimits;
    const [open] = (await increaseRequests.list({ status: ['pending'] })).data;
    const denied = await increaseRequests.deny(open?.id ?? '', { suppress_notification: true });
    sandbox.clock.advance(1000);
    expect(await increaseRequests.deny(denied.id, {})).toEqual(denied);
    expect(await increaseRequests.retrieve(denied.id)).toEqual(denied);
    await expect(increaseRequests.retrieve('slir_01nothing')).rejects.toMatchObject({ status: 404 });
  });
});

describe('spend limits of a Console organization', () => {
  it('are monthly, carry an amount, and stand beside the cap of the usage tier', async () => {
    const { spendLimits } = platform.beta.organization;
    const [workspace] = (await platform.organization.workspaces.list({ limit: 1 })).data;
    const scope = { type: 'workspace' as const, workspace_id: workspace?.id ?? '' };
    const set = await spendLimits.set({ scope, amount: '300000' });
    const { data } = await spendLimits.list();
    expect(data.map((limit) => limit.scope.type)).toEqual(['workspace', 'usage_tier']);
    expect((await spendLimits.list({ workspace_id: scope.workspace_id })).data).toEqual([set]);
    const cap = data.at(-1)?.id ?? '';
    expect((await spendLimits.retrieve(cap)).amount).toBe('20000000');
    await expect(spendLimits.delete(cap)).rejects.toMatchObject({ status: 400 });
    await expect(spendLimits.set({ scope, amount: null })).rejects.toMatchObject({ status: 400 });
    await expect(spendLimits.set({ scope, amount: '1', period: 'daily' })).rejects.toMatchObject({ status: 400 });
    await spendLimits.delete(set.id);
    await expect(platform.organization.spendLimits.effective.list()).rejects.toMatchObject({
      status: 400,
      errorCode: 'organization_type_not_supported',
    });
  });
});
