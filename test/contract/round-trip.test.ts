import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OperationCall, ProviderOperation } from '../../src/catalogue/define.ts';
import { catalogue } from '../../src/catalogue/index.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { sdkMethods } from '../support/sdk-methods.ts';
import { SdkTypes } from '../support/sdk-types.ts';
import { World } from '../support/world.ts';

type Json = Record<string, unknown>;
type Write = Exclude<ProviderOperation, { risk: 'read' }>;

const writes = catalogue.filter((operation): operation is Write => operation.risk !== 'read');
const makes = writes.filter((operation) => operation.after && /\.(?:create|add|set)$/.test(operation.id));
const changes = writes.filter((operation) => operation.before && operation.id.endsWith('.update'));
const ends = writes.filter((operation) => operation.before && /\.(?:delete|remove|archive)$/.test(operation.id));

/** Every answer of the conversations below. */
const answers: (readonly [ProviderOperation, Json])[] = [];

let sandbox: Sandbox;
let world: World;
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, now: new Date('2026-11-01T12:00:00Z') });
  world = new World(sandbox, (operation, answer) => answers.push([operation, answer]));
});
afterAll(() => sandbox.close());

/** Things that differ between two reads without anything having been changed. */
function withoutTimes(state: Json): Json {
  return Object.fromEntries(Object.entries(state).filter(([name]) => !/^updated_/.test(name)));
}

/** Values of the input that the answer shows under the same name. */
function expectShown(state: Json, input: Json): void {
  for (const [name, value] of Object.entries(input)) {
    if (name in state && typeof value !== 'object') expect({ [name]: state[name] }).toEqual({ [name]: value });
  }
}

async function refusal(call: OperationCall): Promise<{ status: number } | undefined> {
  return world.run(call).then(
    () => undefined,
    (error: { status: number }) => error,
  );
}

const named = (operations: readonly Write[]) => operations.map((operation) => [operation.id, operation] as const);

describe('what was made is seen by its read, and gone once that is undone', () => {
  it.each(named(makes))('%s', async (_id, operation) => {
    const { input, before, result, shown } = await world.make(operation);
    const state = await world.run(shown as OperationCall);
    expectShown(state, input);
    const undo = operation.undo?.({ input, result, before });
    if (!undo) return;
    await world.run(undo);
    if (shown?.id.endsWith('.get')) expect(await refusal(shown)).toMatchObject({ status: 404 });
  });
});

describe('what was changed is seen by its read, and as before once that is undone', () => {
  it.each(named(changes))('%s', async (_id, operation) => {
    const input = await world.inputFor(operation);
    const read = operation.before?.(input) as OperationCall;
    const before = await world.run(read).catch(() => undefined);
    const result = await world.call(operation, input);
    const after = await world.run(read);
    if (read.id.endsWith('.get')) expectShown(after, input);
    const undo = operation.undo?.({ input, result, before });
    if (!undo) return;
    await world.run(undo);
    expect(withoutTimes((await world.run(read).catch(() => undefined)) ?? {})).toEqual(withoutTimes(before ?? {}));
  });
});

describe('what was ended is gone, or shown as ended', () => {
  it.each(named(ends))('%s', async (_id, operation) => {
    const input = await world.inputFor(operation);
    const read = operation.before?.(input) as OperationCall;
    if (!read.id.endsWith('.get')) await world.addFirst(operation, input);
    const before = await world.run(read).catch(() => world.setFirst(operation, input));
    await world.call(operation, input);
    if (!read.id.endsWith('.get')) return;
    const after = await world.run(read).catch((error: { status: number }) => error);
    if (operation.id.endsWith('.archive')) expect((after as Json)['archived_at']).not.toBeNull();
    else if (after instanceof Error) expect(after).toMatchObject({ status: 404 });
    else expect(after).not.toEqual(before);
  });
});

it('was answered as the types of the Anthropic SDK promise, writes as well', () => {
  const types = new SdkTypes();
  const methods = new Map(sdkMethods().map((method) => [method.id, method]));
  const mistakes = new Set<string>();
  for (const [{ id, provider }, answer] of answers) {
    const method = methods.get(id);
    if (provider === 'openai' || !method) continue;
    for (const mistake of types.mistakesIn(method, answer)) mistakes.add(`${id}: ${mistake}`);
  }
  expect([...mistakes]).toEqual([]);
});
