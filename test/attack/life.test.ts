import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isStewardError } from '../../src/errors.ts';
import { Gate } from '../../src/gate/gate.ts';
import { apply } from '../../src/gate/lifecycle/apply.ts';
import { approve, decline } from '../../src/gate/lifecycle/approve.ts';
import { knownOf } from '../../src/gate/lifecycle/describe.ts';
import { type ProposedStep, propose } from '../../src/gate/lifecycle/propose.ts';
import { settle } from '../../src/gate/lifecycle/settle.ts';
import { show } from '../../src/gate/lifecycle/show.ts';
import { resume, stop } from '../../src/gate/lifecycle/stop.ts';
import { proposeUndo } from '../../src/gate/lifecycle/undo.ts';
import { signPolicy } from '../../src/gate/policy/in-force.ts';
import type { Reach } from '../../src/gate/reach.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { verdictOn } from '../support/gate.ts';
import { writesSeen } from '../support/gated.ts';
import { Arena, makePerson, type Person } from './support/arena.ts';
import { lifeMs, Model, type Modelled } from './support/life.ts';

/**
 * The life of changes against a model of it: proposed, shown, agreed to, applied, declined, undone, over crashes, jumps of
 * the clock, other policies, stops, and a second store that is a copy.
 */

const runs = Number(process.env['STEWARD_LIFE_RUNS'] ?? 2000);
const seed = Number(process.env['STEWARD_LIFE_SEED'] ?? Date.now() % 2 ** 31);
/** So that lists stay short. */
const runsPerArena = 40;
/** In memory where the system has such a folder: what is tested is order, not the disk. */
const folder = existsSync('/dev/shm') ? '/dev/shm' : undefined;

const policyOf = (number: number) => `version: 1
mode: ask
approvals: { write: terminal, spend: terminal, access: signature, destructive: signature }
guards: { destructive_per_hour: 100000 }
# ${number}
`;

let ada: Person;
let world: World | undefined;
let used = 0;
let policies = 0;
let made = 0;
/** How often each command did what it is for, so that a run in which nothing happens shows. */
const done = new Map<string, number>();
const count = (what: string) => done.set(what, (done.get(what) ?? 0) + 1);

/** The system under test: one account, its processes, its clock. */
class World {
  readonly arena: Arena;
  readonly sandbox: Sandbox;
  time: number;
  reach: Reach;

  private constructor(arena: Arena, sandbox: Sandbox, time: number) {
    this.arena = arena;
    this.sandbox = sandbox;
    this.time = time;
    this.reach = this.process();
  }

  static async open(time: number): Promise<World> {
    const sandbox = await startSandbox({ seed: 1, now: new Date(time) });
    const arena = await Arena.open(sandbox, {
      people: [ada],
      policy: policyOf(policies),
      ...(folder !== undefined && { folder }),
      gate: { inFlightMs: 0 },
    });
    arena.closeGates();
    return new World(arena, sandbox, time);
  }

  get gate(): Gate {
    return this.reach.gate;
  }

  process(): Reach {
    return this.arena.process({ now: () => new Date(this.time) }).reach;
  }

  reopen(): void {
    this.arena.closeGates();
    this.reach = this.process();
  }

  async newest(): Promise<number> {
    return Date.parse((await this.gate.store.look((tables) => tables.newest())) ?? '') || 0;
  }

  async close(): Promise<void> {
    this.arena.close();
    await this.sandbox.close();
  }
}

beforeAll(() => {
  ada = makePerson('ada');
});
afterAll(async () => world?.close());

/** Refused in a sentence, or done. Anything else is a defect, and thrown on. */
async function outcomeOf<T>(work: Promise<T>): Promise<{ readonly done: T } | { readonly refused: string }> {
  try {
    return { done: await work };
  } catch (error) {
    if (!isStewardError(error)) throw error;
    return { refused: error.code };
  }
}

type Step = fc.AsyncCommand<Model, World>;

/** A command: what it does, and what the model says of that. */
function command(name: string, run: (model: Model, real: World) => Promise<void>): Step {
  return {
    check: () => true,
    async run(model, real) {
      const before = writesSeen(real.sandbox);
      const sendable = model.changes.filter((change) => model.maySend(change)).length;
      await run(model, real);
      model.seen = Math.max(model.seen, await real.newest());
      // Whatever is done, no more is sent than the model lets.
      expect(writesSeen(real.sandbox) - before).toBeLessThanOrEqual(sendable);
    },
    toString: () => name,
  };
}

