import { z } from 'zod';
import { count } from '../../../../src/sandbox/engine/parameters.ts';
import type { Plugin, PluginMaker } from '../../../../src/sandbox/engine/plugin.ts';
import { Refusal } from '../../../../src/sandbox/engine/refusal.ts';
import { del, get, patch, type Route, WithHeaders } from '../../../../src/sandbox/engine/route.ts';
import { collection, Store } from '../../../../src/sandbox/engine/store.ts';

interface Team {
  readonly id: string;
  readonly name: string;
  readonly motto: string;
}

interface AcmeConnection {
  readonly base_url: string;
  readonly key: string;
}

const prefix = '/acme/v1';
const key = 'acme-admin-0123456789abcdef0123456789';

const teams = collection<Team>('teams');

const refusal = (status: number, reason: string) => new Refusal(status, { reason }, reason);

const routes: readonly Route[] = [
  get(
    '/teams',
    { query: z.strictObject({ limit: count({ most: 3, usual: 2 }), after: z.string().default('') }) },
    ({ store, query: { limit, after } }) => {
      const rest = store.in(teams).where(({ id }) => id > after);
      const page = rest.slice(0, limit);
      const next = `<${prefix}/teams?after=${page.at(-1)?.id}>; rel="next"`;
      return new WithHeaders(page, rest.length > page.length ? { link: next } : {});
    },
  ),
  get('/teams/{id}', {}, ({ store, params: { id } }) => teamIn(store, id)),
  patch(
    '/teams/{id}',
    { body: z.strictObject({ name: z.string().optional(), motto: z.string().optional() }) },
    ({ store, params: { id }, body: { name, motto } }) => {
      teamIn(store, id);
      return store.in(teams).change(id, { ...(name !== undefined && { name }), ...(motto !== undefined && { motto }) });
    },
  ),
  del('/teams/{id}', {}, ({ store, params: { id } }) => {
    teamIn(store, id);
    return { deleted: store.in(teams).remove(id) };
  }),
];

function teamIn(store: Store, id: string): Team {
  const team = store.in(teams).where((each) => each.id === id)[0];
  if (!team) throw refusal(404, `no team ${id}`);
  return team;
}

export const acmePlugin: PluginMaker<AcmeConnection> = ({ seed }): Plugin<AcmeConnection> => {
  const store = new Store(`acme:${seed}`);
  const empty = store.snapshot();
  return {
    prefix,
    routes,
    seed() {
      store.restore(empty);
      for (const [place, name] of ['Data', 'Design', 'Legal', 'Platform', 'Sales'].entries())
        store.in(teams).add({ id: `team_${place + 1}`, name, motto: 'none yet' });
    },
    authenticate(headers) {
      if (headers['x-acme-key'] !== key) throw refusal(401, 'unknown key');
      return { store, kind: 'admin', id: 'admin' };
    },
    invalid: (place, issue) => refusal(422, `${place}: ${issue.path.join('.')}`),
    unreadableBody: () => refusal(400, 'not JSON'),
    unknownPath: (method, path) => refusal(404, `${method} ${path}`),
    wrongMethod: (method, path) => refusal(405, `${method} ${path}`),
    failure: (status) => refusal(status, 'failed'),
    missingScope: (status) => refusal(status, 'scope'),
    controls: {},
    requestId: (n) => `trace-${n}`,
    headers: (requestId) => ({ 'x-acme-trace': requestId, 'x-acme-organization': 'org_acme' }),
    envelope: ({ envelope }) => envelope,
    connection: (origin) => ({ base_url: origin + prefix, key }),
    snapshot: () => ({ all: store.snapshot() }),
    restore: ({ all }) => {
      if (all) store.restore(all);
    },
  };
};
