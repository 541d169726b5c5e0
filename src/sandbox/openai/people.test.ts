import type { OpenAI } from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyOne, openaiSandbox, refusal } from '../../../test/support/openai-sandbox.ts';

const day = 86_400_000;
let world: Awaited<ReturnType<typeof openaiSandbox>>;
let admin: OpenAI['admin']['organization'];
beforeAll(async () => {
  world = await openaiSandbox();
  admin = world.admin;
});
afterAll(() => world.sandbox.close());

const nowSeconds = () => Math.floor(world.sandbox.clock.now() / 1000);

async function someReader() {
  const users = await everyOne(admin.users.list());
  const reader = users.find(({ role, is_service_account }) => role === 'reader' && !is_service_account);
  if (!reader) throw new Error('nobody is a reader');
  return reader;
}

describe('admin keys', () => {
  it('are made with a secret that is shown once, belong to the owner of the key that made them, and end when told', async () => {
    const made = await admin.adminAPIKeys.create({ name: 'short', expires_in_seconds: 3600 });
    expect(made).toMatchObject({ expires_at: nowSeconds() + 3600, last_used_at: null, owner: { role: 'owner' } });
    const shown = await admin.adminAPIKeys.retrieve(made.id);
    expect(shown).not.toHaveProperty('value');
    expect(made.value?.endsWith(shown.redacted_value.slice(-4))).toBe(true);

    const other = world.clientWith(made.value ?? '').admin.organization;
    await other.users.list();
    expect((await admin.adminAPIKeys.retrieve(made.id)).last_used_at).toBe(nowSeconds());
    world.sandbox.clock.advance(3_600_000);
    await expect(other.users.list()).rejects.toMatchObject({ status: 401, code: 'invalid_api_key' });
    await admin.adminAPIKeys.delete(made.id);
    await expect(admin.adminAPIKeys.retrieve(made.id)).rejects.toMatchObject(refusal(404));
  });

  it('are listed oldest first, or newest first', async () => {
    const oldest = await everyOne(admin.adminAPIKeys.list({ limit: 1 }));
    const newest = await everyOne(admin.adminAPIKeys.list({ order: 'desc', limit: 2 }));
    expect(oldest).toHaveLength(3);
    expect(newest).toEqual(oldest.toReversed());
  });

  it.each([
    [{ name: '' }, 'name'],
    [{ name: 'x', expires_in_seconds: 0 }, 'expires_in_seconds'],
    [{ name: 'x', expires_in_seconds: 31_536_001 }, 'expires_in_seconds'],
    [{ name: 'x', scopes: ['all'] }, 'scopes'],
  ])('are refused when asked for with %j', async (body, param) => {
    expect(await world.ask('POST', '/organization/admin_api_keys', body)).toMatchObject({
      status: 400,
      error: { param },
    });
  });

  it('can be deleted while in use, which locks their holder out', async () => {
    const { id, value } = await admin.adminAPIKeys.create({ name: 'own end' });
    const other = world.clientWith(value ?? '').admin.organization;
    expect(await other.adminAPIKeys.delete(id)).toMatchObject({ id, deleted: true });
    await expect(other.adminAPIKeys.list()).rejects.toMatchObject({ status: 401 });
  });
});

