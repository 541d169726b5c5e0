import { OpenAI } from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { openaiRoutes } from '../../src/sandbox/openai/routes.ts';
import { certificatePem } from '../support/certificate.ts';
import { hasDescriptions, OpenApi } from '../support/openapi.ts';

/** Every 2xx answer that the SDK got, with the route it came from. */
const answers: { method: string; pathname: string; body: unknown }[] = [];

let sandbox: Sandbox;
let admin: OpenAI['admin']['organization'];

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, now: new Date('2026-11-01T12:00:00Z') });
  const client = new OpenAI({
    apiKey: null,
    adminAPIKey: sandbox.openai.admin_key,
    baseURL: sandbox.openai.base_url,
    maxRetries: 0,
    async fetch(input, init) {
      const response = await fetch(input, init);
      const { pathname } = new URL(String(input));
      if (response.ok) {
        answers.push({
          method: init?.method ?? 'GET',
          pathname: pathname.replace('/openai/v1', ''),
          body: await response.clone().json(),
        });
      }
      return response;
    },
  });
  admin = client.admin.organization;
});
afterAll(() => sandbox.close());

/** Collects a whole list through the SDK's own paging. */
async function all<T>(list: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of list) items.push(item);
  return items;
}

async function someProject() {
  const projects = await all(admin.projects.list({ limit: 5 }));
  return projects[1]?.id ?? '';
}

