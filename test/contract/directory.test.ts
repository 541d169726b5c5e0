import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keysIn } from '../../src/directory/keys.ts';
import { peopleIn } from '../../src/directory/people.ts';
import { runawayKeys, unusedKeys } from '../../src/ledger/live/keys.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { openSession } from '../../src/session/open.ts';
import type { Session } from '../../src/session/session.ts';

let sandbox: Sandbox;
let reach: Session;

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, now: new Date('2026-11-01T12:00:00Z') });
  reach = openSession({ sandbox, surface: 'library', environment: {} });
});
afterAll(async () => {
  await reach.close();
  await sandbox.close();
});
beforeEach(() => sandbox.reset());

/** Every item of a list, as the wire has it. */
async function wire(path: string, key: string): Promise<readonly Record<string, unknown>[]> {
  const headers = { authorization: `Bearer ${key}`, 'x-api-key': key, 'anthropic-version': '2023-06-01' };
  const answer = await fetch(`${sandbox.url}${path}`, { headers });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { data: Record<string, unknown>[] }).data;
}

describe('people', () => {
  it('are the members of every organisation in reach, each once, with the roles that command marked', async () => {
    const { people, gaps } = await peopleIn(reach);
    const { anthropic, openai } = sandbox;
    const lists = [
      ['anthropic', await wire('/anthropic/v1/organizations/users?limit=1000', anthropic.admin_key)],
      ['anthropic-enterprise', await wire('/anthropic/v1/organizations/users?limit=1000', anthropic.enterprise_key)],
      ['openai', await wire('/openai/v1/organization/users?limit=100', openai.admin_key)],
    ] as const;
    for (const [connection, list] of lists) {
      const ours = people.filter((person) => person.connection === connection);
      expect(ours.map(({ id }) => id)).toEqual(list.map(({ id }) => id));
      expect(ours.map(({ role }) => role)).toEqual(list.map(({ role }) => role));
    }
    expect(people).toHaveLength(lists.flatMap(([, list]) => list).length);
    expect(gaps).toEqual([]);
    const roles = new Map(people.map(({ role, isOwner }) => [role, isOwner]));
    expect(
      [...roles]
        .filter(([, isOwner]) => isOwner)
        .map(([role]) => role)
        .sort(),
    ).toEqual(['admin', 'owner', 'primary_owner'].filter((role) => roles.has(role)));
  });

  it('are missing where a list is refused, and that is said', async () => {
    sandbox.faults.add({ route: 'GET /openai/v1/organization/users', kind: 'missing_scope' });
    const { people, gaps } = await peopleIn(reach);
    expect(new Set(people.map(({ provider }) => provider))).toEqual(new Set(['anthropic']));
    expect(gaps).toEqual([
      {
        connection: 'openai',
        operation: 'openai.users.list',
        reasons: ['the key may not read openai.users.list'],
        kind: 'credential',
      },
    ]);
  });
});