describe('people', () => {
  it('are paged by id, and found by e-mail', async () => {
    const page = await admin.users.list({ limit: 3 });
    expect(page).toMatchObject({ has_more: true, last_id: page.data[2]?.id });
    const next = await admin.users.list({ limit: 3, after: page.last_id ?? '' });
    expect(next.data.map(({ id }) => id)).not.toContain(page.last_id);
    const emails = page.data.map(({ email }) => email ?? '');
    expect((await admin.users.list({ emails })).data).toEqual(page.data);
    await expect(admin.users.list({ after: 'user-nobody' })).rejects.toMatchObject(refusal(400, 'after'));
    await expect(admin.users.list({ limit: 0 })).rejects.toMatchObject(refusal(400, 'limit'));
  });

  it('get a built-in role by its name or id, and other roles on top of it', async () => {
    const { id } = await someReader();
    const organizationRoles = await everyOne(admin.roles.list());
    const owner = organizationRoles.find(({ id: each }) => each.startsWith('role-api-organization-owner'));
    const analyst = organizationRoles.find(({ name }) => name === 'Usage analyst');
    expect((await admin.users.update(id, { role_id: owner?.id ?? '' })).role).toBe('owner');
    expect((await admin.users.update(id, { role: 'reader', developer_persona: 'data' })).role).toBe('reader');
    const changed = await admin.users.update(id, { role_id: analyst?.id ?? '' });
    expect(changed).toMatchObject({ role: 'reader', developer_persona: 'data' });
    expect((await everyOne(admin.users.roles.list(id))).map(({ name }) => name)).toContain('Usage analyst');
    await expect(admin.users.update(id, { role_id: 'role_unknown' })).rejects.toMatchObject(refusal(404));
    await expect(admin.users.update(id, { role: 'admin' })).rejects.toMatchObject(refusal(400, 'role'));
  });

  it('leave with their memberships, while their keys stay and show that the owner has no access', async () => {
    const own = await openaiSandbox();
    const { projects, groups, users } = own.admin;
    const project_id = (await projects.create({ name: 'Left behind' })).id;
    const [leaver] = (await everyOne(users.list())).filter(({ role }) => role === 'reader');
    const user_id = leaver?.id ?? '';
    await projects.users.create(project_id, { user_id, role: 'member' });
    own.sandbox.control('openai', 'add_key', { project_id, name: 'kept', user_id });
    expect((await projects.apiKeys.list(project_id)).data[0]?.owner_project_access).toBe('active');

    expect(await users.delete(user_id)).toMatchObject({ id: user_id, deleted: true });
    expect(await everyOne(projects.users.list(project_id))).toEqual([]);
    for (const group of await everyOne(groups.list())) {
      expect((await everyOne(groups.users.list(group.id))).map(({ id }) => id)).not.toContain(user_id);
    }
    expect((await projects.apiKeys.list(project_id)).data).toEqual([]);
    const [key] = (await projects.apiKeys.list(project_id, { owner_project_access: 'inactive' })).data;
    expect(key).toMatchObject({ name: 'kept', owner_project_access: 'inactive', owner: { user: { id: user_id } } });
    await expect(users.retrieve(user_id)).rejects.toMatchObject(refusal(404));
    await own.sandbox.close();
  });

  it('keep at least one owner', async () => {
    const own = await openaiSandbox();
    const { users } = own.admin;
    const [last, ...others] = (await everyOne(users.list())).filter(({ role }) => role === 'owner');
    for (const { id } of others) await users.update(id, { role: 'reader' });
    await expect(users.update(last?.id ?? '', { role: 'reader' })).rejects.toMatchObject(refusal(400, 'role'));
    await expect(users.delete(last?.id ?? '')).rejects.toMatchObject({ status: 400 });
    await own.sandbox.close();
  });
});

