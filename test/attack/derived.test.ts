import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OperationCall, ProviderOperation } from '../../src/catalogue/define.ts';
import { catalogue, operationById } from '../../src/catalogue/index.ts';
import type { ChangeRecord } from '../../src/gate/change/record.ts';
import type { Shown } from '../../src/gate/change/shown.ts';
import { apply } from '../../src/gate/lifecycle/apply.ts';
import { approve } from '../../src/gate/lifecycle/approve.ts';
import { propose } from '../../src/gate/lifecycle/propose.ts';
import { show, withPlace } from '../../src/gate/lifecycle/show.ts';
import type { Reach } from '../../src/gate/reach.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { entriesOf } from '../support/gate.ts';
import { connectionFor, writesSeen } from '../support/gated.ts';
import { World } from '../support/world.ts';
import { Arena, makePerson, type Person } from './support/arena.ts';
import { refusal } from './support/suite.ts';

/**
 * Whatever is written into a change's record beside the proposal: what is shown, required, guarded, counted and sent is
 * what the catalogue derives.
 */

type Json = Record<string, unknown>;
type Write = Exclude<ProviderOperation, { risk: 'read' }>;

const writes = catalogue.filter((operation): operation is Write => operation.risk !== 'read');

/** Another channel, or another number of people, for each risk, so that a wrong one shows. */
const needs = {
  write: { channel: 'elicitation', people: 1 },
  spend: { channel: 'terminal', people: 1 },
  access: { channel: 'signature', people: 1 },
  destructive: { channel: 'signature', people: 2 },
} as const;
const policy = `version: 1
mode: ask
approvals: ${JSON.stringify(needs)}
guards: { owner_grants: ask, own_credential: ask, last_owner: ask, destructive_per_hour: 100000 }
change_minutes: 600
`;

let sandbox: Sandbox;
let people: readonly Person[];
let arena: Arena;
let reach: Reach;
const proposed = new Map<string, Shown>();
const unproposed: string[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, now: new Date() });
  people = [makePerson('ada'), makePerson('grace')];
  arena = await Arena.open(sandbox, { people, policy, everyConnection: true });
  ({ reach } = arena.process());
  const world = new World(sandbox);
  for (const operation of writes) {
    try {
      proposed.set(operation.id, await proposalOf(operation, world));
    } catch {
      unproposed.push(operation.id);
    }
  }
});
afterAll(async () => {
  arena.close();
  await sandbox.close();
});

async function proposalOf(operation: Write, world: World): Promise<Shown> {
  const { id } = operation;
  const input = await world.inputFor(operation);
  const read = operation.before?.(input) as OperationCall | undefined;
  if (read && operation.http.startsWith('DELETE ')) {
    if (!read.id.endsWith('.get')) await world.addFirst(operation, input);
    await world.run(read).catch(() => world.setFirst(operation, input));
  }
  return propose({ steps: [{ id, input, connection: connectionFor(id) }] }, reach);
}

it('every write of the catalogue can be proposed here, but for a few', () => {
  expect(unproposed.length).toBeLessThanOrEqual(6);
});

const word = fc.constantFrom('write', 'none', 'elicitation', '', 'easily', 'openai.projects.list', '__proto__');
const anything = fc.oneof(word, fc.boolean(), fc.integer(), fc.constant(null), fc.constant([]), fc.constant({}));
const fact = fc.constantFrom(
  'risk',
  'target',
  'effect',
  'impact',
  'irreversible',
  'reveals',
  'requirement',
  'channel',
  'people',
  'hearsay',
  'cautions',
  'read',
  'undo',
  'moves',
  'digest',
  'approved',
  'summary',
  'drift',
);
const beside = fc.record({
  where: fc.constantFrom('record', 'step', 'destination', 'proposer'),
  name: fc.oneof(fact, fc.string({ minLength: 1, maxLength: 12 })),
  value: anything,
});
/** Written together with the entry that it was proposed with, by somebody who knows the form. */
const tampering = fc.record({ facts: fc.array(beside, { minLength: 1, maxLength: 4 }), isEntryToo: fc.boolean() });

const known = new Set([
  'v',
  'id',
  'store',
  'destinations',
  'steps',
  'reason',
  'proposer',
  'proposed_at',
  'expires_at',
  'policy',
  'undoes',
  'connection',
  'operation',
  'input',
  'state',
  'wait',
  'name',
  'provider',
  'base_url',
  'credential',
  'organization',
  'user',
  'surface',
  'principal',
  'client',
]);

function withFact(record: Json, { where, name, value }: { where: string; name: string; value: unknown }): Json {
  if (known.has(name)) return record;
  const add = (target: unknown) => ({ ...(target as Json), [name]: value });
  if (where === 'record') return add(record) as Json;
  if (where === 'step') return { ...record, steps: (record['steps'] as unknown[]).map(add) };
  if (where === 'destination') return { ...record, destinations: (record['destinations'] as unknown[]).map(add) };
  return { ...record, proposer: add(record['proposer']) };
}