describe('keys', () => {
  it('are those of workspaces, projects and the management plane, with owner and times', async () => {
    const { keys } = await keysIn(reach);
    const listed = await wire('/anthropic/v1/organizations/api_keys?limit=1000', sandbox.anthropic.admin_key);
    const admin = await wire('/openai/v1/organization/admin_api_keys?limit=100', sandbox.openai.admin_key);
    expect(keys.filter(({ provider }) => provider === 'anthropic').map(({ id }) => id)).toEqual(
      listed.map(({ id }) => id),
    );
    expect(keys.filter(({ isAdmin }) => isAdmin).map(({ id }) => id)).toEqual(admin.map(({ id }) => id));
    const ofProjects = keys.filter(({ provider, isAdmin }) => provider === 'openai' && !isAdmin);
    expect(ofProjects.map(({ name }) => name)).toContain('migration-handover');
    for (const { within, owner, createdAt, lastUsedAt } of ofProjects) {
      expect(within).toMatch(/^proj_/);
      expect(owner?.name).toEqual(expect.any(String));
      expect(createdAt).toBeLessThan(sandbox.clock.now());
      expect(createdAt).toBeGreaterThan(Date.parse('2020-01-01'));
      expect(lastUsedAt).not.toBeUndefined();
    }
  });

  it('are asked of no archived project, which is said', async () => {
    const projects = await wire('/openai/v1/organization/projects?limit=100', sandbox.openai.admin_key);
    const project = projects.find(({ name }) => name === 'Staging');
    await fetch(`${sandbox.url}/openai/v1/organization/projects/${project?.['id']}/archive`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.openai.admin_key}` },
    });
    const { keys, gaps } = await keysIn(reach);
    expect(keys.filter(({ within }) => within === project?.['id'])).toEqual([]);
    expect(gaps.flatMap(({ reasons }) => reasons)).toEqual(['archived projects do not list their keys']);
  });
});

describe('keys that stand out', () => {
  const now = Date.parse('2026-11-01T12:00:00Z');

  it('are unused when they are old and neither list nor report shows use', async () => {
    const { keys, gaps } = await unusedKeys(reach, { now, days: 90 });
    expect(gaps.flatMap(({ reasons }) => reasons)).toEqual(['archived projects do not list their keys']);
    const since = now - 90 * 86_400_000;
    const { keys: all } = await keysIn(reach);
    const expected = all.filter(({ provider, createdAt = now, lastUsedAt, expiresAt }) => {
      return provider === 'openai' && createdAt < since && (lastUsedAt ?? 0) < since && (expiresAt ?? now) >= now;
    });
    const idsOf = (found: typeof all) => found.map(({ id }) => id).sort();
    expect(idsOf(keys.filter(({ provider }) => provider === 'openai'))).toEqual(idsOf(expected));

    const active = all.filter(
      ({ provider, isOn, createdAt = now }) => provider === 'anthropic' && isOn && createdAt < since,
    );
    const used = await usedAnthropicKeys(since);
    expect(idsOf(keys.filter(({ provider }) => provider === 'anthropic'))).toEqual(
      idsOf(active.filter(({ id }) => !used.has(id))),
    );
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.map(({ createdAt }) => createdAt)).toEqual(
      keys.map(({ createdAt }) => createdAt).sort((a, b) => (a ?? 0) - (b ?? 0)),
    );
  });

  it('are not called unused when the report that would tell is refused', async () => {
    sandbox.faults.add({ route: 'GET /anthropic/v1/organizations/usage_report/messages', kind: 'missing_scope' });
    const { keys, gaps } = await unusedKeys(reach, { now, days: 90 });
    expect(keys.filter(({ provider }) => provider === 'anthropic')).toEqual([]);
    expect(gaps.map(({ operation }) => operation)).toContain('anthropic.usage.messages');
  });

  it('run away when they cost many times what they did, with name and provider', async () => {
    const { keys, gaps } = await runawayKeys(reach, { now, days: 30, lately: 7, times: 5 });
    expect(gaps).toEqual([]);
    expect(keys.length).toBeGreaterThan(0);
    for (const { name, before, lately, times, currency } of keys) {
      expect(name).toEqual(expect.any(String));
      expect(currency).toBe('USD');
      expect(lately.gte(before.times(5))).toBe(true);
      expect(times.gte(5)).toBe(true);
    }
    expect(new Set(keys.map(({ key }) => key)).size).toBe(keys.length);
  });

  it('end with an answer that says so when a report is refused', async () => {
    sandbox.faults.add({ route: 'GET /openai/v1/organization/costs', kind: 'missing_scope' });
    const { gaps } = await runawayKeys(reach, { now, days: 30, lately: 7, times: 5 });
    expect(gaps.map(({ operation }) => operation)).toEqual(['openai.usage.costs']);
  });
});

/** By asking the wire, 30 days at a time. */
async function usedAnthropicKeys(since: number): Promise<ReadonlySet<unknown>> {
  const used = new Set<unknown>();
  const end = Date.parse('2026-11-02T00:00:00Z');
  for (let from = since - (since % 86_400_000); from < end; from += 30 * 86_400_000) {
    const until = Math.min(from + 30 * 86_400_000, end);
    const query = `starting_at=${iso(from)}&ending_at=${iso(until)}&limit=31&group_by[]=api_key_id`;
    const path = `/anthropic/v1/organizations/usage_report/messages?${query}`;
    for (const bucket of await wire(path, sandbox.anthropic.admin_key)) {
      for (const { api_key_id } of bucket['results'] as { api_key_id: unknown }[]) used.add(api_key_id);
    }
  }
  return used;
}

function iso(moment: number): string {
  return `${new Date(moment).toISOString().slice(0, 19)}Z`;
}
