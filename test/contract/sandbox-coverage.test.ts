import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../src/catalogue/index.ts';
import { anthropicRoutes } from '../../src/sandbox/anthropic/routes.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { openaiRoutes } from '../../src/sandbox/openai/routes.ts';
import { sdkMethods } from '../support/sdk-methods.ts';
import { SdkTypes } from '../support/sdk-types.ts';
import { World } from '../support/world.ts';

const template = (path: string) => path.replaceAll(/\{[^}]+\}/g, '{}');
const routes = new Set([...anthropicRoutes, ...openaiRoutes].map(({ method, path }) => `${method} ${template(path)}`));
const reads = catalogue.filter((operation) => operation.risk === 'read');

let sandbox: Sandbox;
let world: World;
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, now: new Date('2026-11-01T12:00:00Z') });
  world = new World(sandbox);
});
afterAll(() => sandbox.close());

describe('the sandbox and the catalogue', () => {
  it('have the same paths', () => {
    const missing = catalogue.filter(({ http }) => !routes.has(template(http))).map(({ id }) => id);
    expect(missing).toEqual([]);
    const known = new Set(catalogue.map(({ http }) => template(http)));
    expect([...routes].filter((route) => !known.has(route))).toEqual([]);
  });
});

describe('every read answers through the official SDK, and as its types promise', () => {
  const types = new SdkTypes();
  const methods = new Map(sdkMethods().map((method) => [method.id, method]));

  it('which are not fooled', () => {
    const list = { provider: 'anthropic', accessor: 'organization.users.list' } as const;
    expect(types.mistakesIn(list, { data: [{ id: 1, role: 'king', extra: true }] })).toEqual(
      expect.arrayContaining([
        'data[0].id should be text',
        'data[0].email is missing',
        'data[0].extra is unknown to the SDK',
        expect.stringContaining('data[0].role should be'),
      ]),
    );
  });

  it.each(reads.map((operation) => [operation.id, operation] as const))('%s', async (_id, operation) => {
    const input = await world.inputFor(operation);
    const answer = await world.call(operation, input).catch(async (error: { status: number }) => {
      expect(error).toMatchObject({ status: 404 });
      await world.setFirst(operation, input);
      return world.call(operation, input);
    });
    expect(answer).toBeTypeOf('object');
    if (operation.pages) expect(Array.isArray(answer['data'])).toBe(true);
    const method = methods.get(operation.id);
    if (operation.provider === 'openai' || !method || operation.id.endsWith('.download')) return;
    expect(types.mistakesIn(method, answer)).toEqual([]);
  });
});

describe('a parameter that the provider does not know is refused in its own form', () => {
  it.each(catalogue.map((operation) => [operation.id, operation] as const))('%s', async (_id, operation) => {
    const [method, path = ''] = operation.http.split(' ');
    const { base_url, key } = credentialsFor(operation.provider, operation.planes?.includes('console') === false);
    const body = method === 'POST' && !operation.id.includes('plugin');
    const response = await fetch(
      `${base_url}${template(path).replaceAll('{}', 'x')}${body ? '' : '?not_a_parameter=1'}`,
      {
        method: method ?? 'GET',
        headers: {
          authorization: `Bearer ${key}`,
          'anthropic-version': '2026-10-21',
          ...(operation.beta && { 'anthropic-beta': operation.beta }),
        },
        ...(body && { body: JSON.stringify({ not_a_parameter: 1 }) }),
      },
    );
    const answer = (await response.json()) as { error: { type: string; message: string } };
    expect([response.status, answer.error.type]).toEqual([400, 'invalid_request_error']);
  });

  function credentialsFor(provider: string, enterprise: boolean): { base_url: string; key: string } {
    const { openai, anthropic } = sandbox;
    if (provider === 'openai') return { base_url: openai.base_url, key: openai.admin_key };
    return { base_url: anthropic.base_url, key: enterprise ? anthropic.enterprise_key : anthropic.oauth_token };
  }
});
