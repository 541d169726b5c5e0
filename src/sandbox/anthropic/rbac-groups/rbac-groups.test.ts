import { Anthropic } from '@anthropic-ai/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../index.ts';

let sandbox: Sandbox;
let organization: Anthropic['organization'];

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, now: new Date('2026-11-01T12:00:00Z') });
  const { enterprise_key: apiKey, base_url: baseURL } = sandbox.anthropic;
  organization = new Anthropic({ apiKey, baseURL, maxRetries: 0 }).organization;
});
afterAll(() => sandbox.close());

async function groupNamed(name: string): Promise<string> {
  const { data } = await organization.rbacGroups.list({ limit: 1000 });
  return data.find((group) => group.name === name)?.id ?? '';
}

describe('RBAC groups', () => {
  it('are made, read, renamed and listed, newest first', async () => {
    const made = await organization.rbacGroups.create({ name: 'Night shift' });
    expect(made).toMatchObject({ type: 'rbac_group', source_type: 'direct', role_ids: [] });
    expect(made.id).toMatch(/^rbac_group_01\w{22}$/);
    sandbox.clock.advance(1000);
    const renamed = await organization.rbacGroups.update(made.id, { name: 'Night watch' });
    expect(renamed.updated_at > made.updated_at).toBe(true);
    expect(await organization.rbacGroups.retrieve(made.id)).toEqual(renamed);
    const [first] = (await organization.rbacGroups.list({ limit: 1 })).data;
    expect(first).toEqual(renamed);
  });

  it('page with a cursor that knows its query', async () => {
    const whole: string[] = [];
    for await (const { id } of organization.rbacGroups.list({ limit: 2 })) whole.push(id);
    const { data, next_page } = await organization.rbacGroups.list({ limit: 1000 });
    expect(whole).toEqual(data.map(({ id }) => id));
    expect(next_page).toBeNull();
  });

  it('take people in once and let them go once', async () => {
    const id = await groupNamed('Finance');
    const { members } = organization.rbacGroups;
    const taken = new Set((await members.list(id, { limit: 1000 })).data.map(({ user_id }) => user_id));
    const person = (await organization.users.list({ limit: 1000 })).data.find((user) => !taken.has(user.id));
    const user_id = person?.id ?? '';
    const added = await members.add(id, { user_id });
    expect(added).toMatchObject({ type: 'rbac_group_member', rbac_group_id: id, user_id, email: person?.email });
    await expect(members.add(id, { user_id })).rejects.toMatchObject({ status: 400 });
    expect((await members.list(id, { limit: 1 })).data[0]).toEqual(added);
    const gone = { rbac_group_id: id, user_id, type: 'rbac_group_member_deleted' };
    expect(await members.remove(user_id, { rbac_group_id: id })).toEqual(gone);
    await expect(members.remove(user_id, { rbac_group_id: id })).rejects.toMatchObject({ status: 404 });
    await expect(members.add(id, { user_id: 'user_01nobody' })).rejects.toMatchObject({ status: 404 });
  });

  it('of the identity provider cannot be changed', async () => {
    const id = await groupNamed('Contractors (directory)');
    const refused = { status: 400, type: 'invalid_request_error' };
    await expect(organization.rbacGroups.update(id, { name: 'Other' })).rejects.toMatchObject(refused);
    await expect(organization.rbacGroups.delete(id)).rejects.toMatchObject(refused);
    await expect(organization.rbacGroups.members.add(id, { user_id: 'user_01' })).rejects.toMatchObject(refused);
  });

  it('that make owners keep their members, also from invites', async () => {
    const id = await groupNamed('Owners');
    const refused = { status: 400, errorCode: 'rbac_group_grants_owner_access' };
    await expect(organization.rbacGroups.delete(id)).rejects.toMatchObject(refused);
    const [member] = (await organization.rbacGroups.members.list(id)).data;
    const removal = organization.rbacGroups.members.remove(member?.user_id ?? '', { rbac_group_id: id });
    await expect(removal).rejects.toMatchObject(refused);
    await expect(
      organization.invites.create({ email: 'boss@northwind.example', role: 'user', rbac_group_ids: [id] }),
    ).rejects.toMatchObject(refused);
  });

  it('are joined by whoever accepts an invite into them', async () => {
    const id = await groupNamed('Data');
    const email = 'joiner@northwind.example';
    const invite = await organization.invites.create({ email, role: 'user', rbac_group_ids: [id] });
    sandbox.control('anthropic', 'accept_invite', { id: invite.id, plane: 'enterprise' });
    expect((await organization.rbacGroups.members.list(id, { limit: 1 })).data[0]?.email).toBe(email);
    await expect(
      organization.invites.create({ email: 'x@northwind.example', role: 'user', rbac_group_ids: ['rbac_group_01'] }),
    ).rejects.toMatchObject({ status: 404, errorCode: 'rbac_group_not_found' });
  });

  it('lose people who leave the organization', async () => {
    const id = await groupNamed('Support');
    const members = (await organization.rbacGroups.members.list(id)).data;
    const person = (await organization.users.list({ roles: ['user'], limit: 1000 })).data.find((user) =>
      members.some(({ user_id }) => user_id === user.id),
    );
    await organization.users.remove(person?.id ?? '');
    const left = (await organization.rbacGroups.members.list(id)).data;
    expect(left).toHaveLength(members.length - 1);
  });

  it('are gone with their members once deleted', async () => {
    const { id } = await organization.rbacGroups.create({ name: 'Short-lived' });
    expect(await organization.rbacGroups.delete(id)).toEqual({ id, type: 'rbac_group_deleted' });
    await expect(organization.rbacGroups.members.list(id)).rejects.toMatchObject({
      status: 404,
      errorCode: 'rbac_group_not_found',
    });
  });

  it('refuse empty and long names, unknown fields, and Console organizations', async () => {
    await expect(organization.rbacGroups.create({ name: '' })).rejects.toMatchObject({ status: 400 });
    await expect(organization.rbacGroups.create({ name: 'x'.repeat(256) })).rejects.toMatchObject({ status: 400 });
    const invented = { name: 'x', colour: 'red' };
    await expect(organization.rbacGroups.create(invented)).rejects.toMatchObject({ status: 400 });
    const { admin_key: apiKey, base_url: baseURL } = sandbox.anthropic;
    const console = new Anthropic({ apiKey, baseURL, maxRetries: 0 }).organization;
    await expect(console.rbacGroups.list()).rejects.toMatchObject({
      status: 400,
      errorCode: 'organization_type_not_supported',
    });
  });
});

describe('RBAC roles', () => {
  it('are read with their permissions', async () => {
    const { data } = await organization.rbacRoles.list();
    expect(new Set(data.map(({ source }) => source.type))).toEqual(new Set(['built_in', 'custom']));
    const role = data.find(({ display_name }) => display_name === 'Claude Code');
    expect(await organization.rbacRoles.retrieve(role?.id ?? '')).toEqual(role);
    const permissions = await organization.rbacRoles.permissions.list(role?.id ?? '', { limit: 2 });
    expect(permissions.data.map(({ action }) => action)).toEqual(['chat', 'claude_code']);
    const rest = await permissions.getNextPage();
    expect(rest.data.map(({ resource }) => resource.type)).toEqual(['connector', 'connector_tool']);
    await expect(organization.rbacRoles.permissions.list('rbac_role_01')).rejects.toMatchObject({
      status: 404,
      errorCode: 'rbac_role_not_found',
    });
  });
});
