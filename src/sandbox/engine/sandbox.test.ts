import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { count } from './parameters.ts';
import type { Plugin, PluginOptions } from './plugin.ts';
import { Refusal } from './refusal.ts';
import { Binary, del, get, guarded, patch, post, put, type Route, WithHeaders } from './route.ts';
import { type SandboxOf, startSandboxOf } from './sandbox.ts';
import { collection, Store } from './store.ts';

/** A provider that nobody knows: it pages by a header, changes with PATCH and replaces with PUT. */

interface Member {
  readonly id: string;
  readonly name: string;
  readonly note: string | null;
}

const members = collection<Member>('members');

const refusal = (status: number, reason: string) => new Refusal(status, { reason }, reason);

const memberRoutes: readonly Route[] = [
  get(
    '/members',
    { query: z.strictObject({ per_page: count({ most: 10, usual: 2 }), after: z.string().default('') }) },
    (call) => {
      const { store, query } = call;
      const rest = store.in(members).where(({ id }) => id > query.after);
      const page = rest.slice(0, query.per_page);
      const last = page.at(-1)?.id;
      return new WithHeaders(
        page,
        rest.length > page.length ? { link: `</acme/members?after=${last}>; rel="next"` } : {},
      );
    },
  ),
  post('/members', { body: z.strictObject({ name: z.string() }) }, ({ store, body }) =>
    store.in(members).add({ id: store.newId('m_', 4), name: body.name, note: null }),
  ),
  patch(
    '/members/{id}',
    { body: z.strictObject({ name: z.string().optional(), note: z.string().optional() }) },
    ({ store, body, params: { id } }) =>
      store.in(members).change(id, {
        ...(body.name !== undefined && { name: body.name }),
        ...(body.note !== undefined && { note: body.note }),
      }),
  ),
  put('/members/{id}', { body: z.strictObject({ name: z.string() }) }, ({ store, body, params: { id } }) =>
    store.in(members).add({ id, name: body.name, note: null }),
  ),
  del('/members/{id}', {}, ({ store, params: { id } }) => ({ deleted: store.in(members).remove(id) })),
  get(
    '/members/{id}/card',
    {},
    ({ params: { id } }) => new WithHeaders(new Binary(new TextEncoder().encode(id), 'text/plain'), { etag: '"1"' }),
  ),
];

const ownersOnly = guarded(
  [
    ({ caller }) => {
      if (caller.kind !== 'owner') throw refusal(403, 'owners only');
    },
  ],
  [
    get(
      '/secrets',
      {
        guards: [
          () => {
            throw refusal(404, 'no secrets');
          },
        ],
      },
      () => [],
    ),
  ],
);

function acme({ seed }: PluginOptions): Plugin<{ base_url: string; token: string }> {
  const store = new Store(`acme:${seed}`);
  const empty = store.snapshot();
  const kinds: Readonly<Record<string, string>> = { 'token-owner': 'owner', 'token-guest': 'guest' };
  return {
    prefix: '/acme',
    routes: [...memberRoutes, ...ownersOnly],
    seed() {
      store.restore(empty);
      for (const id of ['m1', 'm2', 'm3']) store.in(members).add({ id, name: id, note: null });
    },
    authenticate({ authorization = '' }) {
      const kind = kinds[authorization];
      if (kind === undefined) throw refusal(401, 'who are you');
      return { store, kind, id: authorization };
    },
    invalid: (place, issue) => refusal(422, `${place}: ${issue.path.join('.')}`),
    unreadableBody: () => refusal(400, 'not JSON'),
    unknownPath: (method, path) => refusal(404, `${method} ${path}`),
    wrongMethod: (method, path) => refusal(405, `${method} ${path}`),
    failure: (status) => refusal(status, 'failed'),
    missingScope: (status) => refusal(status, 'scope'),
    controls: { rename_all: () => store.in(members).all().length },
    requestId: (n) => `r${n}`,
    headers: (requestId) => ({ 'x-request': requestId }),
    envelope: ({ envelope }, requestId) => ({ ...envelope, requestId }),
    connection: (origin) => ({ base_url: `${origin}/acme`, token: 'token-owner' }),
    snapshot: () => ({ all: store.snapshot() }),
    restore: ({ all }) => {
      if (all) store.restore(all);
    },
  };
}

let sandbox: SandboxOf<{ acme: typeof acme }>;
beforeEach(async () => {
  sandbox = await startSandboxOf({ acme });
});
afterEach(() => sandbox.close());

