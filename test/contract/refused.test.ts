import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OperationCall, ProviderOperation, Refused } from '../../src/catalogue/define.ts';
import { catalogue, findOperation } from '../../src/catalogue/index.ts';
import { parameterNames, parameterOf } from '../../src/catalogue/parameters.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { providerOperation } from '../support/provider-operation.ts';
import { sampleInput } from '../support/sample-input.ts';
import { World } from '../support/world.ts';

type Json = Record<string, unknown>;
type Write = Exclude<ProviderOperation, { risk: 'read' }>;

const writes = catalogue.filter((operation): operation is Write => operation.risk !== 'read');

/** What depends on the values sent, on what else there is, or on the caller: no field can know it, and each try may end otherwise. */
const otherRefusals: readonly RegExp[] = [
  /already/i,
  /is taken/,
  /at most/i,
  /at least one/,
  /exceed/,
  /still (?:assigned|refers|running)/,
  /not (?:approved|available|a member|a service account|a workspace|entitled)/,
  /(?:required|Invalid|Unknown|Missing|should be|should list|must be|must have|has no limit)/,
  /no (?:object|external key|workspace|live|user profile|cursor|project)/i,
  /cannot be (?:set|given|assigned)/,
  /takes no repl|reply mode/,
  /would (?:accept|remain)|no workspace would/,
  /Only one of/,
  /organizations set user limits/,
  /on (?:the|this) group/,
];

/** What the reads of the API do not show, and so nobody can know before. */
const notShown: readonly RegExp[] = [
  // Which bundles and channels are kept in the provider's own pages.
  /This bundle is managed in claude\.ai/,
  /A group direct message takes no settings/,
  // What the roles of a group grant.
  /A role of this RBAC group grants owner access/,
  // A rule of the issuer has a scope that only the Console gives; the read of the issuer does not show its rules.
  /of this issuer grants/,
  // Which kind of organisation it is, of a limit that both kinds have.
  /limit of the scope organization cannot be deleted/,
  // In which projects it is active.
  /deactivate it for the organization and every project/,
  /did not pass its content scan|content scan of this version/,
];

type Plane = 'console' | 'enterprise';

let sandbox: Sandbox;
let world: World;
let start: ReturnType<Sandbox['export']>;
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, now: new Date('2026-11-03T12:00:00Z') });
  world = new World(sandbox);
  await endSome(world);
  start = withConsoleRule(sandbox.export());
});
afterAll(() => sandbox.close());

/** One of each kind that a write can end, and one that others hang on. */
async function endSome(world: World): Promise<void> {
  const run = (id: string, input: Json) => world.run({ id, input });
  const made = async (id: string, known: Json = {}) => world.make(providerOperation(id) as Write, known);
  const account = (await made('anthropic.service_accounts.create')).result;
  await run('anthropic.service_accounts.archive', { service_account_id: account['id'] });
  const rule = (await made('anthropic.federation.rules.create')).result;
  await run('anthropic.federation.rules.archive', { federation_rule_id: rule['id'] });
  const issuer = (await made('anthropic.federation.issuers.create')).result;
  await run('anthropic.federation.issuers.archive', { federation_issuer_id: issuer['id'] });
  await run('anthropic.federation.issuers.get', { federation_issuer_id: issuer['id'] });
  const { data: requests } = await run('anthropic.spend_limits.increase_requests.list', {});
  const [granted, refused] = requests as Json[];
  const request = (each: Json | undefined) => ({ spend_limit_increase_request_id: each?.['id'] });
  await run('anthropic.spend_limits.increase_requests.approve', { ...request(granted), amount: '90000' });
  await run('anthropic.spend_limits.increase_requests.deny', request(refused));
  const { data: slack } = await run('anthropic.claude_tag.slack_workspaces.list', {});
  const [{ slack: ids } = { slack: {} }] = slack as { slack: Json }[];
  const channel = { channel_id: 'C0ENABLED', workspace_id: ids['workspace_id'] };
  await run('anthropic.claude_tag.slack_channels.create', { slack: channel, settings: { enabled: true } });
  const { result: storage } = await made('anthropic.external_storage.create');
  await run('anthropic.external_storage.activate', { external_storage_id: storage['id'] });
  const external = { type: 'external', external_storage_id: storage['id'] };
  await run('anthropic.workspaces.create', {
    name: 'Sealed',
    inference_data_privacy: { human_review: { type: 'disabled' }, safeguards_storage: external },
  });
  const certificate = (await made('openai.certificates.create')).result;
  await run('openai.certificates.activate', { certificate_ids: [certificate['id']] });
  const { result: key } = await made('openai.external_keys.create');
  const { result: project } = await made('openai.projects.create');
  await run('openai.projects.update', { project_id: project['id'], external_key_id: key['id'] });
}

