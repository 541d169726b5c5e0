import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AnyOperation } from '../../src/catalogue/define.ts';
import { Credentials } from '../../src/connections/credentials.ts';
import { Pacer } from '../../src/connections/pacing.ts';
import { keysIn } from '../../src/directory/keys.ts';
import type { Reach } from '../../src/directory/listed.ts';
import { peopleIn } from '../../src/directory/people.ts';
import { InputError } from '../../src/errors.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { sandboxConnections } from '../../src/session/own-sandbox.ts';
import { openGate, type TestGate } from '../support/gate.ts';

let own: TestGate;
let sandbox: Sandbox;
let reach: Reach;

beforeAll(async () => {
  own = openGate();
  sandbox = await startSandbox({ seed: 1, now: new Date('2026-11-01T12:00:00Z') });
  reach = reachOf(sandbox);
});
afterAll(async () => {
  own.remove();
  await sandbox.close();
});
beforeEach(() => sandbox.reset());

function reachOf(started: Sandbox): Reach {
  const connections = sandboxConnections(started);
  const shared = { credentials: new Credentials({}), pacer: new Pacer(), gate: own.gate };
  return {
    connections,
    async on({ planes }: AnyOperation, name?: string) {
      const connection = connections.find((each) => each.name === name);
      if (!connection) throw new Error(`no connection ${name}`);
      const { plane } = connection;
      if (plane && planes?.includes(plane) === false)
        throw new InputError('connection_unfit', `${name} has no such list.`);
      return { ...shared, connection };
    },
  };
}

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
      { connection: 'openai', list: 'openai.users.list', reasons: ['the key may not read openai.users.list'] },
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
