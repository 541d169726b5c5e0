import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyOne, openaiSandbox } from '../../../../test/support/openai-sandbox.ts';
import { people } from '../../demand/people.ts';
import { Clock } from '../../engine/clock.ts';
import { Store } from '../../engine/store.ts';
import { projects } from '../projects/record.ts';
import { users } from '../users/record.ts';
import { seedOpenAI } from './seed.ts';

const now = new Date('2026-11-01T00:00:00Z');
const nowSeconds = now.getTime() / 1000;
const day = 86_400;

let world: Awaited<ReturnType<typeof openaiSandbox>>;
let company: Awaited<ReturnType<typeof readCompany>>;
beforeAll(async () => {
  world = await openaiSandbox(now);
  company = await readCompany();
});
afterAll(() => world.sandbox.close());

async function readCompany() {
  const { admin } = world;
  const listed = await everyOne(admin.projects.list({ include_archived: true }));
  const active = listed.filter(({ status }) => status === 'active');
  const inProject = await Promise.all(
    active.map(async (project) => ({
      project,
      members: await everyOne(admin.projects.users.list(project.id)),
      accounts: await everyOne(admin.projects.serviceAccounts.list(project.id)),
      keys: await everyOne(admin.projects.apiKeys.list(project.id, { owner_project_access: 'any' })),
    })),
  );
  return {
    projects: listed,
    inProject,
    keys: inProject.flatMap(({ keys }) => keys),
    users: await everyOne(admin.users.list()),
    entries: await everyOne(admin.auditLogs.list({ limit: 100 })),
  };
}

describe('the company in a new sandbox', () => {
  it('has about forty people, three owners, a robot, and the same people at both providers', async () => {
    const { users: all } = company;
    expect(all.filter(({ role }) => role === 'owner')).toHaveLength(3);
    expect(all.filter((user) => user.is_service_account)).toHaveLength(1);
    const emails = all.filter((user) => !user.is_service_account).map(({ email }) => email);
    expect(emails).toEqual(people(1, 40).map(({ email }) => email));
    expect(people(1, 400).slice(0, 40)).toEqual(people(1, 40));
    expect(new Set(people(1, 400).map(({ email }) => email)).size).toBe(400);
  });

  it('has projects, one of them archived, with members, robots and some seventy keys', () => {
    const { projects: all, inProject, keys } = company;
    expect(all).toHaveLength(15);
    expect(all[0]?.name).toBe('Default project');
    expect(all.filter(({ status }) => status === 'archived')).toHaveLength(1);
    expect(keys.length).toBeGreaterThan(65);
    expect(inProject.slice(1).every(({ members, accounts }) => members.length > 5 && accounts.length === 1)).toBe(true);
  });

  it('has a person who left, whose key still stands', () => {
    const left = people(1, 40).find(({ departed }) => departed);
    const user = company.users.find(({ email }) => email === left?.email);
    expect(user?.api_key_last_used_at).toBeLessThan(nowSeconds - 90 * day);
    const own = company.keys.filter(({ owner }) => owner.user?.id === user?.id);
    expect(own).toHaveLength(1);
    expect(own[0]?.last_used_at).toBe(user?.api_key_last_used_at);
  });

  it('has a key that ran away, one unused for half a year, and one whose owner has no access', () => {
    const named = (name: string) => company.keys.find((key) => key.name === name);
    expect(named('batch-backfill')?.last_used_at).toBeGreaterThan(nowSeconds - day);
    expect(named('legacy-search-2024')?.last_used_at).toBeLessThan(nowSeconds - 180 * day);
    expect(named('migration-handover')?.owner_project_access).toBe('inactive');
  });

  it('has an order of events that can have happened', () => {
    for (const { project, members, accounts, keys } of company.inProject) {
      const began = new Map([
        ...members.map(({ id, added_at }) => [id, added_at]),
        ...accounts.map((each) => [each.id, each.created_at]),
      ] as [string, number][]);
      for (const { id, created_at, last_used_at, owner } of keys) {
        const ownerId = owner.user?.id ?? owner.service_account?.id ?? '';
        expect(created_at, id).toBeGreaterThanOrEqual(Math.max(project.created_at, began.get(ownerId) ?? 0));
        expect(last_used_at ?? created_at, id).toBeGreaterThanOrEqual(created_at);
        expect(last_used_at ?? created_at, id).toBeLessThanOrEqual(nowSeconds);
      }
    }
  });

  it('has invites of every status, and groups of which one is kept by the identity provider', async () => {
    const invites = await everyOne(world.admin.invites.list());
    expect(new Set(invites.map(({ status }) => status))).toEqual(new Set(['pending', 'expired', 'accepted']));
    const accepted = invites.find(({ status }) => status === 'accepted');
    expect(company.users.map(({ email }) => email)).toContain(accepted?.email);
    const groups = await everyOne(world.admin.groups.list());
    expect(groups.filter((group) => group.is_scim_managed).map(({ name }) => name)).toEqual(['Everyone']);
    expect(groups.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Engineering', 'Data', 'Support', 'Contractors']),
    );
    const roles = await everyOne(world.admin.roles.list());
    expect(roles.filter(({ predefined_role }) => !predefined_role)).toHaveLength(2);
  });

  it('has an audit log of the past weeks that tells of things that are there', () => {
    const { entries, keys } = company;
    expect(entries.length).toBeGreaterThanOrEqual(60);
    const known = new Set([...company.projects, ...company.users, ...keys].map(({ id }) => id));
    const about = (type: 'api_key.created' | 'project.created' | 'project.archived' | 'user.added') =>
      entries.filter((entry) => entry.type === type).map((entry) => entry[type]?.id);
    for (const type of ['api_key.created', 'project.created', 'project.archived', 'user.added'] as const) {
      expect(about(type), type).not.toEqual([]);
      expect(about(type).filter((id) => !known.has(id ?? ''))).toEqual([]);
    }
    const types = new Set(entries.map(({ type }) => type));
    for (const type of ['login.succeeded', 'login.failed', 'rate_limit.updated', 'invite.sent']) {
      expect(types).toContain(type);
    }
    expect(entries.every(({ effective_at }) => effective_at <= nowSeconds)).toBe(true);
  });

  it('is the same for the same seed, another for another, and larger with the scale', () => {
    const first = seeded(1, 1);
    expect(seeded(1, 1).snapshot()).toEqual(first.snapshot());
    expect(seeded(2, 1).in(projects).all()).not.toEqual(first.in(projects).all());
    const large = seeded(1, 3);
    expect(large.in(users).size).toBe(121);
    expect(large.in(projects).size).toBe(43);
    expect(large.in(users).all()[0]?.id).toBe(first.in(users).all()[0]?.id);
    expect(seeded(1, 150).in(projects).size).toBe(2000);
  });
});

function seeded(seed: number, scale: number): Store {
  const store = new Store(`openai:${seed}`);
  seedOpenAI(store, { seed, scale, clock: new Clock(now) });
  return store;
}
