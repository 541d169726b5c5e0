import { letters } from '../../internal/hash.ts';
import { Clock } from '../engine/clock.ts';
import { controlsAfter, type Plugin, type PluginOptions } from '../engine/plugin.ts';
import { Refusal } from '../engine/refusal.ts';
import type { Caller } from '../engine/route.ts';
import { Store } from '../engine/store.ts';
import { anthropicControls } from './controls.ts';
import { seededCredentials } from './credentials.ts';
import { organization } from './organization/record.ts';
import { badRequest, forbidden, notFound, unauthorized } from './refuse.ts';
import { anthropicRoutes } from './routes.ts';
import { seedConsole } from './seed/console.ts';
import { seedEnterprise } from './seed/enterprise.ts';

const failures: Readonly<Record<number, string>> = {
  429: 'rate_limit_error',
  504: 'timeout_error',
  529: 'overloaded_error',
};

const versions = ['2023-06-01', '2026-10-21'];

const planes = ['console', 'enterprise'] as const;
type PlaneName = (typeof planes)[number];

const seeds = { console: seedConsole, enterprise: seedEnterprise } as const;

export interface AnthropicConnection {
  readonly base_url: string;
  /** Admin key of the Console organisation. */
  readonly admin_key: string;
  /** OAuth token with `org:admin` of the Console organisation. */
  readonly oauth_token: string;
  /** Scoped admin key of the Claude Enterprise organisation. */
  readonly enterprise_key: string;
}

export function anthropicPlugin(options: PluginOptions): Plugin<AnthropicConnection> {
  const { seed, clock } = options;
  const stores = { console: new Store(`anthropic:${seed}`), enterprise: new Store(`anthropic-enterprise:${seed}`) };
  const empty = stores.console.snapshot();
  const toSeed: Partial<Record<PlaneName, Date>> = {};

  /** Fills an organisation when it is first looked at, as of the moment of the start. */
  function open(plane: PlaneName): Store {
    const start = toSeed[plane];
    if (!start) return stores[plane];
    delete toSeed[plane];
    seeds[plane](stores[plane], { ...options, clock: new Clock(start) });
    return stores[plane];
  }

  function openAll(): void {
    for (const plane of planes) open(plane);
  }

  const keys = seededCredentials(seed);
  const callers: Readonly<Record<string, Caller>> = {
    [keys.adminKey]: { store: stores.console, kind: 'admin_key', id: 'admin_key' },
    [keys.oauthToken]: { store: stores.console, kind: 'oauth_token', id: 'oauth_token' },
    [keys.enterpriseKey]: { store: stores.enterprise, kind: 'enterprise_key', id: 'enterprise_key' },
  };

  return {
    prefix: '/anthropic',
    routes: anthropicRoutes,
    // The official Python SDK sends `?beta=true` with each call of its beta tree.
    ignored: ['beta'],

    seed() {
      for (const plane of planes) {
        stores[plane].restore(empty);
        toSeed[plane] = new Date(clock.now());
      }
    },

    authenticate(headers): Caller {
      const secret = headers['x-api-key'] ?? bearer(headers['authorization']);
      const caller = callers[secret];
      if (!caller) throw refusalOf(secret);
      const version = headers['anthropic-version'];
      if (version === undefined) throw badRequest('anthropic-version: header is required');
      if (!versions.includes(version)) throw badRequest(`anthropic-version: "${version}" is not a valid version`);
      open(caller.kind === 'enterprise_key' ? 'enterprise' : 'console');
      return caller;
    },

    invalid(_place, issue): Refusal {
      if (issue.code === 'unrecognized_keys') return badRequest(`${issue.keys[0]}: Extra inputs are not permitted`);
      const parameter = issue.path.join('.');
      if (issue.code === 'invalid_type' && issue.input === undefined) return badRequest(`${parameter}: Field required`);
      return badRequest(`${parameter}: ${issue.message}`);
    },

    unreadableBody: () => badRequest('The request body is not valid JSON.'),
    unknownPath(method, path) {
      const url = path.replace('/anthropic', '');
      if (!url.startsWith('/v1/organizations/')) return notFound('Not found');
      const message = `The sandbox does not have ${method} ${url}.`;
      return new Refusal(501, { type: 'error', error: { type: 'api_error', message } }, message);
    },
    wrongMethod: () =>
      new Refusal(
        405,
        { type: 'error', error: { type: 'invalid_request_error', message: 'Method Not Allowed' } },
        'wrong method',
      ),
    failure: (status) => {
      const type = failures[status] ?? 'api_error';
      const message = status === 429 ? 'This request would exceed your rate limit.' : 'The service failed to answer.';
      return new Refusal(status, { type: 'error', error: { type, message } }, message);
    },

    missingScope: (status, scope = 'read:members') => {
      const message = `This key does not have the scope ${scope}.`;
      const type = status === 401 ? 'authentication_error' : 'permission_error';
      return new Refusal(status, { type: 'error', error: { type, message } }, message);
    },

    controls: controlsAfter(openAll, anthropicControls(stores, clock)),

    requestId: (n) => `req_01${letters(22, 'anthropic', seed, n)}`,

    headers: (requestId, caller) => ({
      'request-id': requestId,
      ...(caller && { 'anthropic-organization-id': caller.store.read(organization).id }),
    }),

    envelope: (refusal, requestId) => ({ ...refusal.envelope, request_id: requestId }),

    connection: (origin) => ({
      base_url: `${origin}/anthropic`,
      admin_key: keys.adminKey,
      oauth_token: keys.oauthToken,
      enterprise_key: keys.enterpriseKey,
    }),

    snapshot() {
      openAll();
      return { console: stores.console.snapshot(), enterprise: stores.enterprise.snapshot() };
    },
    restore: (snapshot) => {
      openAll();
      if (snapshot['console']) stores.console.restore(snapshot['console']);
      if (snapshot['enterprise']) stores.enterprise.restore(snapshot['enterprise']);
    },
  };
}

function bearer(header: string | undefined): string {
  if (!header?.startsWith('Bearer ')) throw unauthorized('x-api-key header is required');
  return header.slice('Bearer '.length);
}

function refusalOf(secret: string): Refusal {
  if (secret.startsWith('sk-ant-admin01-') || secret.startsWith('sk-ant-api')) return unauthorized('invalid x-api-key');
  if (secret.startsWith('sk-ant-oat01-')) return forbidden('This OAuth token does not have the scope org:admin.');
  return unauthorized('invalid x-api-key');
}
