import type { OpenAI } from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyOne, openaiSandbox, refusal } from '../../../../test/support/openai-sandbox.ts';

const day = 86_400_000;
let world: Awaited<ReturnType<typeof openaiSandbox>>;
let projects: OpenAI['admin']['organization']['projects'];
let defaultProject: string;
let readers: string[];
beforeAll(async () => {
  world = await openaiSandbox();
  projects = world.admin.projects;
  defaultProject = (await projects.list({ limit: 1 })).data[0]?.id ?? '';
  const users = await everyOne(world.admin.users.list());
  readers = users.filter(({ role }) => role === 'reader').map(({ id }) => id);
});
afterAll(() => world.sandbox.close());

const nowSeconds = () => Math.floor(world.sandbox.clock.now() / 1000);
const newProject = async (name = 'New') => (await projects.create({ name })).id;

describe('projects', () => {
  it('are made, renamed and read', async () => {
    const made = await projects.create({ name: 'Radar', residency: 'EU_STORAGE_PROCESSING' });
    expect(made).toMatchObject({ status: 'active', archived_at: null, residency: 'EU_STORAGE_PROCESSING' });
    expect(await projects.update(made.id, { name: 'Sonar' })).toEqual({ ...made, name: 'Sonar' });
    expect(await projects.retrieve(made.id)).toEqual({ ...made, name: 'Sonar' });
  });

  it('take an external key that is registered, and no other', async () => {
    const id = await newProject();
    const key = await world.admin.externalKeys.create({
      type: 'aws',
      name: 'root key',
      external_id: id,
      kms_arn: 'arn:aws:kms:us-east-1:123456789012:key/1',
      role_arn: 'arn:aws:iam::123456789012:role/kms',
    });
    expect((await projects.update(id, { external_key_id: key.id })).external_key_id).toBe(key.id);
    expect((await projects.update(id, { external_key_id: null })).external_key_id).toBeNull();
    await expect(projects.update(id, { external_key_id: 'ekey_no' })).rejects.toMatchObject(
      refusal(400, 'external_key_id'),
    );
    await expect(projects.create({ name: 'x', external_key_id: 'ekey_no' })).rejects.toMatchObject(
      refusal(400, 'external_key_id'),
    );
  });

  it.each([
    [{ name: '' }, 'name'],
    [{ name: 'x', residency: 'MOON' }, 'residency'],
    [{ name: 'x', residency: 'GLOBAL', geography: 'US' }, 'geography'],
    [{ title: 'x' }, 'name'],
  ])('are not made with %j', async (body, param) => {
    expect(await world.ask('POST', '/organization/projects', body)).toMatchObject({ status: 400, error: { param } });
  });

  it('are listed without the archived ones, unless asked', async () => {
    const active = await everyOne(projects.list({ limit: 4 }));
    const all = await everyOne(projects.list({ include_archived: true }));
    expect(active.every(({ status }) => status === 'active')).toBe(true);
    expect(all.filter(({ status }) => status === 'archived').map(({ name }) => name)).toContain('Prototype 2025');
  });

  it('end for good when archived, with everything in them', async () => {
    const id = await newProject('Ending');
    const user_id = readers[0] ?? '';
    await projects.users.create(id, { user_id, role: 'member' });
    const account = await projects.serviceAccounts.create(id, { name: 'robot' });
    const role = await projects.roles.create(id, { role_name: 'Helper', permissions: ['api.project.read'] });
    await projects.users.roles.create(user_id, { project_id: id, role_id: role.id });
    world.sandbox.control('openai', 'add_usage', {
      api_key_id: account.api_key?.id,
      model: 'gpt-6-luna',
      input_tokens_per_day: 100_000,
      output_tokens_per_day: 1000,
      requests_per_day: 100,
    });
    expect(await projects.archive(id)).toMatchObject({ id, status: 'archived', archived_at: nowSeconds() });

    const refused = { status: 400, param: 'project_id' };
    await expect(projects.update(id, { name: 'Back' })).rejects.toMatchObject(refused);
    await expect(projects.archive(id)).rejects.toMatchObject(refused);
    await expect(projects.users.list(id)).rejects.toMatchObject(refused);
    await expect(projects.serviceAccounts.list(id)).rejects.toMatchObject(refused);
    await expect(projects.apiKeys.list(id)).rejects.toMatchObject(refused);
    await expect(projects.users.delete(user_id, { project_id: id })).rejects.toMatchObject(refused);
    await expect(projects.roles.list(id)).rejects.toMatchObject(refused);
    expect((await projects.retrieve(id)).status).toBe('archived');

    world.sandbox.clock.advance(3 * day);
    const usage = await world.admin.usage.completions({ start_time: nowSeconds() - 86_400, project_ids: [id] });
    expect(usage.data.flatMap(({ results }) => results)).toEqual([]);
  });

  it('have one among them that cannot be renamed, archived or joined', async () => {
    await expect(projects.update(defaultProject, { name: 'Mine' })).rejects.toMatchObject(refusal(400));
    await expect(projects.archive(defaultProject)).rejects.toMatchObject(refusal(400));
    const joining = projects.users.create(defaultProject, { user_id: readers[0] ?? '', role: 'member' });
    await expect(joining).rejects.toMatchObject(refusal(400));
    await expect(projects.serviceAccounts.create(defaultProject, { name: 'x' })).rejects.toMatchObject(refusal(400));
  });
});

