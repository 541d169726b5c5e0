import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../src/catalogue/index.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';

/**
 * The official Python SDK sends `?beta=true` with every call of its beta tree, which has all paths. These requests were
 * not recorded from it: they are written from the list of paths, each with the headers and the query as it sends them.
 */
const requests = catalogue
  .filter(({ provider }) => provider === 'anthropic')
  .map(({ id, http, beta, planes, oauthOnly }) => {
    const [method = '', path = ''] = http.split(' ');
    const key = planes?.includes('console') === false ? 'enterprise_key' : oauthOnly ? 'oauth_token' : 'admin_key';
    return { id, method, path: path.replaceAll(/\{[^}]+\}/g, 'x'), beta, key } as const;
  });

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, now: new Date('2026-11-01T12:00:00Z') });
});
afterAll(() => sandbox.close());

async function ask({ method, path, beta, key }: (typeof requests)[number], query: string) {
  const response = await fetch(`${sandbox.anthropic.base_url}${path}${query}`, {
    method,
    headers: {
      authorization: `Bearer ${sandbox.anthropic[key]}`,
      'anthropic-version': '2023-06-01',
      'content-type': 'application/json',
      ...(beta && { 'anthropic-beta': beta }),
    },
    ...(method === 'POST' && { body: '{}' }),
  });
  const { request_id: _request, ...body } = (await response.json()) as { request_id?: string };
  return { status: response.status, body };
}

describe('beta=true changes nothing of the answer to', () => {
  it.each(requests.map((request) => [request.id, request] as const))('%s', async (_id, request) => {
    const plain = await ask(request, '');
    const start = sandbox.export();
    const beta = await ask(request, '?beta=true');
    if (request.method === 'GET') expect(beta).toEqual(plain);
    else expect(beta.status).toBe(plain.status);
    expect(JSON.stringify(beta.body)).not.toContain('Extra inputs');
    sandbox.import(start);
  });
});
