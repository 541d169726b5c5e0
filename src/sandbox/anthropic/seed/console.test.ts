import { Anthropic } from '@anthropic-ai/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../index.ts';

let sandbox: Sandbox;
let organization: Anthropic['organization'];
let admin: Anthropic['organization'];

async function all<T>(list: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of list) items.push(item);
  return items;
}

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, now: new Date('2026-11-01T00:00:00Z') });
  const clientWith = (apiKey: string) =>
    new Anthropic({ apiKey, baseURL: sandbox.anthropic.base_url, maxRetries: 0 }).organization;
  organization = clientWith(sandbox.anthropic.admin_key);
  admin = clientWith(sandbox.anthropic.oauth_token);
});
afterAll(() => sandbox.close());

describe('the seeded Console organization', () => {
  it('has keys in every state, one of them a service account’s', async () => {
    for (const status of ['active', 'inactive', 'archived', 'expired'] as const) {
      expect((await organization.apiKeys.list({ status })).data).not.toEqual([]);
    }
    const accounts = await all(admin.serviceAccounts.list());
    const keys = await all(organization.apiKeys.list());
    const ofAccount = keys.filter((key) => key.created_by?.type === 'service_account');
    expect(accounts).toHaveLength(3);
    expect(ofAccount.map((key) => key.created_by?.id)).toEqual([
      accounts.find(({ name }) => name === 'data-pipeline')?.id,
    ]);
  });

  it('trusts one issuer by two rules, each for one workspace', async () => {
    expect(await all(admin.federation.issuers.list())).toHaveLength(1);
    const rules = await all(admin.federation.rules.list());
    expect(rules.map(({ workspace_ids }) => workspace_ids.length)).toEqual([1, 1]);
  });

  it('gives some workspaces less than the organization may use', async () => {
    const workspaces = await all(organization.workspaces.list());
    const staging = workspaces.find(({ name }) => name === 'Staging')?.id ?? '';
    const [row] = await all(organization.workspaces.rateLimits.list(staging));
    for (const { value, org_limit } of row?.limits ?? []) expect(value).toBeLessThan(org_limit ?? 0);
    expect(row?.limits).toHaveLength(2);
  });

  it('keeps federation from a key', async () => {
    await expect(organization.serviceAccounts.list()).rejects.toMatchObject({ status: 403, type: 'permission_error' });
  });
});