describe('invites', () => {
  it('wait, and when followed make a member of the organisation and its projects', async () => {
    const project = await admin.projects.create({ name: 'Welcome' });
    const closed = await admin.projects.create({ name: 'Closed meanwhile' });
    const invite = await admin.invites.create({
      email: 'Joiner@northwind.example',
      role: 'reader',
      projects: [
        { id: project.id, role: 'owner' },
        { id: closed.id, role: 'member' },
      ],
    });
    expect(invite).toMatchObject({ status: 'pending', accepted_at: null, expires_at: nowSeconds() + 7 * 86_400 });
    await admin.projects.archive(closed.id);

    const user = world.sandbox.control('openai', 'accept_invite', { id: invite.id }) as { id: string };
    expect(await admin.invites.retrieve(invite.id)).toMatchObject({ status: 'accepted', accepted_at: nowSeconds() });
    expect(await admin.projects.users.retrieve(user.id, { project_id: project.id })).toMatchObject({ role: 'owner' });
    const events = await everyOne(admin.auditLogs.list({ actor_ids: [user.id] }));
    expect(events.map(({ type }) => type).sort()).toEqual(['invite.accepted', 'user.added', 'user.added']);
    expect(events[0]?.actor).toMatchObject({ type: 'session', session: { user: { id: user.id } } });

    await expect(admin.invites.delete(invite.id)).rejects.toMatchObject(refusal(400));
    expect(() => world.sandbox.control('openai', 'accept_invite', { id: invite.id })).toThrow(/pending/);
  });

  it('lead to the default project when they name none, and nowhere when they name an empty list', async () => {
    const bare = await admin.invites.create({ email: 'bare@northwind.example', role: 'reader' });
    expect(bare.projects).toEqual([{ id: expect.stringMatching(/^proj_/), role: 'member' }]);
    const { id } = world.sandbox.control('openai', 'accept_invite', { id: bare.id }) as { id: string };
    const member = await admin.projects.users.retrieve(id, { project_id: bare.projects?.[0]?.id ?? '' });
    expect(member.email).toBe('bare@northwind.example');
    const none = await admin.invites.create({ email: 'none@northwind.example', role: 'reader', projects: [] });
    expect(none.projects).toEqual([]);
  });

  it('are not sent to members, nor twice while one waits, however the address is written', async () => {
    const { email } = await someReader();
    const role = 'reader';
    await expect(admin.invites.create({ email: (email ?? '').toUpperCase(), role })).rejects.toMatchObject(
      refusal(400, 'email'),
    );
    await admin.invites.create({ email: 'twice@northwind.example', role });
    await expect(admin.invites.create({ email: 'Twice@northwind.example', role })).rejects.toMatchObject(
      refusal(400, 'email'),
    );
    await expect(admin.invites.create({ email: 'nobody', role })).rejects.toMatchObject(refusal(400, 'email'));
    const projects = [{ id: 'proj_unknown', role: 'member' as const }];
    await expect(admin.invites.create({ email: 'x@northwind.example', role, projects })).rejects.toMatchObject(
      refusal(404),
    );
  });

  it('run out after a week, and can be sent again or withdrawn', async () => {
    const email = 'late@northwind.example';
    const invite = await admin.invites.create({ email, role: 'owner' });
    world.sandbox.clock.advance(7 * day);
    expect((await admin.invites.retrieve(invite.id)).status).toBe('expired');
    expect(() => world.sandbox.control('openai', 'accept_invite', { id: invite.id })).toThrow(/pending/);
    const again = await admin.invites.create({ email, role: 'owner' });
    await admin.invites.delete(again.id);
    expect(await admin.invites.delete(invite.id)).toMatchObject({ id: invite.id, deleted: true });
    await expect(admin.invites.retrieve(invite.id)).rejects.toMatchObject(refusal(404));
  });
});

describe('groups', () => {
  it('have members, who are added once and whose last comer is listed first', async () => {
    const group = await admin.groups.create({ name: 'Reviewers' });
    const [first, second] = (await admin.users.list({ limit: 2 })).data.map(({ id }) => id);
    await admin.groups.users.create(group.id, { user_id: first ?? '' });
    world.sandbox.clock.advance(1000);
    await admin.groups.users.create(group.id, { user_id: second ?? '' });
    await admin.groups.users.create(group.id, { user_id: second ?? '' });
    const members = await everyOne(admin.groups.users.list(group.id, { limit: 1 }));
    expect(members.map(({ id }) => id)).toEqual([second, first]);
    expect((await admin.groups.users.list(group.id, { limit: 0 })).data).toEqual([]);
    await admin.groups.users.delete(first ?? '', { group_id: group.id });
    await expect(admin.groups.users.retrieve(first ?? '', { group_id: group.id })).rejects.toMatchObject(refusal(404));
    await expect(admin.groups.users.create(group.id, { user_id: 'user-nobody' })).rejects.toMatchObject(refusal(404));
    await expect(admin.groups.update(group.id, { name: '' })).rejects.toMatchObject(refusal(400, 'name'));
    expect(await admin.groups.update(group.id, { name: 'Readers' })).not.toHaveProperty('group_type');
    expect(await admin.groups.delete(group.id)).toMatchObject({ id: group.id, deleted: true });
    await expect(admin.groups.retrieve(group.id)).rejects.toMatchObject(refusal(404));
  });

  it('of the identity provider keep their name and members', async () => {
    const managed = (await everyOne(admin.groups.list())).find((group) => group.is_scim_managed);
    const { id = '' } = managed ?? {};
    const { id: user_id } = await someReader();
    await expect(admin.groups.update(id, { name: 'Mine' })).rejects.toMatchObject(refusal(400));
    await expect(admin.groups.delete(id)).rejects.toMatchObject(refusal(400));
    await expect(admin.groups.users.create(id, { user_id })).rejects.toMatchObject(refusal(400));
    await expect(admin.groups.users.delete(user_id, { group_id: id })).rejects.toMatchObject(refusal(400));
  });
});

