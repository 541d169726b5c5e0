import { Anthropic } from '@anthropic-ai/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';

let sandbox: Sandbox;
let organization: Anthropic['organization'];
let client: Anthropic;

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, now: new Date('2026-11-01T12:00:00Z') });
  client = new Anthropic({ apiKey: sandbox.anthropic.admin_key, baseURL: sandbox.anthropic.base_url, maxRetries: 0 });
  organization = client.organization;
});
afterAll(() => sandbox.close());

async function all<T>(list: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of list) items.push(item);
  return items;
}

describe('the official Anthropic SDK against the sandbox', () => {
  it('reads the organization', async () => {
    expect(await organization.retrieve()).toMatchObject({ type: 'organization', name: 'Northwind Labs' });
  });

  it('pages through people both ways, newest first', async () => {
    const whole = await all(organization.users.list({ limit: 1000 }));
    expect(await all(organization.users.list({ limit: 6 }))).toEqual(whole);
    const before = await organization.users.list({ before_id: whole[10]?.id ?? '', limit: 4 });
    expect(before.data).toEqual(whole.slice(6, 10));
    expect(before.has_more).toBe(true);
  });

  it('finds people by address, without case or what follows a plus sign', async () => {
    const [person] = (await organization.users.list({ limit: 1 })).data;
    const disguised = person?.email.toUpperCase().replace('@', '+x@') ?? '';
    expect((await organization.users.list({ email: disguised })).data).toEqual([person]);
  });

  it('changes roles that the API may change, and refuses the others', async () => {
    const [developer] = (await organization.users.list({ roles: ['developer'], limit: 1 })).data;
    expect((await organization.users.update(developer?.id ?? '', { role: 'user' })).role).toBe('user');
    await expect(organization.users.update(developer?.id ?? '', { role: 'admin' as 'user' })).rejects.toMatchObject({
      status: 400,
    });
    const [admin] = (await organization.users.list({ roles: ['admin'], limit: 1 })).data;
    await expect(organization.users.update(admin?.id ?? '', { role: 'user' })).rejects.toMatchObject({ status: 400 });
    await expect(organization.users.remove(admin?.id ?? '')).rejects.toMatchObject({
      status: 400,
      type: 'invalid_request_error',
    });
  });

  it('removes a person: memberships and personal keys end, workspace keys stay', async () => {
    const keys = await all(organization.apiKeys.list({ status: 'active' }));
    const personal = keys.find((key) => key.principal?.type === 'user_actor');
    const owner = personal?.created_by?.id ?? '';
    expect(await organization.users.remove(owner)).toEqual({ id: owner, type: 'user_deleted' });
    expect((await organization.apiKeys.retrieve(personal?.id ?? '')).status).toBe('archived');
    const left = (await all(organization.apiKeys.list({ created_by_user_id: owner }))).filter(
      (key) => key.principal === null,
    );
    for (const key of left) expect(key.status).not.toBe('archived');
  });

  it('invites: one pending invite for an address, 21 days, withdrawn only while pending', async () => {
    const invite = await organization.invites.create({ email: 'new@northwind.example', role: 'developer' });
    expect(Date.parse(invite.expires_at) - Date.parse(invite.invited_at)).toBe(21 * 86_400_000);
    await expect(organization.invites.create({ email: 'NEW+1@northwind.example', role: 'user' })).rejects.toMatchObject(
      {
        status: 400,
        errorCode: 'invite_already_exists',
      },
    );
    expect(
      (await all(organization.invites.list({ statuses: ['expired'] }))).every(({ status }) => status === 'expired'),
    ).toBe(true);
    expect(await organization.invites.delete(invite.id)).toEqual({ id: invite.id, type: 'invite_deleted' });
    await expect(organization.invites.retrieve(invite.id)).rejects.toMatchObject({
      status: 404,
      type: 'not_found_error',
    });
    const accepted = await organization.invites.create({ email: 'second@northwind.example', role: 'user' });
    sandbox.control('anthropic', 'accept_invite', { id: accepted.id });
    await expect(organization.invites.delete(accepted.id)).rejects.toMatchObject({ status: 400 });
    expect((await organization.users.list({ email: 'second@northwind.example' })).data).toHaveLength(1);
  });

  it('expires an invite by the clock alone', async () => {
    const own = await startSandbox({ now: new Date('2026-11-01T12:00:00Z') });
    const { invites } = new Anthropic({ apiKey: own.anthropic.admin_key, baseURL: own.anthropic.base_url })
      .organization;
    const { id } = await invites.create({ email: 'late@northwind.example', role: 'user' });
    own.clock.advance(21 * 86_400_000);
    expect((await invites.retrieve(id)).status).toBe('expired');
    await own.close();
  });

  it('keeps workspaces: hidden default, tags that null takes away, geos that agree', async () => {
    const { workspaces } = organization;
    const made = await workspaces.create({ name: 'Temporary', tags: { env: 'test', team: 'data' } });
    const changed = await workspaces.update(made.id, { name: 'Renamed', tags: { env: null } });
    expect(changed).toMatchObject({ name: 'Renamed', tags: { team: 'data' } });
    await expect(
      workspaces.update(made.id, {
        data_residency: { allowed_inference_geos: ['us'], default_inference_geo: 'global' },
      }),
    ).rejects.toMatchObject({ status: 400 });
    const names = (await all(workspaces.list({ limit: 100 }))).map(({ name }) => name);
    expect(names).toContain('Renamed');
    expect(names).not.toContain('Default');
    expect((await all(workspaces.list({ include_default: true }))).map(({ name }) => name)).toContain('Default');
  });

  it('archives a workspace once: its keys stop, and so does its usage', async () => {
    const { workspaces, apiKeys } = organization;
    const [target] = (await all(workspaces.list())).filter(({ name }) => name === 'Voice pilot');
    const id = target?.id ?? '';
    expect((await workspaces.archive(id)).archived_at).not.toBeNull();
    expect((await all(apiKeys.list({ workspace_id: id }))).every(({ status }) => status === 'archived')).toBe(true);
    await expect(workspaces.archive(id)).rejects.toMatchObject({ status: 400 });
    await expect(workspaces.update(id, { name: 'Back' })).rejects.toMatchObject({ status: 400 });
    expect((await all(workspaces.list())).map((workspace) => workspace.id)).not.toContain(id);
    sandbox.clock.advance(2 * 86_400_000);
    const report = await client.get<{ data: { results: unknown[] }[] }>('/v1/organizations/usage_report/messages', {
      query: { starting_at: '2026-11-02T00:00:00Z', ending_at: '2026-11-03T00:00:00Z', 'workspace_ids[]': id },
    });
    expect(report.data.flatMap(({ results }) => results)).toEqual([]);
    sandbox.clock.advance(-2 * 86_400_000);
  });

  it('keeps the people of a workspace', async () => {
    const { members } = organization.workspaces;
    const { id: workspace_id } = await organization.workspaces.create({ name: 'With people' });
    const [person] = (await organization.users.list({ limit: 1, roles: ['developer'] })).data;
    const user_id = person?.id ?? '';
    await members.add(workspace_id, { user_id, workspace_role: 'workspace_user' });
    await expect(members.add(workspace_id, { user_id, workspace_role: 'workspace_user' })).rejects.toMatchObject({
      status: 400,
    });
    await members.update(user_id, { workspace_id, workspace_role: 'workspace_admin' });
    expect((await members.retrieve(user_id, { workspace_id })).workspace_role).toBe('workspace_admin');
    await expect(members.update(user_id, { workspace_id, workspace_role: 'workspace_billing' })).rejects.toMatchObject({
      status: 400,
    });
    expect(await members.remove(user_id, { workspace_id })).toEqual({
      user_id,
      workspace_id,
      type: 'workspace_member_deleted',
    });
    expect(await all(members.list(workspace_id))).toEqual([]);
  });

  it('renames and disables keys, never reveals one, and archives for good', async () => {
    const { apiKeys } = organization;
    const keys = await all(apiKeys.list({ status: 'active' }));
    const id = keys[0]?.id ?? '';
    expect(await apiKeys.update(id, { name: 'renamed', status: 'inactive' })).toMatchObject({
      name: 'renamed',
      status: 'inactive',
    });
    expect((await apiKeys.update(id, { status: 'active' })).status).toBe('active');
    await apiKeys.update(id, { status: 'archived' });
    await expect(apiKeys.update(id, { status: 'active' })).rejects.toMatchObject({ status: 400 });
    const expired = (await all(apiKeys.list({ status: 'expired' })))[0];
    await expect(apiKeys.update(expired?.id ?? '', { status: 'active' })).rejects.toThrow(/cannot be reactivated/);
  });

  it('names a key’s workspace the old way under the first version', async () => {
    const ask = async (version: string) => {
      const response = await fetch(`${sandbox.anthropic.base_url}/v1/organizations/api_keys?limit=1`, {
        headers: { 'x-api-key': sandbox.anthropic.admin_key, 'anthropic-version': version },
      });
      return ((await response.json()) as { data: object[] }).data[0];
    };
    expect(await ask('2023-06-01')).toHaveProperty('workspace_id');
    expect(await ask('2026-10-21')).not.toHaveProperty('workspace_id');
    expect(await ask('2026-10-21')).toHaveProperty('scope.workspace_id');
  });

  it('answers the three reports and both new analytics, which agree', async () => {
    const period = { starting_at: '2026-10-20T00:00:00Z', ending_at: '2026-10-27T00:00:00Z' };
    const cost = await client.get<{ data: { results: { amount: string }[] }[] }>('/v1/organizations/cost_report', {
      query: { ...period, limit: 31 },
    });
    const total = cost.data.flatMap(({ results }) => results).reduce((sum, { amount }) => sum + Number(amount), 0);
    const { data } = await client.beta.organization.analytics.cost.list(period);
    expect(data.reduce((sum, row) => sum + Number(row.cost.amount), 0)).toBeCloseTo(total, 4);
    const usage = await client.beta.organization.analytics.usage.list({ ...period, group_by: ['model'], limit: 100 });
    expect(usage.data.length).toBeGreaterThan(3);
    const code = await client.get<{ data: object[] }>('/v1/organizations/usage_report/claude_code', {
      query: { starting_at: '2026-10-20' },
    });
    expect(code.data.length).toBeGreaterThan(0);
  });
});