describe('facts beside a proposal', () => {
  it.each(writes.map(({ id }) => [id]))('of %s are never believed', async (id) => {
    const shown = proposed.get(id);
    if (!shown) return;
    const { record } = shown;
    const before = writesSeen(sandbox);
    await fc.assert(
      fc.asyncProperty(tampering, async ({ facts, isEntryToo }) => {
        const edited = facts.reduce(withFact, record as unknown as Json);
        fc.pre(edited !== (record as unknown));
        arena.rewrite(record.id, () => edited);
        if (isEntryToo) arena.propose(record.id);
        await refusal(show(record.id, reach), /^What is stored as chg_\w+ /);
        await refusal(apply(record.id, reach), /^What is stored as chg_\w+ /);
      }),
      { numRuns: 4 },
    );
    arena.rewrite(record.id, () => record);
    arena.propose(record.id);
    expect(writesSeen(sandbox)).toBe(before);
  });
});

describe('a record that is another one’s, with its entry rewritten', () => {
  const pairs = () => {
    const all = [...proposed.values()];
    return all
      .map((shown, index) => [shown, all[(index * 7 + 3) % all.length] as Shown] as const)
      .filter(([mine, other]) => mine !== other);
  };
  /** What the catalogue says, asked without the gate. */
  const derived = ({ operation, input }: ChangeRecord['steps'][number]) => {
    const { risk, raises, target, irreversible, reveals } = operationById(operation) as Write;
    const actual = raises?.(input) ?? risk;
    return {
      risk: actual,
      target: target(input),
      irreversible,
      reveals: reveals !== undefined,
      requirement: needs[actual],
    };
  };

  it('is shown and required as what it now is', async () => {
    for (const [mine, other] of pairs()) {
      const { id } = mine.record;
      arena.rewrite(id, () => ({ ...other.record, id }));
      arena.propose(id);
      const now = await show(id, reach, null).catch((error: Error) => error);
      arena.rewrite(id, () => mine.record);
      arena.propose(id);
      if (now instanceof Error) {
        await refusal(Promise.reject(now), /./);
        continue;
      }
      const [step] = now.steps;
      const [written] = other.record.steps;
      if (!step || !written) throw new Error('A change has a step.');
      const { risk, target, irreversible, reveals, requirement } = derived(written);
      expect({ id: step.call.operation.id, risk: step.call.risk }).toEqual({ id: written.operation, risk });
      expect([step.target, step.irreversible, step.reveals]).toEqual([target, irreversible, reveals]);
      expect(now.requirement).toEqual(requirement);
      expect(now.digest).not.toBe(mine.digest);
    }
  });

  it('is not applied under the yes to the first', async () => {
    const before = writesSeen(sandbox);
    let tried = 0;
    for (const [mine, other] of pairs()) {
      const { id } = mine.record;
      // What was made for another proposal may have moved what this one is about.
      const isAgreed = await agreedByAll(mine).then(
        () => true,
        () => false,
      );
      if (!isAgreed) continue;
      tried += 1;
      arena.rewrite(id, () => ({ ...other.record, id }));
      arena.propose(id);
      await refusal(apply(id, reach), /is not approved: it needs|drifted|changed since|no longer/);
      arena.rewrite(id, () => mine.record);
      arena.propose(id);
    }
    expect(tried).toBeGreaterThanOrEqual(60);
    expect(writesSeen(sandbox)).toBe(before);
  });

  it('is counted and sent as what it now is, once people agreed to that', async () => {
    const sendable = pairs().filter(
      ([mine, other]) =>
        !mine.steps[0]?.reveals && !other.steps[0]?.reveals && other.steps[0]?.call.operation.before === undefined,
    );
    let sent = 0;
    for (const [mine, other] of sendable.slice(0, 25)) {
      const { id } = mine.record;
      arena.rewrite(id, () => ({ ...other.record, id }));
      arena.propose(id);
      const now = await show(id, reach).catch(() => undefined);
      if (!now) continue;
      await agreedByAll(now);
      const receipt = await apply(id, reach).catch(() => undefined);
      if (receipt?.steps[0]?.sent_at === undefined) continue;
      sent += 1;
      const entries = await entriesOf(reach.gate);
      const [written] = other.record.steps;
      if (!written) throw new Error('A change has a step.');
      expect(entries.findLast((entry) => entry.type === 'sending')).toMatchObject({
        change: id,
        operation: written.operation,
        risk: derived(written).risk,
        digest: now.digest,
      });
    }
    expect(sent).toBeGreaterThanOrEqual(10);
  });
});

async function agreedByAll(shown: Shown): Promise<void> {
  const place = shown.steps.some(({ reveals }) => reveals) ? 'terminal' : null;
  for (const { key } of people) await approve(withPlace(shown, place), { channel: 'signature', key }, reach);
}