/** A command on one of the changes that there are, if there is one. */
const onChange = (name: string, run: (change: Modelled, model: Model, real: World) => Promise<void>) =>
  fc.nat(7).map((which) =>
    command(`${name} ${which}`, async (model, real) => {
      const change = model.changes[which % Math.max(1, model.changes.length)];
      if (change) await run(change, model, real);
    }),
  );

function newStep(isAccess: boolean): ProposedStep {
  made += 1;
  return isAccess
    ? { id: 'openai.invites.create', input: { email: `life${made}@example.com`, role: 'reader' } }
    : { id: 'openai.projects.create', input: { name: `Life ${made}` } };
}

async function begin(access: boolean, agreed: boolean, model: Model, real: World): Promise<void> {
  const shown = await propose({ steps: [newStep(access)] }, real.reach);
  model.propose(shown.record.id, access ? 'signature' : 'terminal');
  if (!agreed) return;
  await approve(shown, { channel: 'signature', key: ada.key }, real.reach);
  for (const change of model.changes) model.agree(change);
}

const proposing = fc.boolean().map((isAccess) =>
  command(`propose ${isAccess ? 'access' : 'write'}`, async (model, real) => {
    const step = newStep(isAccess);
    const outcome = await outcomeOf(propose({ steps: [step] }, real.reach));
    // One that has expired by the journal's time already is kept, and never counts.
    const isPossible = !model.stopped && model.time + lifeMs > Math.max(model.seen, model.time);
    expect('done' in outcome).toBe(isPossible);
    if ('done' in outcome) count('proposed');
    if ('done' in outcome) model.propose(outcome.done.record.id, isAccess ? 'signature' : 'terminal');
  }),
);

const showing = onChange('show', async (change, model, real) => {
  const isOpen = model.isOpen(change);
  expect('done' in (await outcomeOf(show(change.id, real.reach)))).toBe(isOpen);
});

const agreeing = fc.constantFrom('terminal', 'signature').chain((channel) =>
  onChange(`agree by ${channel} to`, async (change, model, real) => {
    const isPossible = model.isOpen(change) && (channel === 'signature' || change.needs === 'terminal');
    const outcome = await outcomeOf(
      (async () => {
        const shown = await show(change.id, real.reach);
        const consent =
          channel === 'signature'
            ? ({ channel, key: ada.key } as const)
            : ({ channel: 'terminal', approver: 'x' } as const);
        return approve(shown, consent, real.reach);
      })(),
    );
    expect('done' in outcome).toBe(isPossible);
    if (isPossible) count('agreed');
    if (isPossible) model.agree(change);
  }),
);

const applying = onChange('apply', async (change, model, real) => {
  const before = writesSeen(real.sandbox);
  const maySend = model.maySend(change);
  const outcome = await outcomeOf(apply(change.id, real.reach));
  expect('done' in outcome && outcome.done.outcome === 'applied').toBe(maySend);
  expect(writesSeen(real.sandbox) - before).toBe(maySend ? 1 : 0);
  if (maySend) count('applied');
  if (maySend) Object.assign(change, { over: true, applied: true });
});

const crashing = fc.nat(7).chain((moment) =>
  onChange(`crash at transaction ${moment} of applying`, async (change, model, real) => {
    const before = writesSeen(real.sandbox);
    const maySend = model.maySend(change);
    const { store } = real.gate;
    const { alone } = store;
    let left = moment;
    const cut = Symbol('cut off');
    store.alone = async (work) => {
      if (left === 0) throw cut;
      left -= 1;
      return alone.call(store, work) as ReturnType<typeof work>;
    };
    const ended = await outcomeOf(apply(change.id, real.reach)).catch((error: unknown) => {
      if (error !== cut) throw error;
      return undefined;
    });
    store.alone = alone;
    real.reopen();
    await settle(change.id, real.reach);
    const sent = writesSeen(real.sandbox) - before;
    const { status } = await knownOf(change.id, real.gate);
    expect(sent).toBeLessThanOrEqual(maySend ? 1 : 0);
    // Told by reading: what is said to be applied was sent, and what is said not to be was not.
    if (ended === undefined && status === 'applied' && !change.over) expect(sent).toBe(1);
    if (ended === undefined && status === 'not_applied') expect(sent).toBe(0);
    // However it ended, it says so.
    if (sent === 1) expect(['applied', 'unknown']).toContain(status);
    if (maySend && ended === undefined) count(`cut off, then ${status}`);
    change.applied ||= status === 'applied';
    change.over ||= ['applied', 'not_applied', 'unknown', 'failed'].includes(status);
  }),
);

const declining = onChange('decline', async (change, _model, real) => {
  expect('done' in (await outcomeOf(decline(real.gate, change.id)))).toBe(!change.over);
  change.over = true;
});

