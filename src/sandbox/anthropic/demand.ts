import { unit } from '../../internal/hash.ts';
import type { Rhythm } from '../demand/demand.ts';
import {
  addUse,
  beginningOf,
  type Purpose,
  planKeys,
  purposeOf,
  requestsFor,
  rhythmOf,
  staleSince,
} from '../demand/demand-plan.ts';
import { day } from '../demand/usage.ts';
import type { PluginOptions } from '../engine/plugin.ts';
import type { Store } from '../engine/store.ts';
import { type ApiKey, apiKeys } from './api-keys.ts';
import { addClaudeCode } from './demand-claude-code.ts';
import { profiles } from './demand-profiles.ts';
import { addWay, type Demand, waysOf } from './demand-ways.ts';
import { organization } from './organization/record.ts';
import { users } from './users/record.ts';

/** The demand of the seeded Console organisation: what each key uses, sized by what it costs a day. */

const dollarsPerDay = 60_000 / 30;
/** Parts of the spend. */
const parts = {
  keys: 0.78,
  claudeCode: 0.18,
  workbench: 0.012,
  managedAgent: 0.02,
  codeExecution: 0.005,
  federated: 0.01,
};

export function seedConsoleDemand(store: Store, { scale, clock }: PluginOptions): void {
  const now = clock.now();
  const dollars = dollarsPerDay * scale;
  const coding = store.in(apiKeys).where((key) => isForClaudeCode(key));
  const others = store.in(apiKeys).where((key) => !isForClaudeCode(key));
  addKeys(store, others, dollars * parts.keys, now);
  for (const key of coding) {
    const demand = demandOf(store, key, 'development', (dollars * parts.claudeCode) / coding.length, now);
    const account_id = key.created_by?.type === 'user' ? key.created_by.id : null;
    const person = account_id === null ? {} : { ...personOf(store, account_id), account_id };
    addClaudeCode(store, { ...demand, dimensions: { ...demand.dimensions, ...person, customer_type: 'api' } }, now);
  }
  addWorkbench(store, dollars * parts.workbench, Math.ceil(4 * scale), now);
  const main = others.find((key) => purposeOf(key.name) === 'production' && endOf(key, now) === null);
  if (main) addOtherServices(store, main, dollars, now);
  const account = others.find(({ principal }) => principal?.type === 'service_account_actor');
  if (account) addFederated(store, account, dollars * parts.federated, now);
}

function isForClaudeCode({ name }: ApiKey): boolean {
  return /claude[_ -]?code/i.test(name);
}

function addKeys(store: Store, keys: readonly ApiKey[], whole: number, now: number): void {
  for (const { key, purpose, dollars } of planKeys(keys, whole, (each) => endOf(each, now) !== null)) {
    const demand = demandOf(store, key, purpose, dollars, now);
    for (const way of waysOf(key.id, purpose)) addWay(store, demand, way, now);
  }
}

function demandOf(store: Store, key: ApiKey, purpose: Purpose, dollarsPerDay: number, now: number): Demand {
  const from = beginningOf(Date.parse(key.created_at), now);
  const ended = personGone(store, key, now) ?? endOf(key, now);
  const { principal } = key;
  return {
    id: key.id,
    dimensions: {
      api_key_id: key.id,
      workspace_id: key.workspace_id,
      ...(principal?.type === 'user_actor' && personOf(store, principal.user_id)),
      ...(principal?.type === 'service_account_actor' && { service_account_id: principal.service_account_id }),
    },
    rhythm: rhythmOf(key.id, purpose, now),
    from,
    until: purpose === 'stale' ? staleSince(from, now) : ended,
    retired: purpose === 'stale',
    dollarsPerDay,
  };
}

/** When the use of a key ended or will end; null while it goes on. */
function endOf({ id, status, created_at, expires_at }: ApiKey, now: number): number | null {
  const ended = status === 'inactive' || status === 'archived';
  const stopped = Math.max(Date.parse(created_at), now - (5 + Math.floor(unit(id, 'ended') * 50)) * day);
  if (expires_at === null) return ended ? stopped : null;
  return ended ? Math.min(stopped, Date.parse(expires_at)) : Date.parse(expires_at);
}

/** A person's own key dies with the membership; a workspace's key lives on. */
function personGone(store: Store, { id, principal }: ApiKey, now: number): number | null {
  if (principal?.type !== 'user_actor' || store.in(users).has(principal.user_id)) return null;
  return now - (10 + Math.floor(unit(id, 'left') * 20)) * day;
}

/** The name stays in the reports when the person has left. */
function personOf(store: Store, user_id: string) {
  const person = store.in(users).get(user_id);
  return { user_id, user_email: person?.email ?? null, user_name: person?.name ?? null };
}

/** What people try in the Console, without a key, in the default workspace. */
function addWorkbench(store: Store, dollars: number, people: number, now: number): void {
  const workspace_id = store.read(organization).default_workspace_id;
  for (const { id } of store.in(users).all().slice(0, people)) {
    const demand: Demand = {
      id,
      dimensions: { workspace_id, ...personOf(store, id), account_id: id },
      rhythm: rhythmOf(id, 'development', now),
      from: beginningOf(now - 200 * day, now),
      until: null,
      retired: false,
      dollarsPerDay: dollars / people,
    };
    addWay(store, demand, { family: 'opus', profile: profiles.chat, product: 'claude_console', part: 1 }, now);
  }
}

/** A service account also works without its key, by workload identity federation. */
function addFederated(store: Store, key: ApiKey, dollars: number, now: number): void {
  const demand = demandOf(store, key, 'production', dollars, now);
  const federated = { ...demand, dimensions: { ...demand.dimensions, api_key_id: null } };
  addWay(store, federated, { family: 'sonnet', profile: profiles.classify, product: 'messages_api', part: 1 }, now);
}

/** Code execution, which has no model, and a managed agent, which is paid by token and by hour. */
function addOtherServices(store: Store, key: ApiKey, dollars: number, now: number): void {
  const from = beginningOf(Math.max(Date.parse(key.created_at), now - 150 * day), now);
  const rhythm: Rhythm = { shape: 'steady', growth: 0.001 };
  const dimensions = { api_key_id: key.id, workspace_id: key.workspace_id };
  const hundredths = requestsFor(dollars * parts.codeExecution, 0.0005, rhythm.shape);
  const perDay = { requests: hundredths / 12, container_hundredths: hundredths };
  const code = { ...nothingElse, ...dimensions };
  addUse(store, { dataset: 'code_execution', dimensions: code, rhythm, from, until: null, perDay }, now);
  const agent = {
    agent_id: store.newId('agent_01', 22),
    environment_id: store.newId('env_01', 22),
    deployment_id: store.newId('depl_01', 22),
    session_id: store.newId('sesn_01', 22),
  };
  const demand: Demand = {
    id: agent.agent_id,
    dimensions: { ...dimensions, ...agent },
    rhythm,
    from,
    until: null,
    retired: false,
    dollarsPerDay: dollars * parts.managedAgent,
  };
  const perRequest = { session_hundredths: 0.6 };
  addWay(
    store,
    demand,
    { family: 'sonnet', profile: profiles.agent, product: 'managed_agents_api', part: 1, perRequest },
    now,
  );
}

const nothingElse = {
  model: null,
  product: null,
  service_tier: null,
  context_window: null,
  inference_geo: null,
  speed: null,
  user_id: null,
  account_id: null,
  service_account_id: null,
};
