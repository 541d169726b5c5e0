import type { z } from 'zod';
import { hex } from '../../internal/hash.ts';
import { Clock } from '../engine/clock.ts';
import { controlsAfter, type Plugin, type PluginOptions } from '../engine/plugin.ts';
import { Refusal } from '../engine/refusal.ts';
import type { Caller } from '../engine/route.ts';
import { Store } from '../engine/store.ts';
import { adminKeys, noteUse } from './admin-api-keys/record.ts';
import { openaiControls } from './controls.ts';
import { organization } from './organization.ts';
import { badRequest, unauthorized } from './refuse.ts';
import { openaiRoutes } from './routes.ts';
import { seededAdminKey, seedOpenAI } from './seed/seed.ts';

export interface OpenAIConnection {
  readonly base_url: string;
  readonly admin_key: string;
}

export function openaiPlugin({ seed, scale, clock }: PluginOptions): Plugin<OpenAIConnection> {
  const store = new Store(`openai:${seed}`);
  const empty = store.snapshot();
  let toSeed: Date | undefined;

  /** Fills the organisation when it is first looked at, as of the moment of the start. */
  function open(): Store {
    if (!toSeed) return store;
    const start = new Clock(toSeed);
    toSeed = undefined;
    seedOpenAI(store, { seed, scale, clock: start });
    return store;
  }

  return {
    prefix: '/openai/v1',
    routes: openaiRoutes,

    seed() {
      store.restore(empty);
      toSeed = new Date(clock.now());
    },

    authenticate(headers): Caller {
      const secret = bearer(headers['authorization']);
      const key = open()
        .in(adminKeys)
        .find((each) => each.secret === secret);
      if (!key) throw refusalOf(secret);
      if (key.expires_at !== null && key.expires_at <= clock.seconds())
        throw unauthorized('This API key has expired.', 'invalid_api_key');
      const asked = headers['openai-organization'];
      if (asked !== undefined && asked !== store.read(organization).id) {
        throw unauthorized(
          'OpenAI-Organization header should match organization for API key.',
          'mismatched_organization',
        );
      }
      noteUse(store, key, clock.seconds());
      return { store, kind: 'admin', id: key.id };
    },

    invalid(_place, issue): Refusal {
      const param = parameterName(issue);
      if (issue.code === 'unrecognized_keys')
        return badRequest(`Unknown parameter: '${issue.keys[0]}'.`, {
          param: issue.keys[0] ?? '',
          code: 'unknown_parameter',
        });
      if (issue.code === 'invalid_type' && issue.input === undefined) {
        return badRequest(`Missing required parameter: '${param}'.`, { param, code: 'missing_required_parameter' });
      }
      return badRequest(`Invalid value for '${param}': ${issue.message}.`, { param, code: 'invalid_value' });
    },

    unreadableBody: () => badRequest('We could not parse the JSON body of your request.'),

    unknownPath(method, path) {
      const url = path.replace('/openai', '');
      if (!/^\/v1\/(?:organization|projects)\//.test(url)) {
        return new Refusal(404, envelopeOf(`Invalid URL (${method} ${url})`, 'invalid_request_error'), 'unknown path');
      }
      const message = `The sandbox does not have ${method} ${url}.`;
      return new Refusal(501, envelopeOf(message, 'server_error', 'not_in_sandbox'), message);
    },

    wrongMethod(method, path) {
      const message = `Invalid method for URL (${method} ${path.replace('/openai', '')})`;
      return new Refusal(405, envelopeOf(message, 'invalid_request_error', 'method_not_supported'), message);
    },

    failure: (status) => failure(status),

    missingScope: (status, scope = 'api.management.read') =>
      new Refusal(
        status,
        envelopeOf(
          `You have insufficient permissions for this operation. Missing scopes: ${scope}. Check that you have the correct role in your organization.`,
          'invalid_request_error',
        ),
        'missing scope',
      ),

    controls: controlsAfter(open, openaiControls(store, clock)),

    requestId: (n) => `req_${hex(32, 'openai', seed, n)}`,

    headers: (requestId, caller) => ({
      'x-request-id': requestId,
      'openai-version': '2020-10-01',
      'openai-processing-ms': '5',
      ...(caller && { 'openai-organization': store.read(organization).id }),
    }),

    envelope: (refusal) => refusal.envelope,

    connection: (origin) => ({ base_url: `${origin}/openai/v1`, admin_key: seededAdminKey(seed) }),

    snapshot: () => ({ organization: open().snapshot() }),
    restore: (snapshot) => {
      toSeed = undefined;
      if (snapshot['organization']) store.restore(snapshot['organization']);
    },
  };
}

function failure(status: number): Refusal {
  if (status === 429) {
    const message = "You're making too many requests, please slow down.";
    return new Refusal(429, envelopeOf(message, 'rate_limit_error', 'slow_down'), message);
  }
  const message = 'The server had an error while processing your request.';
  return new Refusal(status, envelopeOf(message, 'server_error'), message);
}

function envelopeOf(message: string, type: string, code: string | null = null) {
  return { error: { message, type, param: null, code } };
}

function bearer(header: string | undefined): string {
  if (!header?.startsWith('Bearer ')) {
    throw unauthorized(
      "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth.",
    );
  }
  return header.slice('Bearer '.length);
}

function refusalOf(secret: string): Refusal {
  if (!secret.startsWith('sk-admin-') && secret.startsWith('sk-')) {
    return unauthorized(
      'You have insufficient permissions for this operation. Missing scopes: api.management.read. Administration endpoints need an admin API key.',
    );
  }
  return unauthorized(`Incorrect API key provided: ${secret.slice(0, 8)}***${secret.slice(-4)}.`, 'invalid_api_key');
}

function parameterName(issue: z.core.$ZodIssue): string {
  return issue.path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${String(part)}`))
    .join('');
}