/** A rule as only the Console makes them. */
function withConsoleRule(state: ReturnType<Sandbox['export']>): ReturnType<Sandbox['export']> {
  const text = JSON.stringify(state);
  return JSON.parse(text.replace('"oauth_scope":"workspace:developer"', '"oauth_scope":"org:admin"'));
}

interface Try {
  readonly operation: string;
  readonly input: Json;
  readonly foretold: Refused | undefined;
  readonly status: number | undefined;
  /** What the sandbox said, when it refused. */
  readonly answer: string | undefined;
}

describe('what a provider always refuses', () => {
  it.each(writes.map((operation) => [operation.id, operation] as const))(
    '%s',
    { timeout: 60_000 },
    async (_id, operation) => {
      const tries: Try[] = [];
      sandbox.import(start);
      for (const target of await targetsOf(operation)) {
        for (const change of await changesOf(operation)) tries.push(await attempt(operation, target, change));
      }
      const wrong = tries.filter(({ foretold, answer }) => foretold !== undefined && answer === undefined);
      expect(wrong).toEqual([]);
      const surprising = tries.filter(
        ({ foretold, status = 0, answer = '' }) =>
          foretold === undefined &&
          [400, 403, 409].includes(status) &&
          ![...otherRefusals, ...notShown].some((pattern) => pattern.test(answer)),
      );
      expect(surprising).toEqual([]);
      seen.push(...tries.filter(({ foretold }) => foretold !== undefined));
    },
  );

  const seen: Try[] = [];

  it('is met in this sandbox for every operation that foretells it, and said in a sentence', () => {
    const met = new Set(seen.map(({ operation }) => operation));
    const never = writes.filter(({ id, refusedWhen }) => refusedWhen && !met.has(id)).map(({ id }) => id);
    expect(never).toEqual([]);
    for (const { foretold } of seen) expect(foretold?.reason).toMatch(/^[A-Z].*\.$/);
  });
});

async function attempt(operation: Write, { plane, known }: Target, change: Json): Promise<Try> {
  sandbox.import(start);
  const sample = { ...sampleInput(operation), ...known };
  const input: Json = { ...(await world.inputFor(operation, known).catch(() => sample)), ...change };
  const stateOf = (call: OperationCall | undefined) =>
    call ? world.call(providerOperation(call.id), { ...call.input }, plane).catch(() => null) : null;
  const before = await stateOf(operation.before?.(input));
  const within = await stateOf(operation.within?.({ input, before }));
  const now = new Date(sandbox.clock.now());
  const foretold = operation.refusedWhen?.({ input, before, within, now });
  const refusal = await world.call(operation, input, plane).then(
    () => undefined,
    (error: { status?: number; message: string }) => error,
  );
  return { operation: operation.id, input, foretold, status: refusal?.status, answer: refusal?.message };
}

interface Target {
  readonly plane: Plane;
  readonly known: Json;
}

/** Ids for the path, drawn from what the sandbox holds: at each step every kind of thing once. */
async function targetsOf(operation: Write): Promise<Target[]> {
  const path = operation.http.slice(operation.http.indexOf('/'));
  const planes: readonly Plane[] = operation.provider === 'openai' ? ['console'] : planesOf(operation);
  const targets = await Promise.all(planes.map((plane) => targetsOn(plane, path)));
  return targets.flat().slice(0, 40);
}

function planesOf({ planes }: ProviderOperation): readonly Plane[] {
  return (planes as readonly Plane[] | undefined) ?? ['console', 'enterprise'];
}

async function targetsOn(plane: Plane, path: string): Promise<Target[]> {
  let targets: Target[] = [{ plane, known: {} }];
  for (const [hole, name = ''] of path.matchAll(/\/\{([^}]+)\}/g)) {
    const list = listOf(path.slice(0, path.indexOf(hole)), name);
    if (!list) return targets;
    const found = await Promise.all(
      targets.map(async ({ known }) => ({
        known,
        ids: (await everyItem(list, known, plane)).map((item) => item['id'] ?? item[name]),
      })),
    );
    // What is archived does not say what it holds; there any id does.
    const any = found.find(({ ids }) => ids.length > 0)?.ids[0];
    if (any === undefined) return targets;
    targets = found.flatMap(({ known, ids }) =>
      (ids.length > 0 ? ids : [any]).map((id) => ({ plane, known: { ...known, [name]: id } })),
    );
  }
  return targets;
}

