import { Anthropic } from '@anthropic-ai/sdk';
import fc from 'fast-check';
import { OpenAI } from 'openai';
import type { OperationCall, ProviderOperation } from '../../src/catalogue/define.ts';
import { catalogue } from '../../src/catalogue/index.ts';
import { type Clients, providerOf } from '../../src/providers/index.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { certificatePem } from './certificate.ts';
import { providerOperation } from './provider-operation.ts';
import { sampleInput } from './sample-input.ts';

type Json = Record<string, unknown>;
type Write = Exclude<ProviderOperation, { risk: 'read' }>;

export interface Made {
  readonly input: Json;
  readonly before: Json | undefined;
  readonly result: Json;
  /** The read that shows what was made. */
  readonly shown: OperationCall | undefined;
}

/** Names of parameters that mean the id of a thing whose own calls name it differently. */
const aliases: Readonly<Record<string, string>> = { issuer_id: 'federation_issuer_id', served_version_id: 'version' };

/** What a schema alone cannot say: values that have to fit each other, or something outside. */
const fitting: Readonly<Record<string, (world: World, input: Json) => Promise<Json> | Json>> = {
  'anthropic.external_keys.create': () => ({ provider_config: awsKey('1') }),
  'anthropic.external_keys.update': () => ({ provider_config: awsKey('2') }),
  'anthropic.spend_limits.set': async (world) => ({
    amount: '50000',
    scope: { type: 'workspace', workspace_id: await world.idFor('workspace_id', 'anthropic.workspaces.update') },
  }),
  'anthropic.plugins.create': (world) => ({ files: world.archive() }),
  'anthropic.plugins.versions.create': (world) => ({ files: world.archive() }),
  'anthropic.plugins.update': async (world, { plugin_id }) => {
    const { data } = await world.run({ id: 'anthropic.plugins.versions.list', input: { plugin_id } });
    return { served_version_id: (data as Json[])[0]?.['id'] };
  },
  'anthropic.telemetry_destinations.create': () => ({ workspaces: { type: 'include' } }),
  'anthropic.telemetry_destinations.update': () => ({ display_name: 'renamed' }),
  'anthropic.claude_tag.slack_channels.create': (world) => ({
    slack: { channel_id: world.slackChannel(), workspace_id: 'T04NORTHWIND' },
    settings: { enabled: false },
  }),
  'anthropic.claude_tag.slack_channels.update': () => ({ settings: { enabled: true, instructions: 'Be brief.' } }),
  'anthropic.plugins.installation_settings.remove': () => ({ target: 'organization' }),
  'anthropic.plugins.installation_settings.set': () => ({ target: 'organization' }),
  'anthropic.claude_tag.bundles.targets.create': async (world) => ({
    bundle_id: await world.openBundle(),
    target: {
      type: 'slack_channel',
      slack_channel_id: await world.idFor('id', 'anthropic.claude_tag.slack_channels.update'),
    },
  }),
  'anthropic.claude_tag.bundles.targets.delete': attachment,
  'anthropic.claude_tag.bundles.targets.get': attachment,
  'anthropic.claude_tag.slack_channels.list': async (world) => {
    const { data } = await world.run({ id: 'anthropic.claude_tag.slack_workspaces.list', input: {} });
    return { slack_workspace_id: (data as { slack: { workspace_id: string } }[])[0]?.slack.workspace_id };
  },
  'anthropic.plugins.shares.list': async (world) => {
    const { data } = await world.run({ id: 'anthropic.plugins.list', input: { owner_type: 'user' } });
    return { plugin_id: (data as Json[])[0]?.['id'] };
  },
  'anthropic.external_storage.create': (world) => ({
    provider_config: { type: 'aws', account_id: '111122223333', bucket_name: world.bucket(), region: 'us-east-2' },
  }),
  ...both('anthropic.providers.google.projects.data_controls', (world) =>
    world.googleControls('project_number', '421735012345'),
  ),
  ...both('anthropic.user_profiles.providers.google.data_controls', async (world) =>
    world.googleControls('user_profile_id', await world.userProfile()),
  ),
  'anthropic.compliance.review.items.get': async (world) => {
    const { data } = await world.run({ id: 'anthropic.compliance.review.cases.list', input: {} });
    return { item_id: (data as { transcripts: { item_id: string }[] }[])[0]?.transcripts[0]?.item_id };
  },
  'anthropic.compliance.review.cases.respond': () => ({ determination: 'no_violation' }),
  'anthropic.plugins.versions.get': versionOfPlugin,
  'anthropic.plugins.versions.download': versionOfPlugin,
  'openai.projects.api_keys.get': keyOfProject,
  'anthropic.claude_tag.bundles.update': async (world) => ({
    bundle_id: await world.openBundle(),
    instructions: 'Be brief.',
  }),
  ...Object.fromEntries(
    ['apps.chat.projects', 'artifacts', 'connectors', 'plugins', 'skills', 'users'].map((name) => [
      `anthropic.analytics.${name}.list`,
      () => ({ date: '2026-10-20' }),
    ]),
  ),
  'anthropic.analytics.summaries.list': () => ({ starting_date: '2026-10-20' }),
  'anthropic.plugin_marketplaces.validate_repository': () => ({
    repository_url: 'https://github.com/northwind/plugins',
  }),
  'openai.certificates.create': () => ({ certificate: certificatePem }),
  'openai.external_keys.create': () => ({
    type: 'aws',
    name: 'key',
    external_id: 'proj_x',
    kms_arn: 'arn:aws:kms:us-east-1:123456789012:key/1',
    role_arn: 'arn:aws:iam::123456789012:role/kms',
  }),
  'openai.external_storage.create': () => ({
    provider: { type: 'aws', bucket: 'bucket', role_arn: 'arn:aws:iam::123456789012:role/storage' },
  }),
  'openai.certificates.activate': async (world) => ({ certificate_ids: [await newCertificate(world)] }),
  'openai.certificates.deactivate': async (world) => ({ certificate_ids: [await activeCertificate(world)] }),
  'openai.projects.certificates.activate': async (world) => ({ certificate_ids: [await activeCertificate(world)] }),
  'openai.projects.certificates.deactivate': async (world, { project_id }) => {
    const input = { project_id, certificate_ids: [await activeCertificate(world)] };
    await world.run({ id: 'openai.projects.certificates.activate', input });
    return input;
  },
  'openai.projects.groups.create': () => ({ role: 'role-api-project-member' }),
  'openai.projects.users.create': async (world) => ({
    role: 'member',
    user_id: await world.idFor('user_id', 'openai.users.roles.create'),
  }),
  'openai.projects.users.update': () => ({ role: 'owner' }),
  'openai.users.update': () => ({ role: 'owner' }),
  'openai.projects.api_keys.update': async (world, input) => ({
    ...(await keyOfProject(world, input)),
    expires_in_seconds: 3600,
  }),
  'openai.projects.rate_limits.update': () => ({ rate_limit_id: 'rl-gpt-4.1', max_requests_per_1_minute: 7 }),
  'openai.projects.service_tier_settings.update': () => ({ default: 'fast' }),
  'openai.projects.hosted_tool_permissions.update': () => ({ mcp: { enabled: false } }),
  'openai.projects.users.roles.create': projectRole,
  'openai.projects.users.roles.delete': assignedProjectRole,
  'openai.projects.groups.roles.create': projectRole,
  'openai.projects.groups.roles.delete': assignedProjectRole,
  'openai.projects.api_keys.delete': keyOfProject,
  'openai.workload_identity_providers.federation_rules.create': accountWithProject,
  'anthropic.federation.issuers.create': () => ({ issuer_url: 'https://token.northwind.example' }),
  'anthropic.federation.issuers.update': () => ({ max_jwt_lifetime_seconds: 600 }),
  'anthropic.workspaces.rate_limits.update': async (world) => {
    const { data } = await world.run({ id: 'anthropic.rate_limits.list', input: { group_type: 'model_group' } });
    const [limit] = data as Json[];
    return { rate_limit_id: limit?.['id'], limits: [{ type: 'requests_per_minute', value: 5 }] };
  },
  'anthropic.federation.rules.create': async (world) => ({
    match: { subject_prefix: 'repo:' },
    target: {
      type: 'service_account',
      service_account_id: await world.idFor('service_account_id', 'anthropic.service_accounts.get'),
    },
    oauth_scope: 'workspace:developer',
    workspace_id: await world.idFor('workspace_id', 'anthropic.federation.rules.workspaces.add'),
  }),
};

