import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { apiKeys } from '../../src/sandbox/anthropic/api-keys.ts';
import { seedConsoleDemand } from '../../src/sandbox/anthropic/demand.ts';
import { seedEnterpriseDemand } from '../../src/sandbox/anthropic/demand-enterprise.ts';
import { organization } from '../../src/sandbox/anthropic/organization/record.ts';
import { anthropicPlugin } from '../../src/sandbox/anthropic/plugin.ts';
import { users } from '../../src/sandbox/anthropic/users/record.ts';
import { streams } from '../../src/sandbox/demand/demand.ts';
import { Clock } from '../../src/sandbox/engine/clock.ts';
import { Dispatcher } from '../../src/sandbox/engine/dispatch.ts';
import type { Plugin } from '../../src/sandbox/engine/plugin.ts';
import { seedOpenAIDemand } from '../../src/sandbox/openai/demand.ts';
import { openaiPlugin } from '../../src/sandbox/openai/plugin.ts';
import { projectApiKeys } from '../../src/sandbox/openai/projects/api-keys.ts';

/**
 * A provider of the sandbox inside the test's process, with a few keys of the test's own, so that a test can look into
 * its store and does not depend on what the seed holds.
 */

const names = [
  'prod-api',
  'prod-chat',
  'batch-nightly',
  'ines-dev',
  'queue-retry',
  'legacy-importer',
  'claude_code_key_ines',
];
const day = 86_400_000;
export const defaultWorkspace = 'wrkspc_01default';

export function anthropicInProcess(now: Date) {
  const clock = new Clock(now);
  const options = { seed: 1, scale: 1, clock };
  const plugin = anthropicPlugin(options);
  plugin.seed();
  const connection = plugin.connection('http://sandbox');
  const fetch = fetchFrom(plugin, clock);
  const clientWith = (apiKey: string) => new Anthropic({ apiKey, baseURL: connection.base_url, maxRetries: 0, fetch });
  const storeOf = (secret: string) =>
    plugin.authenticate({ 'x-api-key': secret, 'anthropic-version': '2023-06-01' }).store;
  const store = storeOf(connection.admin_key);
  store.in(apiKeys).removeWhere(() => true);
  store.in(users).removeWhere(() => true);
  store.in(streams).removeWhere(() => true);
  store.write(organization, { ...store.read(organization), default_workspace_id: defaultWorkspace });
  store
    .in(users)
    .add({ id: 'user_01ines', name: 'Ines', email: 'ines@x.example', role: 'user', added_at: '2026-01-01T00:00:00Z' });
  for (const [index, name] of names.entries()) {
    store.in(apiKeys).add({
      id: `apikey_01${index}`,
      name,
      status: 'active',
      created_at: new Date(now.getTime() - (60 + index * 50) * day).toISOString(),
      expires_at: null,
      partial_key_hint: 'sk-ant-...',
      created_by: { id: 'user_01ines', type: 'user' },
      principal: null,
      workspace_id: index % 2 === 0 ? defaultWorkspace : 'wrkspc_01other',
    });
  }
  seedConsoleDemand(store, options);
  const enterprise = storeOf(connection.enterprise_key);
  enterprise.in(users).removeWhere(() => true);
  enterprise.in(streams).removeWhere(() => true);
  for (const name of ['ana', 'ben', 'cleo']) {
    enterprise
      .in(users)
      .add({ id: `user_01${name}`, name, email: `${name}@x.example`, role: 'user', added_at: '2026-02-01T00:00:00Z' });
  }
  seedEnterpriseDemand(enterprise, options);
  return {
    clock,
    store,
    enterpriseStore: enterprise,
    client: clientWith(connection.admin_key),
    enterprise: clientWith(connection.enterprise_key),
  };
}

export function openaiInProcess(now: Date) {
  const clock = new Clock(now);
  const options = { seed: 1, scale: 1, clock };
  const plugin = openaiPlugin(options);
  plugin.seed();
  const connection = plugin.connection('http://sandbox');
  const { store } = plugin.authenticate({ authorization: `Bearer ${connection.admin_key}` });
  store.in(projectApiKeys).removeWhere(() => true);
  store.in(streams).removeWhere(() => true);
  for (const [index, name] of [...names, 'support-agent', 'search-api', 'prod-voice'].entries()) {
    store.in(projectApiKeys).add({
      id: `key_${index}`,
      project_id: `proj_${index % 5}`,
      name,
      redacted_value: 'sk-...',
      created_at: clock.seconds() - (60 + index * 40) * 86_400,
      last_used_at: clock.seconds() - 60,
      expires_at: null,
      scopes: [],
      owner: { type: 'user', id: `user-${index % 3}` },
    });
  }
  seedOpenAIDemand(store, options);
  const client = new OpenAI({
    adminAPIKey: connection.admin_key,
    apiKey: connection.admin_key,
    baseURL: connection.base_url,
    maxRetries: 0,
    fetch: fetchFrom(plugin, clock),
  });
  return { clock, store, client };
}

function fetchFrom(plugin: Plugin, clock: Clock): typeof fetch {
  const dispatcher = new Dispatcher([plugin], clock);
  return async (input, init) => {
    const { pathname, search } = new URL(String(input));
    const request = {
      method: init?.method ?? 'GET',
      target: pathname + search,
      headers: Object.fromEntries(new Headers(init?.headers)),
      body: new TextEncoder().encode(typeof init?.body === 'string' ? init.body : ''),
    };
    const reply = await dispatcher.answer(request, plugin);
    return new Response(typeof reply.body === 'string' ? reply.body : new Uint8Array(reply.body), {
      status: reply.status,
      headers: { 'content-type': 'application/json', ...reply.headers },
    });
  };
}