describe('the official OpenAI SDK against the sandbox', () => {
  it('makes an admin key, uses it, and deletes it', async () => {
    const made = await admin.adminAPIKeys.create({ name: 'temporary', expires_in_seconds: 60 });
    expect(made.value).toMatch(/^sk-admin-/);
    expect((await admin.adminAPIKeys.retrieve(made.id)).name).toBe('temporary');
    const other = new OpenAI({
      apiKey: null,
      adminAPIKey: made.value,
      baseURL: sandbox.openai.base_url,
      maxRetries: 0,
    });
    expect((await other.admin.organization.users.list()).data.length).toBeGreaterThan(0);
    await admin.adminAPIKeys.delete(made.id);
    await expect(other.admin.organization.users.list()).rejects.toMatchObject({ status: 401 });
    expect((await all(admin.adminAPIKeys.list())).map(({ id }) => id)).not.toContain(made.id);
  });

  it('pages through people, changes a role, and keeps the last owner', async () => {
    const users = await all(admin.users.list({ limit: 7 }));
    expect(new Set(users.map(({ id }) => id)).size).toBe(users.length);
    expect(await admin.users.retrieve(users[0]?.id ?? '')).toEqual(users[0]);
    const reader = users.find(({ role }) => role === 'reader');
    expect((await admin.users.update(reader?.id ?? '', { role: 'owner' })).role).toBe('owner');
    for (const owner of users.filter(({ role }) => role === 'owner'))
      await admin.users.update(owner.id, { role: 'reader' });
    await expect(admin.users.update(reader?.id ?? '', { role: 'reader' })).rejects.toMatchObject({
      status: 400,
      param: 'role',
    });
    await admin.users.update(users[0]?.id ?? '', { role: 'owner' });
  });

  it('removes a person with their memberships', async () => {
    const [project] = await all(admin.projects.users.list(await someProject()));
    const id = project?.id ?? '';
    await admin.users.delete(id);
    await expect(admin.users.retrieve(id)).rejects.toMatchObject({ status: 404 });
    expect((await all(admin.projects.users.list(await someProject()))).map((user) => user.id)).not.toContain(id);
  });

  it('invites, refuses a second invite, sees it accepted, and withdraws another', async () => {
    const invite = await admin.invites.create({ email: 'new@northwind.example', role: 'reader', projects: [] });
    await expect(admin.invites.create({ email: 'new@northwind.example', role: 'reader' })).rejects.toMatchObject({
      status: 400,
    });
    sandbox.control('openai', 'accept_invite', { id: invite.id });
    expect((await admin.invites.retrieve(invite.id)).status).toBe('accepted');
    await expect(admin.invites.delete(invite.id)).rejects.toMatchObject({ status: 400 });
    const other = await admin.invites.create({ email: 'other@northwind.example', role: 'reader' });
    await admin.invites.delete(other.id);
    expect((await all(admin.invites.list())).map(({ id }) => id)).not.toContain(other.id);
  });

  it('keeps groups, their people and their roles', async () => {
    const group = await admin.groups.create({ name: 'Temporary' });
    expect((await admin.groups.update(group.id, { name: 'Renamed' })).name).toBe('Renamed');
    const [user] = await all(admin.users.list());
    const userId = user?.id ?? '';
    await admin.groups.users.create(group.id, { user_id: userId });
    expect((await admin.groups.users.retrieve(userId, { group_id: group.id })).id).toBe(userId);
    expect(await all(admin.groups.users.list(group.id))).toHaveLength(1);
    const role = await admin.roles.create({ role_name: 'Temporary role', permissions: ['api.usage.read'] });
    await admin.groups.roles.create(group.id, { role_id: role.id });
    await expect(admin.roles.delete(role.id)).rejects.toMatchObject({ status: 400 });
    const [inherited] = await all(admin.users.roles.list(userId));
    expect(inherited?.assignment_sources).toEqual([{ principal_id: group.id, principal_type: 'group' }]);
    expect((await admin.groups.roles.retrieve(role.id, { group_id: group.id })).id).toBe(role.id);
    await all(admin.groups.roles.list(group.id));
    await admin.groups.roles.delete(role.id, { group_id: group.id });
    await admin.users.roles.create(userId, { role_id: role.id });
    await admin.users.roles.retrieve(role.id, { user_id: userId });
    await admin.users.roles.delete(role.id, { user_id: userId });
    await admin.roles.update(role.id, { description: 'Reads usage' });
    expect((await admin.roles.retrieve(role.id)).description).toBe('Reads usage');
    await admin.roles.delete(role.id);
    await admin.groups.users.delete(userId, { group_id: group.id });
    await admin.groups.retrieve(group.id);
    await admin.groups.delete(group.id);
    expect((await all(admin.groups.list())).map(({ id }) => id)).not.toContain(group.id);
    expect((await all(admin.roles.list())).map(({ id }) => id)).not.toContain(role.id);
  });

  it('makes, renames and archives a project, after which it refuses changes', async () => {
    const project = await admin.projects.create({ name: 'Temporary', residency: 'EU_STORAGE_PROCESSING' });
    await admin.projects.update(project.id, { name: 'Renamed' });
    expect((await admin.projects.retrieve(project.id)).name).toBe('Renamed');
    expect((await admin.projects.archive(project.id)).status).toBe('archived');
    await expect(admin.projects.update(project.id, { name: 'Again' })).rejects.toMatchObject({ status: 400 });
    await expect(admin.projects.users.list(project.id)).rejects.toMatchObject({ status: 400 });
    expect((await all(admin.projects.list())).map(({ id }) => id)).not.toContain(project.id);
    expect((await all(admin.projects.list({ include_archived: true }))).map(({ id }) => id)).toContain(project.id);
  });

  it('keeps the people, groups and roles of a project', async () => {
    const { id: project_id } = await admin.projects.create({ name: 'With people' });
    const [user] = await all(admin.users.list());
    const user_id = user?.id ?? '';
    await admin.projects.users.create(project_id, { user_id, role: 'member' });
    await expect(admin.projects.users.create(project_id, { user_id, role: 'member' })).rejects.toThrow(
      /already exists in project/,
    );
    expect((await admin.projects.users.update(user_id, { project_id, role: 'owner' })).role).toBe('owner');
    expect((await admin.projects.users.retrieve(user_id, { project_id })).role).toBe('owner');
    const role = await admin.projects.roles.create(project_id, {
      role_name: 'Reviewer',
      permissions: ['api.model.read'],
    });
    await admin.projects.roles.update(role.id, { project_id, role_name: 'Auditor' });
    await admin.projects.roles.retrieve(role.id, { project_id });
    await all(admin.projects.roles.list(project_id));
    await admin.projects.users.roles.create(user_id, { project_id, role_id: role.id });
    await admin.projects.users.roles.retrieve(role.id, { project_id, user_id });
    await all(admin.projects.users.roles.list(user_id, { project_id }));
    await admin.projects.users.roles.delete(role.id, { project_id, user_id });
    const [group] = await all(admin.groups.list());
    const group_id = group?.id ?? '';
    await admin.projects.groups.create(project_id, { group_id, role: 'role-api-project-member' });
    await admin.projects.groups.retrieve(group_id, { project_id });
    await all(admin.projects.groups.list(project_id));
    await admin.projects.groups.roles.create(group_id, { project_id, role_id: role.id });
    await admin.projects.groups.roles.retrieve(role.id, { project_id, group_id });
    await all(admin.projects.groups.roles.list(group_id, { project_id }));
    await admin.projects.groups.roles.delete(role.id, { project_id, group_id });
    await admin.projects.groups.delete(group_id, { project_id });
    await admin.projects.roles.delete(role.id, { project_id });
    await admin.projects.users.delete(user_id, { project_id });
    expect(await all(admin.projects.users.list(project_id))).toEqual([]);
  });

  it('shows the secret of a service account’s key once, and ends its keys with it', async () => {
    const project_id = await someProject();
    const account = await admin.projects.serviceAccounts.create(project_id, { name: 'worker' });
    expect(account.api_key?.value).toMatch(/^sk-svcacct-/);
    const second = await admin.projects.serviceAccounts.apiKeys.create(account.id, { project_id, name: 'second' });
    const keys = await all(admin.projects.apiKeys.list(project_id));
    expect(keys.map(({ id }) => id)).toContain(second.id);
    expect(JSON.stringify(keys)).not.toContain(second.value);
    await admin.projects.apiKeys.update(second.id, { project_id, expires_in_seconds: 3600 });
    expect((await admin.projects.apiKeys.retrieve(second.id, { project_id })).expires_at).not.toBeNull();
    await admin.projects.apiKeys.delete(second.id, { project_id });
    await admin.projects.serviceAccounts.update(account.id, { project_id, name: 'renamed' });
    expect((await admin.projects.serviceAccounts.retrieve(account.id, { project_id })).name).toBe('renamed');
    await all(admin.projects.serviceAccounts.list(project_id));
    await admin.projects.serviceAccounts.delete(account.id, { project_id });
    const left = await all(admin.projects.apiKeys.list(project_id));
    expect(left.filter((key) => key.owner.service_account?.id === account.id)).toEqual([]);
  });

  it('changes rate limits up to the organisation’s own', async () => {
    const project_id = await someProject();
    const [limit] = await all(admin.projects.rateLimits.listRateLimits(project_id));
    const id = limit?.id ?? '';
    const changed = await admin.projects.rateLimits.updateRateLimit(id, { project_id, max_requests_per_1_minute: 10 });
    expect(changed.max_requests_per_1_minute).toBe(10);
    await expect(
      admin.projects.rateLimits.updateRateLimit(id, { project_id, max_requests_per_1_minute: 10_000_000 }),
    ).rejects.toMatchObject({ status: 400, param: 'max_requests_per_1_minute' });
  });

  it('keeps certificates, which are deleted only when nobody uses them', async () => {
    const project_id = await someProject();
    const { id } = await admin.certificates.create({ certificate: certificatePem, name: 'root' });
    await admin.certificates.update(id, { name: 'root renamed' });
    expect((await admin.certificates.retrieve(id, { include: ['content'] })).certificate_details.content).toBe(
      certificatePem,
    );
    await all(admin.certificates.activate({ certificate_ids: [id] }));
    await all(admin.projects.certificates.activate(project_id, { certificate_ids: [id] }));
    await all(admin.projects.certificates.list(project_id));
    await expect(admin.certificates.delete(id)).rejects.toMatchObject({ status: 400 });
    await all(admin.projects.certificates.deactivate(project_id, { certificate_ids: [id] }));
    await all(admin.certificates.deactivate({ certificate_ids: [id] }));
    await admin.certificates.delete(id);
    expect((await all(admin.certificates.list())).map((each) => each.id)).not.toContain(id);
  });

  it('keeps retention, limits of money, alerts and permissions of organisation and project', async () => {
    const project_id = await someProject();
    const money = { threshold_amount: 500_00, currency: 'USD', interval: 'month' } as const;
    const recipients = ['finance@northwind.example'];
    const alert = { ...money, notification_channel: { type: 'email' as const, recipients } };

    await admin.dataRetention.update({ retention_type: 'zero_data_retention' });
    expect((await admin.dataRetention.retrieve()).type).toBe('zero_data_retention');
    await expect(admin.dataRetention.update({ retention_type: 'enhanced_zero_data_retention' })).rejects.toMatchObject({
      status: 400,
    });
    await admin.projects.dataRetention.update(project_id, { retention_type: 'modified_abuse_monitoring' });
    expect((await admin.projects.dataRetention.retrieve(project_id)).type).toBe('modified_abuse_monitoring');

    await expect(admin.spendLimit.retrieve()).rejects.toMatchObject({ status: 404 });
    expect((await admin.spendLimit.update(money)).enforcement.status).toBe('enforcing');
    expect((await admin.spendLimit.update({ ...money, threshold_amount: 1_000_000_00 })).enforcement.status).toBe(
      'inactive',
    );
    await admin.spendLimit.retrieve();
    await admin.spendLimit.delete();
    await admin.projects.spendLimit.update(project_id, money);
    await admin.projects.spendLimit.retrieve(project_id);
    await admin.projects.spendLimit.delete(project_id);
    await expect(admin.projects.spendLimit.retrieve(project_id)).rejects.toMatchObject({ status: 404 });

    const made = await admin.spendAlerts.create(alert);
    await admin.spendAlerts.update(made.id, { ...alert, threshold_amount: 900_00 });
    expect((await admin.spendAlerts.retrieve(made.id)).threshold_amount).toBe(900_00);
    expect((await all(admin.spendAlerts.list())).map((each) => each.id)).toContain(made.id);
    await admin.spendAlerts.delete(made.id);
    const own = await admin.projects.spendAlerts.create(project_id, alert);
    await admin.projects.spendAlerts.update(own.id, { project_id, ...alert });
    await admin.projects.spendAlerts.retrieve(own.id, { project_id });
    expect((await all(admin.projects.spendAlerts.list(project_id))).map((each) => each.id)).toContain(own.id);
    await admin.projects.spendAlerts.delete(own.id, { project_id });

    await admin.projects.modelPermissions.update(project_id, { mode: 'allow_list', model_ids: ['gpt-6-luna'] });
    expect((await admin.projects.modelPermissions.retrieve(project_id)).model_ids).toEqual(['gpt-6-luna']);
    await admin.projects.modelPermissions.delete(project_id);
    await expect(admin.projects.modelPermissions.retrieve(project_id)).rejects.toMatchObject({ status: 404 });
    await admin.projects.hostedToolPermissions.update(project_id, { mcp: { enabled: false } });
    expect(await admin.projects.hostedToolPermissions.retrieve(project_id)).toMatchObject({
      mcp: { enabled: false },
      web_search: { enabled: true },
    });
    await admin.projects.serviceTierSettings.update(project_id, { default: 'fast', enabled_tiers: ['flex', 'fast'] });
    expect((await admin.projects.serviceTierSettings.retrieve(project_id)).default).toBe('fast');
  });

  it('keeps external keys and storage, and the identities of workloads', async () => {
    const project_id = await someProject();
    const key = await admin.externalKeys.create({
      type: 'aws',
      name: 'root key',
      external_id: project_id,
      kms_arn: 'arn:aws:kms:us-east-1:123456789012:key/1',
      role_arn: 'arn:aws:iam::123456789012:role/kms',
    });
    await admin.externalKeys.validate(key.id);
    expect((await admin.externalKeys.retrieve(key.id)).name).toBe('root key');
    expect(await all(admin.externalKeys.list())).toHaveLength(1);
    await admin.externalKeys.delete(key.id);
    const provider = { type: 'aws', bucket: 'northwind', role_arn: 'arn:aws:iam::123456789012:role/storage' } as const;
    const storage = await admin.externalStorage.create({ project_id, provider });
    expect((await admin.externalStorage.validate(storage.id)).status).toBe('validated');
    await admin.externalStorage.retrieve(storage.id);
    expect(await all(admin.externalStorage.list({ project_id }))).toHaveLength(1);
    await admin.externalStorage.delete(storage.id);

    const providers = admin.workloadIdentityProviders;
    const issuer = await providers.create({
      type: 'oidc',
      name: 'ci',
      issuer: 'https://ci.example',
      audience: 'openai',
    });
    await providers.update(issuer.id, { enabled: false });
    expect((await providers.retrieve(issuer.id)).enabled).toBe(false);
    await all(providers.list());
    const account = await admin.projects.serviceAccounts.create(project_id, {
      name: 'ci',
      create_service_account_only: true,
    });
    const workload_identity_provider_id = issuer.id;
    const rule = await providers.federationRules.create(issuer.id, {
      project_id,
      service_account_id: account.id,
      attribute_matchers: { repository: 'northwind/app' },
    });
    await expect(providers.delete(issuer.id)).rejects.toMatchObject({ status: 400 });
    await providers.federationRules.update(rule.id, { workload_identity_provider_id, name: 'main' });
    expect((await providers.federationRules.retrieve(rule.id, { workload_identity_provider_id })).name).toBe('main');
    expect(await all(providers.federationRules.list(issuer.id))).toHaveLength(1);
    await providers.federationRules.delete(rule.id, { workload_identity_provider_id });
    await providers.delete(issuer.id);
  });

  it('writes what was changed into the audit log, with the actor', async () => {
    const { id } = await admin.projects.create({ name: 'Audited' });
    const [entry] = await all(admin.auditLogs.list({ event_types: ['project.created'], resource_ids: [id] }));
    expect(entry).toMatchObject({ type: 'project.created', 'project.created': { id }, actor: { type: 'api_key' } });
    await admin.projects.archive(id);
    const types = (await all(admin.auditLogs.list({ project_ids: [id] }))).map(({ type }) => type);
    expect(types).toEqual(['project.archived', 'project.created']);
  });

  it('answers every usage report and the costs', async () => {
    const period = { start_time: 1_793_404_800 - 3 * 86_400, limit: 3 };
    const { usage } = admin;
    const reports = [
      usage.completions({ ...period, group_by: ['model', 'project_id'] }),
      usage.decisions(period),
      usage.embeddings(period),
      usage.moderations(period),
      usage.images({ ...period, group_by: ['size', 'source'] }),
      usage.audioSpeeches(period),
      usage.audioTranscriptions(period),
      usage.vectorStores(period),
      usage.codeInterpreterSessions(period),
      usage.fileSearchCalls(period),
      usage.webSearchCalls({ ...period, group_by: ['context_level'] }),
      usage.costs({ ...period, group_by: ['line_item', 'project_id'] }),
    ];
    for (const report of await Promise.all(reports)) expect(report.data).toHaveLength(3);
  });

  it.runIf(hasDescriptions)('was answered as OpenAI’s API description says, on every path', () => {
    const description = new OpenApi();
    expect(description.mistakesIn('GET', '/organization/projects', { object: 'list', data: [{}] })).not.toEqual([]);
    const seen = new Set<string>();
    const mistakes = new Set<string>();
    for (const { method, pathname, body } of answers) {
      const operation = description.operationOf(method, pathname) ?? `${method} ${pathname}`;
      seen.add(operation.replaceAll(/\{[^}]+\}/g, '{}'));
      for (const mistake of description.mistakesIn(method, pathname, body)) mistakes.add(`${operation}: ${mistake}`);
    }
    expect([...mistakes]).toEqual([]);
    const unseen = openaiRoutes
      .map(({ method, path }) => `${method} ${path.replaceAll(/\{[^}]+\}/g, '{}')}`)
      .filter((route) => !seen.has(route));
    expect(unseen).toEqual([]);
  });

  it.skipIf(hasDescriptions)('was not held against OpenAI’s API description, which is not beside this clone', () => {});
});