function both(resource: string, fit: (world: World, input: Json) => Promise<Json> | Json) {
  return { [`${resource}.get`]: fit, [`${resource}.update`]: fit };
}

function awsKey(name: string): Json {
  return { type: 'aws', kms_arn: `arn:aws:kms:us-east-1:123456789012:key/0000000${name}-0000-4000-8000-000000000000` };
}

async function newCertificate(world: World): Promise<string> {
  return String(await world.idFor('certificate_id', 'openai.certificates.update'));
}

async function activeCertificate(world: World): Promise<string> {
  const id = await newCertificate(world);
  await world.run({ id: 'openai.certificates.activate', input: { certificate_ids: [id] } });
  return id;
}

async function projectRole(world: World, { project_id }: Json): Promise<Json> {
  return { role_id: await world.idFor('role_id', 'openai.projects.roles.update', { project_id }) };
}

/** A role that the principal in the input has, so that it can be taken away. */
async function assignedProjectRole(world: World, input: Json): Promise<Json> {
  const { role_id } = await projectRole(world, input);
  const given = 'user_id' in input ? 'openai.projects.users.roles.create' : 'openai.projects.groups.roles.create';
  await world.call(providerOperation(given), { ...input, role_id });
  return { role_id };
}

async function attachment(world: World): Promise<Json> {
  const { shown } = await world.make(providerOperation('anthropic.claude_tag.bundles.targets.create') as Write);
  return { ...shown?.input };
}