describe('the sandbox refuses what Anthropic refuses', () => {
  const ask = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${sandbox.anthropic.base_url}${path}`, {
      headers: { 'x-api-key': sandbox.anthropic.admin_key, 'anthropic-version': '2023-06-01', ...headers },
    });
    return { status: response.status, ...((await response.json()) as { error: { type: string; message: string } }) };
  };

  it.each([
    ['a workspace key', '/v1/organizations/users', { 'x-api-key': 'sk-ant-api03-something' }, 401, /invalid x-api-key/],
    ['a missing version', '/v1/organizations/users', { 'anthropic-version': '' }, 400, /anthropic-version/],
    ['an unknown parameter', '/v1/organizations/users?limits=3', {}, 400, /limits: Extra inputs/],
    ['a limit out of bounds', '/v1/organizations/users?limit=1001', {}, 400, /limit/],
    ['two cursors', '/v1/organizations/users?after_id=a&before_id=b', {}, 400, /Only one of/],
    ['an unknown cursor', '/v1/organizations/users?after_id=user_x', {}, 400, /after_id/],
    [
      'too many buckets',
      '/v1/organizations/usage_report/messages?starting_at=2026-10-01T00:00:00Z&limit=32',
      {},
      400,
      /limit/,
    ],
    [
      'a timestamp where a day belongs',
      '/v1/organizations/usage_report/claude_code?starting_at=2026-10-01T00:00:00Z',
      {},
      400,
      /starting_at/,
    ],
    [
      'analytics without the beta header',
      '/v1/organizations/analytics/cost?starting_at=2026-10-01T00:00:00Z',
      {},
      400,
      /anthropic-beta/,
    ],
  ])('%s', async (_what, path, headers, status, message) => {
    const answer = await ask(path, headers);
    expect(answer.status).toBe(status);
    expect(answer.error.message).toMatch(message);
  });
});