/** The list below which the id stands, or else the one that belongs to the read of such an id. */
function listOf(path: string, name: string): ProviderOperation | undefined {
  const reader = catalogue.find(({ http }) => http.startsWith('GET ') && http.endsWith(`/{${name}}`))?.http ?? '';
  const paths = [`GET ${path}`, reader.slice(0, reader.lastIndexOf('/'))];
  return paths.map((each) => catalogue.find(({ http }) => http === each)).find((each) => each !== undefined);
}

async function everyItem(list: ProviderOperation, known: Json, plane: Plane): Promise<Json[]> {
  const names = parameterNames(list.input());
  const flags = names.filter((name) => name.startsWith('include_') && parameterOf(list.input(), name)?.kind === 'flag');
  const own = Object.fromEntries(Object.entries(known).filter(([name]) => names.includes(name)));
  const input = {
    ...(await world.inputFor(list, own).catch(() => own)),
    ...Object.fromEntries(flags.map((name) => [name, true])),
    ...(names.includes('limit') && { limit: 100 }),
    ...own,
  };
  const { data } = await world.call(list, input, plane).catch(() => ({ data: [] }));
  return oneOfEachKind(data as Json[]);
}

/** Items differ in kind where a field with few values differs: a status, a role, whether it is archived. */
function oneOfEachKind(items: readonly Json[]): Json[] {
  const kinds = Map.groupBy(items, (item) =>
    JSON.stringify([
      item['status'],
      item['role'],
      item['source_type'],
      item['is_scim_managed'],
      item['predefined_role'],
      item['name'] === 'Default project' || item['name'] === 'Default',
      item['archived_at'] === null,
      (item['owner'] as Json | undefined)?.['type'],
      item['source'],
      item['oauth_scope'],
      item['implicit'],
      item['active'],
      item['marketplace_id'],
      (item['api_project_ids'] as unknown[] | undefined)?.length === 0,
      (item['attachment'] as Json | undefined)?.['type'],
      (item['workspaces'] as Json | undefined)?.['type'],
      (item['scope'] as Json | undefined)?.['type'],
      (item['settings'] as Json | undefined)?.['enabled'],
    ]),
  );
  return [...kinds.values()].flatMap((alike) => alike.slice(0, 1));
}

/** What is sent besides the ids: nothing optional, and each of the fields that decide. */
async function changesOf(operation: Write): Promise<Json[]> {
  const schema = operation.input();
  const all = sampleInput(operation, 'all');
  const deciding = parameterNames(schema).flatMap((name): Json[] => {
    const parameter = parameterOf(schema, name);
    if (!parameter) return [];
    if (['status', 'role'].includes(name) && parameter.kind === 'enum')
      return parameter.members.map((member) => ({ [name]: member }));
    return !parameter.required && ['name', 'description', 'provider_config'].includes(name)
      ? [{ [name]: all[name] }]
      : [];
  });
  const marketplaces =
    parameterOf(schema, 'marketplace_id')?.required === false
      ? await everyItem(providerOperation('anthropic.plugin_marketplaces.list'), {}, 'enterprise')
      : [];
  const workspaces =
    parameterOf(schema, 'scope')?.kind === 'choice'
      ? await everyItem(providerOperation('anthropic.workspaces.list'), {}, 'console')
      : [];
  const members =
    parameterNames(schema).includes('email') && operation.http.endsWith('/invites')
      ? await everyItem(providerOperation(`${operation.provider}.users.list`), {}, 'console')
      : [];
  return [
    {},
    ...deciding,
    ...members.slice(0, 1).map(({ email }) => ({ email: String(email).toUpperCase() })),
    ...marketplaces.map(({ id }) => ({ marketplace_id: id })),
    ...workspaces.map(({ id }) => ({ scope: { type: 'workspace', workspace_id: id } })),
  ];
}

it('asks only reads of the catalogue what a write is done in', () => {
  for (const operation of writes) {
    const call = operation.within?.({ input: sampleInput(operation), before: null });
    if (call) expect(findOperation(call.id)?.risk, operation.id).toBe('read');
  }
});