const undoing = onChange('undo', async (change, model, real) => {
  const outcome = await outcomeOf(proposeUndo(change.id, real.reach));
  if (!change.applied) expect(outcome).toEqual({ refused: 'nothing_to_undo' });
  if (model.stopped) expect(outcome).toHaveProperty('refused');
  // It waits for a person like any other, and is left to.
  if ('done' in outcome) count('undo proposed');
  if ('done' in outcome) expect(outcome.done.record.undoes).toBe(change.id);
});

const clock = fc.constantFrom(-90, -10, 10, 50, 90).map((minutes) =>
  command(`clock ${minutes} min`, async (model, real) => {
    model.time += minutes * 60_000;
    real.time = model.time;
  }),
);

const another = fc.constant(
  command('another policy', async (model, real) => {
    policies += 1;
    model.policy = policies;
    writeFileSync(real.arena.config('policy.yaml'), policyOf(policies));
    await signPolicy(ada.key, real.gate);
  }),
);

const stopping = fc.constant(
  command('stop', async (model, real) => {
    await stop(real.gate);
    model.stopped = true;
  }),
);

const resuming = fc.boolean().map((signs) =>
  command(signs ? 'resume' : 'resume without a signature', async (model, real) => {
    const consent = signs
      ? ({ channel: 'signature', key: ada.key } as const)
      : ({ channel: 'terminal', approver: 'x' } as const);
    const outcome = await outcomeOf(resume(real.gate, consent));
    expect('done' in outcome).toBe(model.stopped && signs);
    if (signs) model.stopped = false;
  }),
);

const copying = onChange('apply in a copy of the store', async (change, _model, real) => {
  const before = writesSeen(real.sandbox);
  const copy = real.arena.state('copy');
  mkdirSync(copy, { mode: 0o700 });
  real.arena.tamper((database) => database.exec('PRAGMA wal_checkpoint(FULL)'));
  // Another process copies: this one would take back the locks that SQLite holds.
  execFileSync('cp', [real.arena.state('steward.db'), `${copy}/steward.db`]);
  const gate = new Gate({
    environment: { ...real.arena.environment, STEWARD_STATE_DIR: copy },
    folder: real.arena.home,
    surface: 'test',
    places: real.gate.places,
    now: () => new Date(real.time),
  });
  expect(await outcomeOf(apply(change.id, { ...real.reach, gate }))).toHaveProperty('refused');
  gate.close();
  rmSync(copy, { recursive: true });
  expect(writesSeen(real.sandbox)).toBe(before);
});

const reopening = fc.constant(command('reopen', async (_model, real) => real.reopen()));

it('the life of changes is what a model of thirty lines says', { timeout: 600_000 }, async () => {
  process.stdout.write(`\nlives of changes: ${runs} runs, seed ${seed}\n`);
  const commands = fc.commands(
    [
      proposing,
      showing,
      ...[1, 2, 3].map(() => agreeing),
      ...[1, 2, 3, 4].map(() => applying),
      ...[1, 2, 3].map(() => crashing),
      declining,
      ...[1, 2].map(() => undoing),
      clock,
      another,
      stopping,
      ...[1, 2].map(() => resuming),
      copying,
      reopening,
    ],
    { maxCommands: 10, size: 'max' },
  );
  /** What each life begins with: a change of each kind, agreed to or not. */
  const beginning = fc.record({ access: fc.boolean(), agreed: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(beginning, commands, async ({ access, agreed }, given) => {
      const real = await prepared();
      const model = new Model(real.time, policies);
      await begin(access, agreed, model, real);
      await fc.asyncModelRun(() => ({ model, real }), given);
    }),
    { numRuns: runs, seed },
  );
  process.stdout.write(`${[...done].map(([what, times]) => `${times} ${what}`).join(', ')}\n`);
  expect(done.get('applied')).toBeGreaterThan(runs / 20);
  expect(await verdictOn((world as World).gate)).toMatchObject({ intact: true });
});

/** The account that the runs so far have used, as a new run wants to find it; another one now and then. */
async function prepared(): Promise<World> {
  used += 1;
  const time = world ? Math.max(world.time, await world.newest()) + 60_000 : Date.now() + 60_000;
  if (used % runsPerArena === 1) {
    if (world) expect(await verdictOn(world.gate)).toMatchObject({ intact: true });
    await world?.close();
    world = await World.open(time);
  }
  const real = world as World;
  real.time = time;
  await outcomeOf(resume(real.gate, { channel: 'signature', key: ada.key }));
  return real;
}