async function versionOfPlugin(world: World, { plugin_id }: Json): Promise<Json> {
  const { data } = await world.run({ id: 'anthropic.plugins.versions.list', input: { plugin_id } });
  return { version: (data as Json[])[0]?.['id'] };
}

async function keyOfProject(world: World, { project_id }: Json): Promise<Json> {
  const account = await world.idFor('service_account_id', 'openai.projects.service_accounts.update', { project_id });
  const input = { project_id, service_account_id: account };
  const key = await world.call(providerOperation('openai.projects.service_accounts.api_keys.create'), input);
  return { api_key_id: key['id'] };
}

async function accountWithProject(world: World): Promise<Json> {
  const project_id = await world.idFor('project_id', 'openai.projects.update');
  return {
    project_id,
    service_account_id: await world.idFor('service_account_id', 'openai.projects.service_accounts.update', {
      project_id,
    }),
  };
}

/** A sandbox with everything in it that an operation may need: things are made as they are asked for. */
export class World {
  readonly #clients: { readonly console: Clients; readonly enterprise: Clients };
  readonly #observe: (operation: ProviderOperation, answer: Json) => void;
  readonly #userProfile: string | undefined;
  #counter = 0;

  constructor(
    { openai, anthropic, ...sandbox }: Sandbox,
    observe: (operation: ProviderOperation, answer: Json) => void = () => {},
  ) {
    this.#observe = observe;
    const seeded = sandbox.export().providers['anthropic']?.['console']?.collections['user_profiles'];
    this.#userProfile = (seeded?.[0] as { id: string } | undefined)?.id;
    const openaiClient = new OpenAI({
      apiKey: null,
      adminAPIKey: openai.admin_key,
      baseURL: openai.base_url,
      maxRetries: 0,
    });
    const anthropicClient = (authToken: string) =>
      new Anthropic({ apiKey: null, authToken, baseURL: anthropic.base_url, maxRetries: 0 });
    this.#clients = {
      console: { openai: openaiClient, anthropic: anthropicClient(anthropic.oauth_token) },
      enterprise: { openai: openaiClient, anthropic: anthropicClient(anthropic.enterprise_key) },
    };
  }

  /** Calls an operation through the official SDK, as the kind of caller that it needs. */
  async call(operation: ProviderOperation, input: Json, plane = planeOf(operation)): Promise<Json> {
    const clients = this.#clients[plane];
    const result = await operation.call(clients, operation.input().parse(input));
    const answer = providerOf(operation.provider).bodyOf(result) as Json;
    this.#observe(operation, answer);
    return answer;
  }

  async run({ id, input }: OperationCall): Promise<Json> {
    return this.call(providerOperation(id), { ...input });
  }

  /** A valid input: what the schema asks for, ids of things that exist, and fresh names. */
  async inputFor(operation: ProviderOperation, known: Json = {}): Promise<Json> {
    const input = { ...sampleInput(operation), ...known };
    for (const name of Object.keys(input)) {
      if (name in known) continue;
      if (name === 'name' || name === 'role_name') input[name] = this.#freshName();
      else if (name === 'email') input[name] = `${this.#freshName()}@northwind.example`;
      else if (name.endsWith('_id') || ['version', 'target', 'id'].includes(name)) {
        const found = await this.idFor(name, operation.id, { ...known, ...pick(input, operation) });
        if (found !== undefined) input[name] = found;
      }
    }
    return { ...input, ...(await fitting[operation.id]?.(this, input)) };
  }

  /** Makes what an operation makes, and says which read shows it. */
  async make(operation: Write, known: Json = {}): Promise<Made> {
    const input = await this.inputFor(operation, known);
    const read = operation.before?.(input);
    const before = read && (await this.run(read).catch(() => undefined));
    const result = await this.call(operation, input);
    return { input, before, result, shown: operation.after?.(input, result) };
  }

  /** Sets what an operation is about, for a setting that nobody made yet. */
  async setFirst(operation: ProviderOperation, known: Json): Promise<Json> {
    const siblings = ['update', 'set'].map((verb) => operation.id.replace(/\.\w+$/, `.${verb}`));
    const update = catalogue.find(({ id }) => siblings.includes(id));
    return update ? this.call(update, await this.inputFor(update, known)) : {};
  }

  /** A membership that only a list shows is made, so that it can be ended. */
  async addFirst(operation: ProviderOperation, known: Json): Promise<void> {
    const siblings = ['add', 'set'].map((verb) => operation.id.replace(/\.\w+$/, `.${verb}`));
    const add = catalogue.find(({ id }) => siblings.includes(id));
    if (add) await this.call(add, await this.inputFor(add, known));
  }

  /** The id of an existing thing: made by its own create where there is one, else the first of its list. */
  async idFor(parameter: string, usedBy: string, known: Json = {}): Promise<string | undefined> {
    const name = aliases[parameter] ?? parameter;
    const reader = this.#readerOf(name, usedBy);
    if (!reader) return undefined;
    const resource = reader.id.slice(0, reader.id.lastIndexOf('.'));
    const parents = pick(known, reader);
    const create = catalogue.find(
      (each): each is Write =>
        ['create', 'add', 'set'].some((verb) => each.id === `${resource}.${verb}`) && each.risk !== 'read',
    );
    if (create) {
      const { input, shown = create.before?.(input) } = await this.make(create, parents);
      return shown?.input[name] as string | undefined;
    }
    const list = catalogue.find((each) => each.id === `${resource}.list`);
    if (!list) return undefined;
    const page = await this.call(list, await this.inputFor(list, parents), planeOf(providerOperation(usedBy)));
    const items = (page['data'] as Json[]).filter(
      ({ role, status }) => role !== 'owner' && role !== 'admin' && status !== 'archived',
    );
    return (items.at(-1)?.['id'] ?? items.at(-1)?.['user_id']) as string | undefined;
  }

  /** The read whose path ends with that id; the nearest one to the operation that asks. */
  #readerOf(name: string, usedBy: string): ProviderOperation | undefined {
    const readers = catalogue.filter((each) => each.http.startsWith('GET ') && each.http.endsWith(`/{${name}}`));
    const shared = (id: string) => commonStart(id, usedBy);
    const candidates = readers.filter((each) => each.provider === usedBy.split('.')[0]);
    return candidates.sort((a, b) => rank(a, usedBy) - rank(b, usedBy) || shared(b.id) - shared(a.id))[0];
  }

  /** A bundle that nobody manages elsewhere. */
  async openBundle(): Promise<string> {
    const { data } = await this.run({ id: 'anthropic.claude_tag.bundles.list', input: {} });
    const open = (data as Json[]).find(({ display_name }) => !/on.call/i.test(String(display_name)));
    return String(open?.['id']);
  }

  /** A .zip that no other one equals. */
  archive(): string {
    return Buffer.from(`PK\u0003\u0004${this.#freshName()}`, 'latin1').toString('base64');
  }

  bucket(): string {
    return `northwind-${this.#freshName()}`;
  }

  googleControls(owner: string, id: string | undefined): Json {
    return { [owner]: id };
  }

  /** A customer's profile: the API lists none, the sandbox was seeded with two. */
  async userProfile(): Promise<string | undefined> {
    return this.#userProfile;
  }

  slackChannel(): string {
    return `C0${this.#freshName().replaceAll('-', '').toUpperCase()}`;
  }

  #freshName(): string {
    this.#counter += 1;
    const [random] = fc.sample(fc.stringMatching(/^[a-z]{4,8}$/), { numRuns: 1, seed: this.#counter });
    return `${random}-${this.#counter}`;
  }
}

function planeOf(operation: ProviderOperation): 'console' | 'enterprise' {
  return operation.planes?.includes('console') === false ? 'enterprise' : 'console';
}

/** People, roles and groups are those of the organisation, unless the operation itself is about the narrower ones. */
function rank(reader: ProviderOperation, usedBy: string): number {
  const own = reader.id.slice(0, reader.id.lastIndexOf('.'));
  if (usedBy.startsWith(`${own}.`) && !/\.(?:create|add|set)$/.test(usedBy)) return 0;
  return 1 + reader.id.split('.').length;
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

/** Those of the known values that stand in the operation's path. */
function pick(known: Json, operation: ProviderOperation): Json {
  const names = [...operation.http.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
  return Object.fromEntries(
    names
      .filter((name) => typeof known[name] === 'string' && !String(known[name]).endsWith('sample1'))
      .map((name) => [name, known[name]]),
  );
}
