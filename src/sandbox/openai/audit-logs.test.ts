import { readFileSync } from 'node:fs';
import type { OpenAI } from 'openai';
import type { AuditLogListParams } from 'openai/resources/admin/organization/audit-logs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyOne, openaiSandbox, refusal } from '../../../test/support/openai-sandbox.ts';
import { auditEventTypes } from './audit-event-types.ts';

let world: Awaited<ReturnType<typeof openaiSandbox>>;
let admin: OpenAI['admin']['organization'];
beforeAll(async () => {
  world = await openaiSandbox();
  admin = world.admin;
});
afterAll(() => world.sandbox.close());

const entries = (query: AuditLogListParams = {}) => everyOne(admin.auditLogs.list({ limit: 100, ...query }));
const idsOf = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

describe('the audit log', () => {
  it('is read newest first, and pages both ways', async () => {
    const all = await entries();
    expect(all.map(({ effective_at }) => effective_at)).toEqual(
      all.map(({ effective_at }) => effective_at).sort((a, b) => b - a),
    );
    expect(idsOf(await everyOne(admin.auditLogs.list({ limit: 7 })))).toEqual(idsOf(all));
    const page = await admin.auditLogs.list({ before: all[5]?.id ?? '', limit: 2 });
    expect(idsOf(page.data)).toEqual(idsOf(all.slice(3, 5)));
  });

  it('is narrowed by time, type, project, actor and what was acted on', async () => {
    const all = await entries();
    const middle = all[30]?.effective_at ?? 0;
    const later = all.filter(({ effective_at }) => effective_at > middle);
    expect(idsOf(await entries({ effective_at: { gt: middle } }))).toEqual(idsOf(later));
    const until = await entries({ effective_at: { lte: middle } });
    expect(until).toHaveLength(all.length - later.length);
    const exactly = await entries({ effective_at: { gte: middle, lt: middle + 1 } });
    expect(exactly.every(({ effective_at }) => effective_at === middle)).toBe(true);

    const keys = all.filter(({ type }) => type === 'api_key.created');
    expect(idsOf(await entries({ event_types: ['api_key.created'] }))).toEqual(idsOf(keys));
    const [one] = keys;
    const resource = one?.['api_key.created']?.id ?? '';
    expect(idsOf(await entries({ resource_ids: [resource] }))).toEqual([one?.id]);
    const project = one?.project?.id ?? '';
    const ofProject = await entries({ project_ids: [project] });
    expect(ofProject.length).toBeGreaterThan(0);
    expect(ofProject.every((entry) => entry.project?.id === project)).toBe(true);
    const { id = '', email = '' } = one?.actor?.session?.user ?? {};
    const ofActor = await entries({ actor_ids: [id] });
    expect(ofActor.length).toBeGreaterThan(0);
    expect(idsOf(await entries({ actor_emails: [email] }))).toEqual(idsOf(ofActor));
    expect(await entries({ actor_ids: [id], event_types: ['project.deleted'] })).toEqual([]);
  });

  it('knows every type of event that the SDK knows, and refuses others', async () => {
    const module = import.meta.resolve('openai/resources/admin/organization/audit-logs');
    const types = new URL(module.replace(/\.m?js$/, '.d.ts'));
    const [, union = ''] = /event_types\?: Array<([^>]+)>/.exec(readFileSync(types, 'utf8')) ?? [];
    const known = [...union.matchAll(/'([^']+)'/g)].map(([, type]) => type);
    expect([...auditEventTypes].sort()).toEqual(known.sort());
    const made = [...new Set((await entries()).map(({ type }) => type))];
    expect(made.filter((type) => !auditEventTypes.has(type))).toEqual([]);
    expect(await world.ask('GET', '/organization/audit_logs?event_types[]=project.painted')).toMatchObject({
      status: 400,
      error: { param: 'event_types[0]' },
    });
  });

  it('keeps the tenant’s events apart', async () => {
    expect(await entries({ tenant_only: true })).toEqual([]);
    for (const type of ['tenant.user.added', 'role.bound_to_resource'] as const) {
      await expect(entries({ event_types: [type] })).rejects.toMatchObject(refusal(400, 'event_types'));
      expect(await entries({ event_types: [type], tenant_only: true })).toEqual([]);
    }
    const mixed = entries({ event_types: ['tenant.user.added', 'user.added'], tenant_only: true });
    await expect(mixed).rejects.toMatchObject(refusal(400, 'event_types'));
  });

  it.each([
    ['limit=0', 'limit'],
    ['after=audit_log-none', 'after'],
    ['before=audit_log-none', 'before'],
    ['effective_at[gte]=yesterday', 'effective_at.gte'],
    ['tenant_only=maybe', 'tenant_only'],
    ['actor=me', 'actor'],
  ])('refuses %s', async (query, param) => {
    expect(await world.ask('GET', `/organization/audit_logs?${query}`)).toMatchObject({
      status: 400,
      error: { param },
    });
  });

  it('gets an entry for each thing that an admin key changes, in the words of that change', async () => {
    const { projects, users, groups, roles, invites } = admin;
    const invite = await invites.create({ email: 'audited@northwind.example', role: 'reader' });
    await invites.delete(invite.id);
    const { id: project_id } = await projects.create({ name: 'Watched' });
    await projects.update(project_id, { name: 'Watched closely' });
    const [reader] = (await everyOne(users.list())).filter(({ role }) => role === 'reader');
    const user_id = reader?.id ?? '';
    await projects.users.create(project_id, { user_id, role: 'member' });
    await projects.users.update(user_id, { project_id, role: 'owner' });
    const account = await projects.serviceAccounts.create(project_id, { name: 'robot' });
    await projects.apiKeys.update(account.api_key?.id ?? '', { project_id, expires_in_seconds: 60 });
    await projects.serviceAccounts.update(account.id, { project_id, role: 'owner' });
    await projects.serviceAccounts.delete(account.id, { project_id });
    await projects.rateLimits.updateRateLimit('rl-gpt-4.1', { project_id, max_requests_per_1_minute: 1 });
    const role = await roles.create({ role_name: 'Audited', permissions: ['api.usage.read'] });
    await roles.update(role.id, { permissions: ['api.groups.read'] });
    const group = await groups.create({ name: 'Audited' });
    await groups.update(group.id, { name: 'Audited again' });
    await groups.roles.create(group.id, { role_id: role.id });
    await groups.roles.delete(role.id, { group_id: group.id });
    await groups.delete(group.id);
    await roles.delete(role.id);
    await projects.users.delete(user_id, { project_id });
    await projects.archive(project_id);

    const [key] = (await admin.adminAPIKeys.list()).data;
    const made = (await entries({ actor_ids: [key?.id ?? ''] })).toReversed();
    expect(made.map(({ type }) => type)).toEqual([
      'invite.sent',
      'invite.deleted',
      'project.created',
      'project.updated',
      'user.added',
      'user.updated',
      'service_account.created',
      'api_key.created',
      'api_key.updated',
      'service_account.updated',
      'service_account.deleted',
      'rate_limit.updated',
      'role.created',
      'role.updated',
      'group.created',
      'group.updated',
      'role.assignment.created',
      'role.assignment.deleted',
      'group.deleted',
      'role.deleted',
      'user.deleted',
      'project.archived',
    ]);
    expect(made.every(({ actor }) => actor?.type === 'api_key' && actor.api_key?.id === key?.id)).toBe(true);
    const of = (type: string) => made.find((entry) => entry.type === type);
    expect(of('invite.sent')).toMatchObject({
      'invite.sent': { id: invite.id, data: { email: 'audited@northwind.example', role: 'reader' } },
      project: { name: 'Default project' },
    });
    expect(of('role.updated')?.['role.updated']?.changes_requested).toMatchObject({
      permissions_added: ['api.groups.read'],
      permissions_removed: ['api.usage.read'],
    });
    expect(of('rate_limit.updated')).toMatchObject({
      'rate_limit.updated': { id: 'rl-gpt-4.1', changes_requested: { max_requests_per_1_minute: 1 } },
      project: { id: project_id },
    });
  });
});
