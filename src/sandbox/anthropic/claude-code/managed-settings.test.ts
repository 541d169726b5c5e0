import { Anthropic } from '@anthropic-ai/sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../index.ts';

let sandbox: Sandbox;
let client: Anthropic;
let settings: Anthropic['beta']['organization']['claudeCode']['managedSettings'];

beforeEach(async () => {
  sandbox = await startSandbox({ seed: 1, now: new Date('2026-11-01T12:00:00Z') });
  client = new Anthropic({
    apiKey: sandbox.anthropic.enterprise_key,
    baseURL: sandbox.anthropic.base_url,
    maxRetries: 0,
  });
  settings = client.beta.organization.claudeCode.managedSettings;
});
afterEach(() => sandbox.close());

async function groups(): Promise<string[]> {
  return (await client.organization.rbacGroups.list({ limit: 1000 })).data.map(({ id }) => id);
}

describe('managed settings of Claude Code', () => {
  it('of a group join the end of the order, are replaced whole, and leave it when deleted', async () => {
    const before = await settings.configuration.retrieve();
    const free = (await groups()).find((id) => !before.rbac_group_order.includes(id)) ?? '';
    const made = await settings.rbacGroups.set(free, {
      settings: { model: 'opus', permissions: { deny: ['WebFetch'] } },
    });
    expect(made).toMatchObject({ rbac_group_id: free, rbac_group_status: { type: 'active' } });
    const after = await settings.configuration.retrieve();
    expect(after.rbac_group_order).toEqual([...before.rbac_group_order, free]);
    expect(after.rbac_group_order_version).not.toBe(before.rbac_group_order_version);
    sandbox.clock.advance(1000);
    const replaced = await settings.rbacGroups.set(free, { settings: { model: 'sonnet' } });
    expect(replaced.settings).toEqual({ model: 'sonnet' });
    expect(replaced.created_at).toBe(made.created_at);
    expect(await settings.rbacGroups.retrieve(free)).toEqual(replaced);
    expect((await settings.configuration.retrieve()).rbac_group_order_version).toBe(after.rbac_group_order_version);
    const gone = { rbac_group_id: free, type: 'claude_code_rbac_group_managed_settings_deleted' };
    expect(await settings.rbacGroups.delete(free)).toEqual(gone);
    const missing = { status: 404, errorCode: 'rbac_group_managed_settings_not_found' };
    await expect(settings.rbacGroups.delete(free)).rejects.toMatchObject(missing);
    await expect(settings.rbacGroups.retrieve(free)).rejects.toMatchObject(missing);
    expect((await settings.configuration.retrieve()).rbac_group_order).toEqual(before.rbac_group_order);
  });

  it('are reordered only by whoever knows the present order', async () => {
    const before = await settings.configuration.retrieve();
    const order = [...before.rbac_group_order].reverse();
    const version = before.rbac_group_order_version;
    sandbox.clock.advance(1000);
    const after = await settings.configuration.update({ rbac_group_order: order, rbac_group_order_version: version });
    expect(after.rbac_group_order).toEqual(order);
    const stale = settings.configuration.update({ rbac_group_order: order, rbac_group_order_version: version });
    await expect(stale).rejects.toMatchObject({ status: 409, type: 'conflict_error' });
    const present = { rbac_group_order_version: after.rbac_group_order_version };
    for (const wrong of [order.slice(1), [...order, order[0] ?? ''], [order[0] ?? '', 'rbac_group_01']]) {
      const update = settings.configuration.update({ ...present, rbac_group_order: wrong });
      await expect(update).rejects.toMatchObject({ status: 400 });
    }
    await expect(settings.configuration.update({ rbac_group_order: order })).rejects.toMatchObject({ status: 400 });
    await expect(settings.configuration.update(present)).rejects.toMatchObject({ status: 400 });
    const { data } = await settings.rbacGroups.list();
    expect(data.map(({ rbac_group_id }) => rbac_group_id)).toEqual(order);
    expect(data.every(({ updated_at }) => updated_at === '2026-11-01T12:00:01.000000Z')).toBe(true);
  });

  it('stop a listing whose order changes between its pages', async () => {
    const page = await settings.rbacGroups.list({ limit: 1 });
    const { rbac_group_order, rbac_group_order_version } = await settings.configuration.retrieve();
    expect((await page.getNextPage()).data).toHaveLength(1);
    await settings.configuration.update({
      rbac_group_order: [...rbac_group_order].reverse(),
      rbac_group_order_version,
    });
    await expect(page.getNextPage()).rejects.toMatchObject({ status: 409 });
  });

  it('copy those of the organization into the default when nothing else would apply', async () => {
    for (const { rbac_group_id } of (await settings.rbacGroups.list()).data) {
      await settings.rbacGroups.delete(rbac_group_id);
    }
    const cleared = await settings.rbacGroupDefault.update({ settings: null });
    expect(cleared).toMatchObject({ settings: null, updated_at: null });
    await settings.configuration.update({ mode: { type: 'organization' } });
    const switched = await settings.configuration.update({ mode: { type: 'rbac_groups' } });
    expect(switched).toMatchObject({ mode: { type: 'rbac_groups' }, mode_updated_at: '2026-11-01T12:00:00.000000Z' });
    const copied = await settings.rbacGroupDefault.retrieve();
    expect(copied.settings).toMatchObject({ cleanupPeriodDays: 30 });
  });

  it('of a deleted group stay in the order, and say so', async () => {
    const [id = ''] = (await settings.configuration.retrieve()).rbac_group_order;
    await client.organization.rbacGroups.delete(id);
    expect((await settings.rbacGroups.retrieve(id)).rbac_group_status).toEqual({ type: 'deleted' });
    await expect(settings.rbacGroups.set(id, { settings: {} })).rejects.toMatchObject({
      status: 404,
      errorCode: 'rbac_group_not_found',
    });
  });

  it('refuse large documents, and answer nobody without the beta or of another plane', async () => {
    const large = { settings: { note: 'x'.repeat(1024 * 1024) } };
    await expect(settings.rbacGroupDefault.update(large)).rejects.toMatchObject({ status: 400 });
    const path = '/v1/organizations/claude_code/managed_settings/configuration';
    await expect(client.get(path)).rejects.toMatchObject({ status: 404 });
    const { admin_key: apiKey, base_url: baseURL } = sandbox.anthropic;
    const { claudeCode } = new Anthropic({ apiKey, baseURL, maxRetries: 0 }).beta.organization;
    await expect(claudeCode.managedSettings.configuration.retrieve()).rejects.toMatchObject({ status: 404 });
  });
});