describe('project members', () => {
  it('are added by id or e-mail, once, from the organisation', async () => {
    const project_id = await newProject();
    const [first = '', second = ''] = readers;
    const { email } = await world.admin.users.retrieve(second);
    await projects.users.create(project_id, { user_id: first, role: 'member' });
    expect(await projects.users.create(project_id, { email: email ?? '', role: 'owner' })).toMatchObject({
      id: second,
      role: 'owner',
    });
    const again = projects.users.create(project_id, { user_id: first, role: 'owner' });
    await expect(again).rejects.toThrow(/already exists in project/);
    await expect(projects.users.create(project_id, { role: 'member' })).rejects.toMatchObject(refusal(400, 'user_id'));
    const stranger = { email: 'stranger@else.example', role: 'member' };
    await expect(projects.users.create(project_id, stranger)).rejects.toMatchObject(refusal(400, 'user_id'));
    const unknown = { user_id: 'user-nobody', role: 'member' };
    await expect(projects.users.create(project_id, unknown)).rejects.toMatchObject(refusal(404));
    const [page] = [await projects.users.list(project_id, { limit: 1 })];
    expect(page).toMatchObject({ has_more: true, last_id: first });
  });

  it('change their role to one that the project has, and lose what they had when they leave', async () => {
    const project_id = await newProject();
    const user_id = readers[2] ?? '';
    await projects.users.create(project_id, { user_id, role: 'member' });
    const viewer = 'role-api-project-viewer';
    expect((await projects.users.update(user_id, { project_id, role: viewer })).role).toBe('viewer');
    const long = `${viewer}__api-project__${project_id}`;
    expect((await projects.users.update(user_id, { project_id, role: long })).role).toBe('viewer');
    for (const role of ['boss', `${viewer}__api-project__${defaultProject}`]) {
      await expect(projects.users.update(user_id, { project_id, role })).rejects.toMatchObject(refusal(400, 'role'));
    }
    const role = await projects.roles.create(project_id, { role_name: 'Own', permissions: [] });
    await projects.users.roles.create(user_id, { project_id, role_id: role.id });
    await projects.users.delete(user_id, { project_id });
    expect(await everyOne(projects.users.roles.list(user_id, { project_id }))).toEqual([]);
    await expect(projects.users.retrieve(user_id, { project_id })).rejects.toMatchObject(refusal(404));
    await expect(projects.users.delete(user_id, { project_id })).rejects.toMatchObject(refusal(404));
  });
});

describe('groups and roles of a project', () => {
  it('a group comes with a role, which is in use until the group goes', async () => {
    const project_id = await newProject();
    const group = await world.admin.groups.create({ name: 'Crew' });
    const role = await projects.roles.create(project_id, { role_name: 'Crew member', permissions: ['api.model.read'] });
    expect(role.id).toMatch(new RegExp(`^role_${project_id}~[0-9a-f]{32}$`));
    const access = await projects.groups.create(project_id, { group_id: group.id, role: role.id });
    expect(access).toMatchObject({ project_id, group_name: 'Crew', created_at: nowSeconds() });
    const group_id = group.id;
    expect((await projects.groups.roles.list(group_id, { project_id })).data.map(({ id }) => id)).toEqual([role.id]);
    await expect(projects.roles.delete(role.id, { project_id })).rejects.toMatchObject(refusal(400));
    const again = projects.groups.create(project_id, { group_id, role: 'role-api-project-member' });
    await expect(again).rejects.toThrow(/already exists in project/);
    const other = { project_id, group_type: 'tenant_group' as const };
    await expect(projects.groups.retrieve(group_id, other)).rejects.toMatchObject(refusal(404));
    expect(await projects.groups.delete(group_id, { project_id })).toMatchObject({ deleted: true });
    expect(await projects.roles.delete(role.id, { project_id })).toMatchObject({ deleted: true });
  });

  it('roles belong to one project', async () => {
    const [here, there] = [await newProject(), await newProject()];
    const role = await projects.roles.create(here, { role_name: 'Local', permissions: [] });
    await expect(projects.roles.retrieve(role.id, { project_id: there })).rejects.toMatchObject(refusal(404));
    const assigning = projects.users.roles.create(readers[0] ?? '', { project_id: there, role_id: role.id });
    await expect(assigning).rejects.toMatchObject(refusal(404));
    expect((await projects.roles.create(there, { role_name: 'Local', permissions: [] })).name).toBe('Local');
    expect(await projects.roles.retrieve('role-api-project-member', { project_id: there })).toMatchObject({
      id: `role-api-project-member__api-project__${there}`,
    });
    const group = await world.admin.groups.create({ name: 'Anywhere' });
    const access = projects.groups.create(there, { group_id: group.id, role: role.id });
    await expect(access).rejects.toMatchObject(refusal(404));
  });
});