async function ask(method: string, path: string, body?: unknown, authorization = sandbox.acme.token) {
  const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
  const response = await fetch(sandbox.acme.base_url + path, { method, headers: { authorization }, ...sent });
  const text = await response.text();
  const isJson = response.headers.get('content-type') === 'application/json';
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

describe('a provider that is given to the sandbox', () => {
  it('has its connection under its name, and its controls', () => {
    expect(sandbox.connections).toEqual({ acme: { base_url: `${sandbox.url}/acme`, token: 'token-owner' } });
    expect(sandbox.acme).toBe(sandbox.connections.acme);
    expect(sandbox.control('acme', 'rename_all', {})).toBe(3);
  });

  it('is the only one there, and says so', async () => {
    // @ts-expect-error the map of providers says which there are
    expect(() => sandbox.control('other', 'accept_invite', {})).toThrow(
      'no such control: other/accept_invite; there are acme/rename_all',
    );
    const response = await fetch(`${sandbox.url}/__sandbox/acme/constructor`, { method: 'POST' });
    expect(await response.json()).toEqual({ error: 'no such control: acme/constructor; there are acme/rename_all' });
    expect((await fetch(`${sandbox.url}/other/projects`)).status).toBe(404);
  });

  it('is exported, imported and reset with the others', async () => {
    const state = sandbox.export();
    await ask('DELETE', '/members/m1');
    sandbox.import(state);
    expect((await ask('GET', '/members?per_page=10')).body).toHaveLength(3);
    await ask('DELETE', '/members/m1');
    sandbox.reset();
    expect((await ask('GET', '/members?per_page=10')).body).toHaveLength(3);
  });
});

describe('a route', () => {
  it('changes with PATCH what is named, and replaces with PUT', async () => {
    expect(await ask('PATCH', '/members/m2', { note: 'kept' })).toMatchObject({
      status: 200,
      body: { id: 'm2', name: 'm2', note: 'kept' },
    });
    expect((await ask('PUT', '/members/m2', { name: 'new' })).body).toEqual({ id: 'm2', name: 'new', note: null });
  });

  it.each(['POST', 'PUT', 'PATCH'])(
    'refuses with %s a body that does not fit, and one that is not JSON',
    async (method) => {
      const path = method === 'POST' ? '/members' : '/members/m2';
      expect(await ask(method, path, { name: 1 })).toMatchObject({ status: 422, body: { reason: 'body: name' } });
      expect(await ask(method, path, '{')).toMatchObject({ status: 400, body: { reason: 'not JSON' } });
    },
  );

  it('passes over the body of a DELETE', async () => {
    expect((await ask('DELETE', '/members/m2', '{')).body).toEqual({ deleted: true });
  });

  it('sets headers of its own beside those of the provider, such as the next page', async () => {
    const first = await ask('GET', '/members');
    expect(first.body.map(({ id }: Member) => id)).toEqual(['m1', 'm2']);
    expect(first.headers.get('link')).toBe('</acme/members?after=m2>; rel="next"');
    expect(first.headers.get('x-request')).toMatch(/^r\d+$/);
    const second = await ask('GET', '/members?after=m2');
    expect([second.body.length, second.headers.get('link')]).toEqual([1, null]);
  });

  it('sets headers on a file too', async () => {
    const { headers, body } = await ask('GET', '/members/m1/card');
    expect([headers.get('content-type'), headers.get('etag'), body]).toEqual(['text/plain', '"1"', 'm1']);
  });

  it('meets the conditions of its group before its own', async () => {
    expect((await ask('GET', '/secrets', undefined, 'token-guest')).body).toMatchObject({ reason: 'owners only' });
    expect((await ask('GET', '/secrets')).body).toMatchObject({ reason: 'no secrets' });
  });

  it('is refused under a method that it does not have', async () => {
    expect(await ask('PUT', '/members', { name: 'x' })).toMatchObject({
      status: 405,
      body: { reason: 'PUT /acme/members' },
    });
  });

  it('can be struck by a fault, whatever its method', async () => {
    sandbox.faults.add({ route: 'PATCH /acme/*', kind: 'error', status: 503 });
    expect((await ask('PATCH', '/members/m2', { note: 'x' })).status).toBe(503);
    expect((await ask('PUT', '/members/m2', { name: 'x' })).status).toBe(200);
  });
});
