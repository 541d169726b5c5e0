import { Anthropic } from '@anthropic-ai/sdk';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../index.ts';

let sandbox: Sandbox | undefined;
let organization: Anthropic['organization'];

beforeEach(async () => {
  if (sandbox) sandbox.reset();
  else sandbox = await startSandbox({ seed: 1, now: new Date('2026-11-01T00:00:00Z') });
  const { oauth_token: apiKey, base_url: baseURL } = sandbox.anthropic;
  ({ organization } = new Anthropic({ apiKey, baseURL, maxRetries: 0 }));
});
afterAll(() => sandbox?.close());

async function all<T>(list: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of list) items.push(item);
  return items;
}

const refused = { status: 400, type: 'invalid_request_error' };
const made = (name = 'worker') => organization.serviceAccounts.create({ name });
const workspaceId = async (name: string) =>
  (await all(organization.workspaces.list({ include_default: true }))).find((each) => each.name === name)?.id ?? '';
const githubIssuer = async () => (await organization.federation.issuers.list()).data[0]?.id ?? '';

let accounts = 0;

/** A rule that would be taken, for a service account of its own, with some fields otherwise. */
async function ruleWith(fields: Partial<Anthropic.Organization.Federation.RuleCreateParams> = {}) {
  accounts += 1;
  const { id: service_account_id } = await made(`account-${accounts}`);
  return {
    issuer_id: await githubIssuer(),
    match: { subject_prefix: 'repo:northwind-labs/app:*' },
    name: 'rule',
    oauth_scope: 'workspace:developer',
    target: { type: 'service_account' as const, service_account_id },
    workspace_id: await workspaceId('Staging'),
    ...fields,
  };
}