describe('service accounts', () => {
  it('come with a first key, or without one when asked', async () => {
    const project_id = await newProject();
    const account = await projects.serviceAccounts.create(project_id, { name: 'robot', expires_in_seconds: 60 });
    expect(account).toMatchObject({
      role: 'member',
      api_key: { name: 'Secret Key', expires_at: nowSeconds() + 60, value: expect.stringMatching(/^sk-svcacct-/) },
    });
    const bare = await projects.serviceAccounts.create(project_id, { name: 'bare', create_service_account_only: true });
    expect(bare).toMatchObject({ role: 'none', api_key: null });
    const both = { name: 'x', create_service_account_only: true, expires_in_seconds: 60 };
    await expect(projects.serviceAccounts.create(project_id, both)).rejects.toMatchObject(
      refusal(400, 'expires_in_seconds'),
    );
    expect((await projects.serviceAccounts.update(bare.id, { project_id, role: 'owner' })).role).toBe('owner');
    const elsewhere = { project_id: await newProject() };
    await expect(projects.serviceAccounts.retrieve(bare.id, elsewhere)).rejects.toMatchObject(refusal(404));
  });

  it('end with their keys and with the rules that let workloads act as them', async () => {
    const project_id = await newProject();
    const account = await projects.serviceAccounts.create(project_id, { name: 'robot' });
    const { workloadIdentityProviders: providers } = world.admin;
    const provider = await providers.create({ type: 'oidc', name: 'ci', issuer: 'https://ci.example', audience: 'x' });
    await providers.federationRules.create(provider.id, {
      project_id,
      service_account_id: account.id,
      attribute_matchers: { ref: 'main' },
    });
    await projects.serviceAccounts.delete(account.id, { project_id });
    expect((await projects.apiKeys.list(project_id, { owner_project_access: 'any' })).data).toEqual([]);
    expect(await everyOne(providers.federationRules.list(provider.id))).toEqual([]);
    await expect(projects.serviceAccounts.delete(account.id, { project_id })).rejects.toMatchObject(refusal(404));
  });

  it('stay when one of their keys is deleted', async () => {
    const project_id = await newProject();
    const { id, api_key } = await projects.serviceAccounts.create(project_id, { name: 'robot' });
    await projects.apiKeys.delete(api_key?.id ?? '', { project_id });
    expect((await projects.serviceAccounts.retrieve(id, { project_id })).name).toBe('robot');
  });
});

