import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from './index.ts';

type Json = Record<string, unknown>;

const start = new Date('2026-11-01T12:00:00Z');

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ seed: 1, now: start });
});
afterEach(() => sandbox.close());

async function openai(method: string, path: string, body?: Json) {
  const { base_url, admin_key } = sandbox.openai;
  const response = await fetch(base_url + path, {
    method,
    headers: { authorization: `Bearer ${admin_key}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Json };
}

async function anthropic(method: string, path: string, body?: Json) {
  const { base_url, admin_key } = sandbox.anthropic;
  const response = await fetch(base_url + path, {
    method,
    headers: { 'x-api-key': admin_key, 'anthropic-version': '2023-06-01', 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Json };
}

describe('a method that a known path does not have', () => {
  it('is refused by OpenAI in its envelope', async () => {
    expect(await openai('PUT', '/organization/projects')).toEqual({
      status: 405,
      body: {
        error: {
          message: 'Invalid method for URL (PUT /v1/organization/projects)',
          type: 'invalid_request_error',
          param: null,
          code: 'method_not_supported',
        },
      },
    });
  });

  it('is refused by Anthropic in its envelope', async () => {
    const { status, body } = await anthropic('PATCH', '/v1/organizations/users');
    expect([status, body['error']]).toEqual([405, { type: 'invalid_request_error', message: 'Method Not Allowed' }]);
  });
});

describe('beta=true', () => {
  it('means nothing on a path of Anthropic, whatever the method', async () => {
    const plain = await anthropic('GET', '/v1/organizations/workspaces?limit=2');
    const beta = await anthropic('GET', '/v1/organizations/workspaces?beta=true&limit=2');
    expect(beta.status).toBe(200);
    expect(beta.body['data']).toEqual(plain.body['data']);
    expect((await anthropic('POST', '/v1/organizations/workspaces?beta=true', { name: 'x' })).status).toBe(200);
  });

  it('is unknown to OpenAI', async () => {
    expect((await openai('GET', '/organization/projects?beta=true')).status).toBe(400);
  });
});

describe('the audit log', () => {
  async function lastEntry(type: string): Promise<Json> {
    const { body } = await openai('GET', `/organization/audit_logs?event_types[]=${type}&limit=1`);
    return (body['data'] as Json[])[0]?.[type] as Json;
  }

  it('leaves out what was not given', async () => {
    const { body: project } = await openai('POST', '/organization/projects', { name: 'Pilot' });
    await openai('POST', `/organization/projects/${project['id']}`, { external_key_id: null });
    expect(await lastEntry('project.updated')).toEqual({ id: project['id'], changes_requested: {} });
    const { body: users } = await openai('GET', '/organization/users');
    const id = (users['data'] as Json[])[5]?.['id'];
    await openai('POST', `/organization/users/${id}`, { technical_level: 'high' });
    expect(await lastEntry('user.updated')).toEqual({ id, changes_requested: {} });
  });

  it('has the making and the ending of an admin key', async () => {
    const { body: key } = await openai('POST', '/organization/admin_api_keys', { name: 'ci' });
    expect(await lastEntry('api_key.created')).toEqual({ id: key['id'], data: {} });
    await openai('DELETE', `/organization/admin_api_keys/${key['id']}`);
    expect(await lastEntry('api_key.deleted')).toEqual({ id: key['id'] });
  });
});

it('is back at its first moment after a reset', async () => {
  sandbox.clock.advance(3_600_000);
  sandbox.reset();
  expect(sandbox.clock.now()).toBe(start.getTime());
  const running = await startSandbox();
  running.clock.advance(86_400_000);
  running.reset();
  expect(Math.abs(running.clock.now() - Date.now())).toBeLessThan(60_000);
  await running.close();
});

it('is of no size below the standard organization', async () => {
  await expect(startSandbox({ scale: 0 })).rejects.toThrow('scale: 0 is not a whole number from 1 on');
  await expect(startSandbox({ scale: 1.5 })).rejects.toThrow('scale');
});

it.each([
  ['/organization/groups', { name: '' }],
  ['/organization/projects', { name: '' }],
  ['/organization/admin_api_keys', { name: '' }],
  ['/organization/roles', { role_name: '', permissions: ['api.model.read'] }],
])('makes nothing without a name at %s', async (path, body) => {
  expect((await openai('POST', path, body)).status).toBe(400);
});