describe('service accounts of the sandbox', () => {
  it('name the person who made and changed them', async () => {
    const account = await made();
    const admins = await all(organization.users.list({ roles: ['admin'] }));
    expect(admins.map(({ id }) => id)).toContain(account.created_by_actor_id);
    expect(account).toMatchObject({ description: null, organization_role: 'developer', archived_at: null });
    expect((await organization.serviceAccounts.update(account.id, { description: null })).description).toBe('');
    await expect(made()).rejects.toMatchObject({ status: 409, type: 'conflict_error' });
    await expect(made('Upper Case')).rejects.toMatchObject(refused);
  });

  it('are archived once, and then neither changed nor listed', async () => {
    const { id } = await made();
    const archived = await organization.serviceAccounts.archive(id);
    sandbox?.clock.advance(1000);
    expect((await organization.serviceAccounts.archive(id)).archived_at).toBe(archived.archived_at);
    sandbox?.clock.advance(-1000);
    await expect(organization.serviceAccounts.update(id, { description: 'x' })).rejects.toMatchObject(refused);
    expect((await all(organization.serviceAccounts.list())).map((each) => each.id)).not.toContain(id);
    expect((await organization.serviceAccounts.list({ include_archived: true })).data[0]?.id).toBe(id);
  });

  it('stay while a rule refers to them; when they end, so do their keys', async () => {
    const account = (await all(organization.serviceAccounts.list())).find(({ name }) => name === 'data-pipeline');
    const id = account?.id ?? '';
    await expect(organization.serviceAccounts.archive(id)).rejects.toThrow(/archive it first/);
    const rule = (await all(organization.federation.rules.list())).find(
      ({ target }) => target.service_account_id === id,
    );
    await organization.federation.rules.archive(rule?.id ?? '');
    await organization.serviceAccounts.archive(id);
    const keys = (await all(organization.apiKeys.list())).filter(({ created_by }) => created_by?.id === id);
    expect(keys.map(({ status }) => status)).toEqual(['archived']);
  });

  it('are in the default workspace without being added, and cannot leave it', async () => {
    const { id } = await made();
    const usual = await workspaceId('Default');
    const { workspaces } = organization.serviceAccounts;
    expect((await workspaces.list(id)).data).toMatchObject([
      { workspace_id: usual, workspace_role: 'workspace_user', implicit: true },
    ]);
    await workspaces.remove(usual, { service_account_id: id });
    expect((await workspaces.list(id)).data).toHaveLength(1);
    const update = { workspace_id: usual, workspace_role: 'workspace_admin' as const };
    await expect(organization.workspaces.serviceAccounts.update(id, update)).rejects.toMatchObject(refused);
    expect(await workspaces.add(id, update)).toMatchObject({ implicit: false, workspace_role: 'workspace_admin' });
    expect((await organization.workspaces.serviceAccounts.list(usual)).data).toHaveLength(1);
    await workspaces.remove(usual, { service_account_id: id });
    expect((await workspaces.list(id)).data).toMatchObject([{ implicit: true }]);
  });

  it('take another role when added again, from either side', async () => {
    const { id } = await made();
    const workspace_id = await workspaceId('Staging');
    const add = organization.workspaces.serviceAccounts.add.bind(organization.workspaces.serviceAccounts);
    await add(workspace_id, { service_account_id: id, workspace_role: 'workspace_user' });
    await add(workspace_id, { service_account_id: id, workspace_role: 'workspace_admin' });
    const member = await organization.workspaces.serviceAccounts.retrieve(id, { workspace_id });
    expect(member.workspace_role).toBe('workspace_admin');
    const removal = { service_account_id: id, workspace_id, type: 'service_account_workspace_member_deleted' };
    expect(await organization.workspaces.serviceAccounts.remove(id, { workspace_id })).toEqual(removal);
    expect(await organization.workspaces.serviceAccounts.remove(id, { workspace_id })).toEqual(removal);
    await expect(organization.workspaces.serviceAccounts.retrieve(id, { workspace_id })).rejects.toMatchObject({
      status: 404,
    });
  });

  it('page their workspaces, the implicit one beside the first', async () => {
    const { id } = await made();
    for (const name of ['Staging', 'Evaluation', 'Internal tools']) {
      const workspace_id = await workspaceId(name);
      await organization.serviceAccounts.workspaces.add(id, { workspace_id, workspace_role: 'workspace_user' });
    }
    const first = await organization.serviceAccounts.workspaces.list(id, { limit: 1 });
    expect(first.data).toHaveLength(2);
    expect(await all(organization.serviceAccounts.workspaces.list(id, { limit: 1 }))).toHaveLength(4);
    await organization.serviceAccounts.archive(id);
    expect((await organization.serviceAccounts.workspaces.list(id)).data).toEqual([]);
    await expect(
      organization.serviceAccounts.workspaces.list(id, { limit: 1, page: first.next_page }),
    ).rejects.toMatchObject(refused);
  });

  it('cannot come to an archived workspace', async () => {
    const { id } = await made();
    const workspace_id = await workspaceId('Staging');
    await organization.workspaces.archive(workspace_id);
    const member = { service_account_id: id, workspace_role: 'workspace_user' as const };
    await expect(organization.workspaces.serviceAccounts.add(workspace_id, member)).rejects.toMatchObject(refused);
    await expect(organization.workspaces.serviceAccounts.list(workspace_id)).rejects.toMatchObject(refused);
  });
});