describe('roles', () => {
  it('of our own can be made, changed and assigned, and deleted when nobody has them', async () => {
    const role = await admin.roles.create({ role_name: 'Watcher', permissions: ['api.usage.read'] });
    expect(role).toMatchObject({ predefined_role: false, description: null, resource_type: 'api.organization' });
    const changed = await admin.roles.update(role.id, { permissions: ['api.groups.read'], description: 'Looks on' });
    expect(changed).toMatchObject({ name: 'Watcher', permissions: ['api.groups.read'], description: 'Looks on' });

    const group = await admin.groups.create({ name: 'Watchers' });
    const { id: user_id } = await someReader();
    await admin.groups.users.create(group.id, { user_id });
    const assigned = await admin.groups.roles.create(group.id, { role_id: role.id });
    expect(assigned.group).toMatchObject({ id: group.id, scim_managed: false });
    expect(await admin.groups.roles.create(group.id, { role_id: role.id })).toEqual(assigned);
    expect(await admin.users.roles.retrieve(role.id, { user_id })).toMatchObject({
      assignment_sources: [{ principal_id: group.id, principal_type: 'group' }],
    });

    await expect(admin.users.roles.delete(role.id, { user_id })).rejects.toMatchObject(refusal(404));
    await expect(admin.roles.delete(role.id)).rejects.toMatchObject(refusal(400));
    await admin.groups.delete(group.id);
    await expect(admin.users.roles.retrieve(role.id, { user_id })).rejects.toMatchObject(refusal(404));
    expect(await admin.roles.delete(role.id)).toMatchObject({ id: role.id, deleted: true });
  });

  it('have names of their own and no power over the organisation', async () => {
    const permissions = ['api.usage.read'];
    const role = await admin.roles.create({ role_name: 'Unique', permissions });
    await expect(admin.roles.create({ role_name: 'Unique', permissions })).rejects.toMatchObject(
      refusal(400, 'role_name'),
    );
    await expect(admin.roles.update(role.id, { role_name: 'Usage analyst' })).rejects.toMatchObject(
      refusal(400, 'role_name'),
    );
    await expect(
      admin.roles.create({ role_name: 'Deputy', permissions: ['api.management.write'] }),
    ).rejects.toMatchObject(refusal(400, 'permissions'));
    await admin.roles.delete(role.id);
  });

  it('that are built in stay as they are, and are known by a short id too', async () => {
    const owner = await admin.roles.retrieve('role-api-organization-owner');
    expect(owner).toMatchObject({ name: 'Owner', predefined_role: true });
    await expect(admin.roles.update(owner.id, { role_name: 'Boss' })).rejects.toMatchObject(refusal(400));
    await expect(admin.roles.delete(owner.id)).rejects.toMatchObject(refusal(400));
  });

  it('are listed a page at a time, in either direction', async () => {
    const page = await admin.roles.list({ limit: 1 });
    expect(page).toMatchObject({ has_more: true, next: page.data[0]?.id });
    const roles = await everyOne(admin.roles.list({ limit: 1 }));
    expect(await everyOne(admin.roles.list({ order: 'desc' }))).toEqual(roles.toReversed());
    await expect(admin.roles.list({ after: 'role_nowhere' })).rejects.toMatchObject(refusal(400, 'after'));
  });
});
