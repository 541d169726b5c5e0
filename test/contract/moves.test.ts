import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProviderOperation, ReadOperation } from '../../src/catalogue/define.ts';
import { catalogue, operationById } from '../../src/catalogue/index.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { sampleInput } from '../support/sample-input.ts';
import { sdkMethods } from '../support/sdk-methods.ts';
import { SdkTypes } from '../support/sdk-types.ts';
import { World } from '../support/world.ts';

type Write = Exclude<ProviderOperation, { risk: 'read' }>;
// biome-ignore lint/suspicious/noExplicitAny: reads differ in schema and result
type Read = ReadOperation<any, any>;

const writes = catalogue.filter((operation): operation is Write => operation.risk !== 'read');
const stateReads = [...new Set(writes.flatMap((operation) => operation.before?.(sampleInput(operation)).id ?? []))].map(
  (id) => operationById(id) as Read,
);

/** Times that are set once, or by somebody who changes the thing. */
const standsStill = [
  'created_at',
  'created',
  'added_at',
  'invited_at',
  'accepted_at',
  'resolved_at',
  'archived_at',
  'banned_at',
  'expires_at',
  'valid_at',
  'mode_updated_at',
  // Set by the provider when keys could not be fetched for long, and then no token is accepted: whoever approves must know.
  'jwks_polling_disabled_at',
];

/** Where a write can set what no read shows, only the time of the last change tells of it. */
const tellsOfWhatIsNotShown: Readonly<Record<string, string>> = {
  'anthropic.federation.issuers.get': 'inline keys',
  'anthropic.telemetry_destinations.get': 'values of headers',
  'anthropic.webhooks.get': 'the signing secret',
  'openai.workload_identity_providers.get': 'uploaded keys',
};

describe('what a read says that moves by itself', () => {
  const types = new SdkTypes();
  const methods = new Map(sdkMethods().map((method) => [method.id, method]));

  it.each(stateReads.map((read) => [read.id, read] as const))('is told of every time in %s', (id, { moves = [] }) => {
    const method = methods.get(id);
    if (!method) throw new Error(`${id} is in no SDK`);
    const fields = types.fieldsOf(method);
    const isWithin = (field: string) => moves.some((path) => field === path || field.startsWith(`${path}.`));
    expect(moves.filter((path) => !fields.some((field) => `${field}.`.startsWith(`${path}.`)))).toEqual([]);
    const unclassified = fields.filter((path) => {
      const name = path.split('.').at(-1) ?? '';
      if (!/(?:_at|^created|_on|_date|_time|_until|_since)$/.test(name) || isWithin(path)) return false;
      return !standsStill.includes(name) && !(name === 'updated_at' && id in tellsOfWhatIsNotShown);
    });
    expect(unclassified).toEqual([]);
  });

  it('is a field of reads that some write names as its state before', () => {
    const named = new Set(stateReads.map(({ id }) => id));
    const others = catalogue.filter((each) => each.risk === 'read' && each.moves && !named.has(each.id));
    expect(others.map(({ id }) => id)).toEqual([]);
  });
});

describe('in a day in which nobody changes anything', () => {
  let sandbox: Sandbox;
  let world: World;
  beforeAll(async () => {
    sandbox = await startSandbox({ seed: 1, now: new Date('2026-11-03T12:00:00Z') });
    world = new World(sandbox);
  });
  afterAll(() => sandbox.close());

  it.each(stateReads.map((read) => [read.id, read] as const))('%s moves in nothing else', async (_id, read) => {
    const input = await world.inputFor(read);
    const before = await world.call(read, input).catch(async () => {
      await world.setFirst(read, input);
      return world.call(read, input);
    });
    const then = sandbox.clock.now();
    sandbox.clock.advance(26 * 3_600_000);
    const after = await world.call(read, input);
    sandbox.clock.set(new Date(then));
    expect(without(read.moves ?? [], after)).toEqual(without(read.moves ?? [], before));
  });

  it('a key in use, and the person behind it, were used since', async () => {
    const { data: projects } = await world.run({ id: 'openai.projects.list', input: {} });
    const [, project] = projects as { id: string }[];
    const { data } = await world.run({ id: 'openai.projects.api_keys.list', input: { project_id: project?.id } });
    const key = (data as { id: string; last_used_at: number; owner: { user?: { id: string } } }[]).find(
      ({ last_used_at, owner }) => owner.user && last_used_at > sandbox.clock.seconds() - 86_400,
    );
    const keyCall = { id: 'openai.projects.api_keys.get', input: { project_id: project?.id, api_key_id: key?.id } };
    const userCall = { id: 'openai.users.get', input: { user_id: key?.owner.user?.id } };
    const before = [await world.run(keyCall), await world.run(userCall)];
    sandbox.clock.advance(24 * 3_600_000);
    const after = [await world.run(keyCall), await world.run(userCall)];
    expect(after[0]?.['last_used_at']).toBeGreaterThan(before[0]?.['last_used_at'] as number);
    expect(after[1]?.['api_key_last_used_at']).toBeGreaterThan(before[1]?.['api_key_last_used_at'] as number);
  });

  it('a marketplace that follows a repository was synchronized again', async () => {
    const { data } = await world.run({ id: 'anthropic.plugin_marketplaces.list', input: {} });
    const synced = (data as { id: string; last_sync_ended_at: string | null }[]).find(
      (each) => each.last_sync_ended_at,
    );
    const call = { id: 'anthropic.plugin_marketplaces.get', input: { marketplace_id: synced?.id } };
    const before = await world.run(call);
    sandbox.clock.advance(2 * 3_600_000);
    expect((await world.run(call))['last_sync_ended_at']).not.toBe(before['last_sync_ended_at']);
  });
});

/** A value without what stands at the paths, straight through lists. */
function without(paths: readonly string[], value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => without(paths, each));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !paths.includes(name))
      .map(([name, each]) => {
        const below = paths.filter((path) => path.startsWith(`${name}.`)).map((path) => path.slice(name.length + 1));
        return [name, without(below, each)];
      }),
  );
}