describe('the sandbox refuses what OpenAI refuses', () => {
  it('a key of another kind, with the scope that is missing', async () => {
    const client = new OpenAI({
      apiKey: null,
      adminAPIKey: 'sk-proj-something',
      baseURL: sandbox.openai.base_url,
      maxRetries: 0,
    });
    await expect(client.admin.organization.users.list()).rejects.toThrow(/Missing scopes: api\.management\.read/);
  });

  it('an unknown parameter, a wrong type and an id of another kind', async () => {
    const ask = async (path: string, body?: object) => {
      const response = await fetch(`${sandbox.openai.base_url}${path}`, {
        method: body ? 'POST' : 'GET',
        headers: { authorization: `Bearer ${sandbox.openai.admin_key}` },
        ...(body && { body: JSON.stringify(body) }),
      });
      return {
        status: response.status,
        error: ((await response.json()) as { error: { param: string; code: string } }).error,
      };
    };
    expect(await ask('/organization/projects?limits=3')).toMatchObject({
      status: 400,
      error: { code: 'unknown_parameter', param: 'limits' },
    });
    expect(await ask('/organization/projects?limit=500')).toMatchObject({ status: 400, error: { param: 'limit' } });
    expect(await ask('/organization/projects', { name: 7 })).toMatchObject({ status: 400, error: { param: 'name' } });
    expect(await ask('/organization/projects', {})).toMatchObject({
      status: 400,
      error: { code: 'missing_required_parameter' },
    });
    expect(await ask('/organization/projects/user-abc')).toMatchObject({ status: 404 });
  });
});