describe('project keys', () => {
  it('are listed by whether their owner has access, through a group as well', async () => {
    const project_id = await newProject();
    const [member = '', viaGroup = '', outsider = ''] = readers;
    await projects.users.create(project_id, { user_id: member, role: 'member' });
    const group = await world.admin.groups.create({ name: 'Through a group' });
    await world.admin.groups.users.create(group.id, { user_id: viaGroup });
    await projects.groups.create(project_id, { group_id: group.id, role: 'role-api-project-member' });
    for (const [name, user_id] of Object.entries({ member, viaGroup, outsider })) {
      world.sandbox.control('openai', 'add_key', { project_id, name, user_id });
    }
    const names = async (owner_project_access?: 'active' | 'inactive' | 'any') => {
      const list = projects.apiKeys.list(project_id, owner_project_access && { owner_project_access });
      return (await everyOne(list)).map(({ name }) => name);
    };
    expect(await names()).toEqual(['member']);
    expect(await names('active')).toEqual(['member', 'viaGroup']);
    expect(await names('inactive')).toEqual(['outsider']);
    expect(await names('any')).toEqual(['member', 'viaGroup', 'outsider']);
  });

  it('get new scopes or a new end, and no change once they have ended', async () => {
    const project_id = await newProject();
    const { api_key } = await projects.serviceAccounts.create(project_id, { name: 'robot' });
    const id = api_key?.id ?? '';
    const changed = await projects.apiKeys.update(id, { project_id, expires_in_seconds: 60 });
    expect(changed.expires_at).toBe(nowSeconds() + 60);
    expect(changed).not.toHaveProperty('value');
    world.sandbox.clock.advance(30_000);
    const again = await projects.apiKeys.update(id, { project_id, expires_in_seconds: 60, scopes: ['api.all.read'] });
    expect(again.expires_at).toBe(nowSeconds() + 60);
    expect((await projects.apiKeys.update(id, { project_id, scopes: [] })).expires_at).toBe(again.expires_at);
    await expect(projects.apiKeys.update(id, { project_id })).rejects.toMatchObject({ status: 400 });
    const path = `/organization/projects/${project_id}/api_keys/${id}`;
    expect(await world.ask('POST', path, { scopes: null })).toMatchObject({ status: 400, error: { param: 'scopes' } });
    world.sandbox.clock.advance(60_000);
    await expect(projects.apiKeys.update(id, { project_id, scopes: [] })).rejects.toThrow(/expired/);
  });

  it('are known in their own project only, and stop being used when deleted', async () => {
    const [key] = (await projects.apiKeys.list((await projects.list()).data[1]?.id ?? '')).data;
    const project_id = (await projects.list()).data[1]?.id ?? '';
    const id = key?.id ?? '';
    await expect(projects.apiKeys.retrieve(id, { project_id: defaultProject })).rejects.toMatchObject(refusal(404));
    const tokensOf = async () => {
      const usage = await world.admin.usage.completions({ start_time: nowSeconds() - 86_400, api_key_ids: [id] });
      return usage.data.flatMap(({ results }) => results).length;
    };
    expect(await tokensOf()).toBeGreaterThan(0);
    expect(await projects.apiKeys.delete(id, { project_id })).toMatchObject({ id, deleted: true });
    await expect(projects.apiKeys.retrieve(id, { project_id })).rejects.toMatchObject(refusal(404));
    world.sandbox.clock.advance(3 * day);
    expect(await tokensOf()).toBe(0);
  });
});

describe('rate limits', () => {
  it('have a row for each model, also in a new project, and page both ways', async () => {
    const project_id = await newProject();
    const rows = await everyOne(projects.rateLimits.listRateLimits(project_id, { limit: 10 }));
    expect(rows.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['rl-gpt-6.2-astra', 'rl-o4-mini', 'rl-whisper-1']),
    );
    const fourth = rows[3]?.id ?? '';
    const before = await projects.rateLimits.listRateLimits(project_id, { before: fourth, limit: 2 });
    expect(before.data).toEqual(rows.slice(1, 3));
    const after = await projects.rateLimits.listRateLimits(project_id, { after: fourth, limit: 2 });
    expect(after.data).toEqual(rows.slice(4, 6));
  });

  it('are lowered for one project at a time, and raised no higher than the organisation’s', async () => {
    const [project_id, other] = [await newProject(), await newProject()];
    const id = 'rl-gpt-4o';
    const [before] = (await projects.rateLimits.listRateLimits(project_id)).data.filter((row) => row.id === id);
    const changed = await projects.rateLimits.updateRateLimit(id, { project_id, max_images_per_1_minute: 5 });
    expect(changed).toEqual({ ...before, max_images_per_1_minute: 5 });
    const [elsewhere] = (await projects.rateLimits.listRateLimits(other)).data.filter((row) => row.id === id);
    expect(elsewhere).toEqual(before);
    const most = before?.max_images_per_1_minute ?? 0;
    const limits = { project_id, max_images_per_1_minute: most };
    expect(await projects.rateLimits.updateRateLimit(id, limits)).toEqual(before);
    const tooHigh = projects.rateLimits.updateRateLimit(id, { project_id, max_images_per_1_minute: most + 1 });
    await expect(tooHigh).rejects.toMatchObject(refusal(400, 'max_images_per_1_minute'));
  });

  it('of a kind that the model lacks, or of a model that nobody has, are refused', async () => {
    const project_id = await newProject();
    const wrongKind = projects.rateLimits.updateRateLimit('rl-gpt-4.1', { project_id, max_images_per_1_minute: 1 });
    await expect(wrongKind).rejects.toMatchObject(refusal(400, 'max_images_per_1_minute'));
    for (const id of ['rl-gpt-99', 'gpt-4.1']) {
      const unknown = projects.rateLimits.updateRateLimit(id, { project_id, max_requests_per_1_minute: 1 });
      await expect(unknown).rejects.toMatchObject(refusal(404));
    }
  });
});