describe('federation of the sandbox', () => {
  it('polls an issuer’s keys every hour, but not those written down', async () => {
    const [seeded] = (await organization.federation.issuers.list()).data;
    expect(seeded?.poll_status).toEqual({
      consecutive_failures: 0,
      last_fetched_at: '2026-11-01T00:00:00.000000Z',
      next_poll_at: '2026-11-01T01:00:00.000000Z',
    });
    const inline = await organization.federation.issuers.create({
      name: 'own',
      issuer_url: 'https://idp.northwind.example',
      jwks: { type: 'inline', keys: [{ kty: 'RSA' }] },
    });
    expect(inline).toMatchObject({ poll_status: null, check_jti: true, max_jwt_lifetime_seconds: 3600 });
  });

  it('needs HTTPS for discovery, and takes polling up again but does not stop it', async () => {
    const { issuers } = organization.federation;
    await expect(issuers.create({ name: 'plain', issuer_url: 'http://idp.example' })).rejects.toMatchObject(refused);
    const id = await githubIssuer();
    await expect(issuers.update(id, { jwks_polling_disabled: true })).rejects.toMatchObject(refused);
    expect((await issuers.update(id, { jwks_polling_disabled: false })).jwks_polling_disabled_at).toBeNull();
    await expect(issuers.archive(id)).rejects.toThrow(/archive it first/);
  });

  it('takes no rule that would let in everybody', async () => {
    const { rules } = organization.federation;
    for (const match of [
      {},
      { audience: 'https://api.anthropic.com' },
      { subject_prefix: '*' },
      { condition: 'true' },
      { subject_prefix: 'repo:*' },
      { claims: { environment: 'production' } },
    ]) {
      await expect(rules.create(await ruleWith({ match }))).rejects.toMatchObject(refused);
    }
    expect(
      await rules.create(await ruleWith({ match: { condition: 'claims.repository_owner == "northwind-labs"' } })),
    ).toMatchObject({ issuer_name: 'github-actions', token_lifetime_seconds: 3600 });
  });

  it('does not move an issuer to a shared platform under rules that are open there', async () => {
    const { issuers, rules } = organization.federation;
    const own = await issuers.create({ name: 'own', issuer_url: 'https://idp.northwind.example' });
    await rules.create(await ruleWith({ issuer_id: own.id, match: { subject_prefix: 'any' } }));
    await expect(
      issuers.update(own.id, { issuer_url: 'https://token.actions.githubusercontent.com' }),
    ).rejects.toMatchObject(refused);
  });

  it('leaves scopes beyond a workload’s to the Console', async () => {
    const { rules } = organization.federation;
    await expect(rules.create(await ruleWith({ oauth_scope: 'org:admin' }))).rejects.toMatchObject({ status: 403 });
    await expect(rules.create(await ruleWith({ oauth_scope: 'everything' }))).rejects.toMatchObject(refused);
  });

  it('refers to what is there, and needs a workspace or all of them', async () => {
    const { rules } = organization.federation;
    await expect(rules.create(await ruleWith({ issuer_id: 'fdis_01none' }))).rejects.toMatchObject(refused);
    await expect(rules.create(await ruleWith({ workspace_id: 'wrkspc_01none' }))).rejects.toMatchObject(refused);
    await expect(rules.create(await ruleWith({ workspace_id: null }))).rejects.toMatchObject(refused);
    const everywhere = await rules.create(await ruleWith({ workspace_id: null, applies_to_all_workspaces: true }));
    await expect(rules.update(everywhere.id, { applies_to_all_workspaces: false })).rejects.toMatchObject(refused);
  });

  it('moves a rule’s one workspace, and adds others one by one', async () => {
    const { rules } = organization.federation;
    const staging = await workspaceId('Staging');
    const evaluation = await workspaceId('Evaluation');
    const { id: federation_rule_id } = await rules.create(await ruleWith());
    expect((await rules.update(federation_rule_id, { workspace_id: evaluation })).workspace_ids).toEqual([evaluation]);
    const added = await rules.workspaces.add(federation_rule_id, { workspace_id: staging });
    expect(added.workspace_name).toBeNull();
    expect(await rules.workspaces.add(federation_rule_id, { workspace_id: staging })).toEqual(added);
    const listed = await rules.workspaces.list(federation_rule_id, { limit: 1 });
    expect(listed.data.map(({ workspace_name }) => workspace_name)).toEqual(['Evaluation', 'Staging']);
    expect(listed.next_page).toBeNull();
    await expect(rules.update(federation_rule_id, { workspace_id: staging })).rejects.toMatchObject(refused);
    await rules.workspaces.remove(staging, { federation_rule_id });
    expect(await rules.workspaces.remove(staging, { federation_rule_id })).toMatchObject({ workspace_id: staging });
  });

  it('archives a rule once, and takes its workspaces away', async () => {
    const { rules } = organization.federation;
    const { id } = await rules.create(await ruleWith());
    const archived = await rules.archive(id);
    expect(archived.workspace_ids).toEqual([]);
    expect((await rules.archive(id)).archived_at).toBe(archived.archived_at);
    await expect(rules.update(id, { name: 'back' })).rejects.toMatchObject(refused);
    await expect(rules.workspaces.add(id, { workspace_id: await workspaceId('Staging') })).rejects.toMatchObject(
      refused,
    );
    expect((await rules.list({ issuer_id: await githubIssuer() })).data.map((rule) => rule.id)).not.toContain(id);
  });
});

describe('rate limits of the sandbox', () => {
  it('come in one page unless asked otherwise', async () => {
    const whole = await organization.rateLimits.list();
    expect(whole.data.map(({ group }) => group.type)).toEqual(
      expect.arrayContaining(['model_group', 'batch', 'token_count', 'files', 'skills', 'web_search']),
    );
    expect(whole.next_page).toBeNull();
    expect(await all(organization.rateLimits.list({ limit: 2 }))).toEqual(whole.data);
    for (const { id, group } of whole.data) expect(id).not.toBe(group.id);
  });

  it('are found by model, and are not there for a model unknown', async () => {
    const { data } = await organization.rateLimits.list({ model: 'claude-opus-5-5' });
    expect(data.map(({ models }) => models?.includes('claude-opus-5-5'))).toEqual([true]);
    await expect(organization.rateLimits.list({ model: 'claude-2' })).rejects.toMatchObject({ status: 404 });
  });

  it('are overridden type by type, even above the organization’s, and cleared with null', async () => {
    const workspace_id = await workspaceId('Prod chatbot');
    const { rateLimits } = organization.workspaces;
    const [limit] = (await organization.rateLimits.list({ model: 'claude-opus-5-5' })).data;
    const id = limit?.id ?? '';
    expect((await rateLimits.list(workspace_id)).data).toEqual([]);
    const changed = await rateLimits.update(id, {
      workspace_id,
      limits: [
        { type: 'requests_per_minute', value: 1_000_000 },
        { type: 'tokens_per_day', value: 5 },
      ],
    });
    expect(changed.limits).toEqual([
      { type: 'requests_per_minute', value: 1_000_000, org_limit: 4_000, source: { type: 'workspace' } },
      { type: 'tokens_per_day', value: 5, org_limit: null, source: { type: 'workspace' } },
    ]);
    const inherited = await rateLimits.list(workspace_id, { include_inherited: true });
    expect(inherited.data.length).toBe((await organization.rateLimits.list()).data.length);
    expect(inherited.data.find(({ rate_limit_id }) => rate_limit_id === id)?.limits.length).toBeGreaterThan(2);
    await rateLimits.update(id, { workspace_id, limits: [{ type: 'tokens_per_day', value: null }] });
    expect((await rateLimits.list(workspace_id)).data[0]?.limits.map(({ type }) => type)).toEqual([
      'requests_per_minute',
    ]);
  });

  it('cannot be set for the default workspace', async () => {
    const workspace_id = await workspaceId('Default');
    const [limit] = (await organization.rateLimits.list()).data;
    await expect(
      organization.workspaces.rateLimits.update(limit?.id ?? '', {
        workspace_id,
        limits: [{ type: 'requests_per_minute', value: 1 }],
      }),
    ).rejects.toMatchObject(refused);
    expect((await organization.workspaces.rateLimits.list(workspace_id)).data).toEqual([]);
  });
});
