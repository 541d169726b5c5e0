import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apply } from '../../src/gate/lifecycle/apply.ts';
import { knownOf } from '../../src/gate/lifecycle/describe.ts';
import { type ProposedStep, propose } from '../../src/gate/lifecycle/propose.ts';
import { Reader } from '../../src/gate/lifecycle/reader.ts';
import { settle } from '../../src/gate/lifecycle/settle.ts';
import { stop } from '../../src/gate/lifecycle/stop.ts';
import type { Reach } from '../../src/gate/reach.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { verdictOn } from '../support/gate.ts';
import { writesSeen } from '../support/gated.ts';
import { Arena, agreed, invited, makePerson, type Person, strictPolicy } from './support/arena.ts';
import { refusal, Suite } from './support/suite.ts';

/** The machine: it dies at any moment, its disk is full, its clock jumps, and two processes do the same. */

let sandbox: Sandbox;
let ada: Person;
let arena: Arena;
let reach: Reach;

const suite = new Suite('machine', () => ({ writes: () => writesSeen(sandbox), scan: () => arena.scan() }));

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, now: new Date() });
  ada = makePerson('ada');
  arena = await Arena.open(sandbox, { people: [ada], gate: { inFlightMs: 100 } });
  ({ reach } = arena.process());
});
afterAll(async () => {
  arena.close();
  await sandbox.close();
});

interface Ended {
  readonly killed: boolean;
  readonly printed: string;
}

/** A script of this suite in a process of the same account. */
function run(script: string, ...given: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [path.resolve(script), ...given], {
    cwd: arena.home,
    env: { PATH: process.env['PATH'], ...arena.environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  return new Promise((resolve) =>
    child.on('close', (_code, signal) => resolve({ killed: signal === 'SIGKILL', printed })),
  );
}

let made = 0;
const fresh = (what: string) => {
  made += 1;
  return `${what} ${made}`;
};

/** How often the provider got a body with that text in it. */
const sendings = (text: string) =>
  sandbox.requests().filter(({ method, body }) => method !== 'GET' && JSON.stringify(body ?? '').includes(`"${text}"`))
    .length;

interface Kind {
  readonly steps: () => Promise<{ readonly steps: readonly ProposedStep[]; readonly texts: readonly string[] }>;
  readonly atOnce: number;
}

async function newProject(name: string): Promise<string> {
  const shown = await propose({ steps: [{ id: 'openai.projects.create', input: { name } }] }, reach);
  const receipt = await apply(await agreed(shown, ada.key, reach), reach);
  return String(((receipt.steps[0]?.result ?? {}) as { id?: unknown }).id);
}

const kinds: readonly [string, Kind][] = [
  [
    'that makes something',
    {
      atOnce: 4,
      async steps() {
        const email = `${fresh('killed').replace(' ', '')}@example.com`;
        return { steps: [{ id: 'openai.invites.create', input: { email, role: 'reader' } }], texts: [email] };
      },
    },
  ],
  [
    'that changes something',
    {
      atOnce: 4,
      async steps() {
        const name = fresh('Renamed');
        const project_id = await newProject(fresh('Before'));
        return { steps: [{ id: 'openai.projects.update', input: { project_id, name } }], texts: [name] };
      },
    },
  ],
  [
    'of two steps, the second with a value of the first',
    {
      atOnce: 4,
      async steps() {
        const [first, second] = [fresh('First'), fresh('Second')];
        return {
          steps: [
            { id: 'openai.projects.create', input: { name: first } },
            { id: 'openai.projects.update', input: { project_id: { from_step: 1, field: 'id' }, name: second } },
          ],
          texts: [first, second],
        };
      },
    },
  ],
];

describe('killed at every moment at which it waits', () => {
  const seen = new Map<string, number>();
  let kills = 0;

  it.each(kinds)(
    'a change %s is settled by reading, and nothing of it is sent twice',
    async (_, { steps, atOnce }) => {
      const proposed = async () => {
        const wanted = await steps();
        const shown = await propose({ steps: wanted.steps }, reach);
        return { id: await agreed(shown, ada.key, reach), texts: wanted.texts };
      };
      const whole = await proposed();
      const { printed } = await run('test/attack/support/kill-at.ts', whole.id);
      const { moments, outcome } = JSON.parse(printed) as { moments: number; outcome: string };
      expect(outcome).toBe('applied');
      const queue = Array.from({ length: moments }, (_, index) => index + 1);
      const work = async () => {
        for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
          const { id, texts } = await proposed();
          const { killed } = await run('test/attack/support/kill-at.ts', id, String(at));
          // A moment or two may be missing where another process was quicker.
          if (!killed) continue;
          kills += 1;
          await settle(id, reach);
          const last = await apply(id, reach).catch(() => undefined);
          const { status } = await knownOf(id, reach.gate);
          seen.set(status, (seen.get(status) ?? 0) + 1);
          for (const text of texts)
            expect([id, at, sendings(text)]).toEqual([id, at, expect.toSatisfy((count) => count <= 1)]);
          if (last?.outcome === 'applied') for (const text of texts) expect(sendings(text)).toBe(1);
          expect(await verdictOn(reach.gate)).toMatchObject({ intact: true });
        }
      };
      await Promise.all(Array.from({ length: atOnce }, work));
    },
    240_000,
  );

  it('was killed a hundred times or more, which the journal tells whole', async () => {
    await suite.attempt(async () => {
      process.stdout.write(
        `\n${kills} kills: ${[...seen].map(([status, count]) => `${count} ${status}`).join(', ')}; nothing sent twice\n`,
      );
      expect(kills).toBeGreaterThanOrEqual(100);
      expect(await verdictOn(reach.gate)).toMatchObject({ intact: true });
      return undefined;
    });
  });
});

describe('two processes', () => {
  it('that apply the same 100 changes send each of them once', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 100; index += 1) ids.push(await agreed(await invited(reach), ada.key, reach));
    await suite.attempt(async () => {
      const racers = await Promise.all([1, 2].map(() => run('test/support/apply-changes.ts', ...ids)));
      const outcomes = racers.map(({ printed }) => JSON.parse(printed) as Record<string, string>);
      const applied = ids.map((id) => outcomes.filter((each) => each[id] === 'applied').length);
      expect(new Set(applied)).toEqual(new Set([1]));
      return undefined;
    }, 100);
    await suite.attempt(async () => {
      expect(await verdictOn(reach.gate)).toMatchObject({ intact: true });
      return undefined;
    });
  });

  it('that take the last two owners by two changes leave one', async () => {
    const own = await Arena.open(sandbox, {
      people: [ada],
      policy: `${strictPolicy}guards: { own_credential: ask }\n`,
    });
    const [first, second] = [own.process().reach, own.process().reach];
    const owners = async () =>
      (await new Reader(first).items({ id: 'openai.users.list', input: {} }, 'openai')).filter(
        ({ role }) => role === 'owner',
      );
    const take = (owner: { readonly id?: unknown }, through: Reach) =>
      propose({ steps: [{ id: 'openai.users.update', input: { user_id: owner.id, role: 'reader' } }] }, through);
    // All but two go first.
    for (const owner of (await owners()).slice(2)) {
      await apply(await agreed(await take(owner, first), ada.key, first), first);
    }
    const [a = {}, b = {}] = await owners();
    const ids = [
      await agreed(await take(a, first), ada.key, first),
      await agreed(await take(b, second), ada.key, second),
    ];
    await suite.attempt(async () => {
      await Promise.allSettled([apply(String(ids[0]), first), apply(String(ids[1]), second)]);
      expect(await owners()).toHaveLength(1);
      return undefined;
    }, 1);
    await suite.attempt(async () => {
      const [last = {}] = await owners();
      return refusal(take(last, first), /guard last_owner/);
    });
    own.close();
  });

  it('that destroy at once stay within what an hour may bring', async () => {
    const own = await Arena.open(sandbox, {
      people: [ada],
      policy: `${strictPolicy}guards: { destructive_per_hour: 3 }\n`,
    });
    const through = [own.process().reach, own.process().reach];
    const ids: string[] = [];
    for (let index = 0; index < 6; index += 1) {
      const [one = reach] = through;
      const invite = await apply(await agreed(await invited(one), ada.key, one), one);
      const invite_id = String(((invite.steps[0]?.result ?? {}) as { id?: unknown }).id);
      ids.push(
        await agreed(
          await propose({ steps: [{ id: 'openai.invites.delete', input: { invite_id } }] }, one),
          ada.key,
          one,
        ),
      );
    }
    await suite.attempt(async () => {
      await Promise.allSettled(ids.map((id, index) => apply(id, through[index % 2] ?? reach)));
      return undefined;
    }, 3);
    own.close();
  });
});

describe('between two steps', () => {
  const slow = async (between: (own: Arena) => Promise<void> | void, policy = strictPolicy) => {
    const own = await Arena.open(sandbox, { people: [ada], policy });
    const { reach: through } = own.process();
    const steps = [1, 2, 3].map(() => ({ id: 'openai.projects.create', input: { name: fresh('Between') } }));
    const id = await agreed(await propose({ steps }, through), ada.key, through);
    const before = writesSeen(sandbox);
    const done = apply(id, {
      ...through,
      onProgress: () => {},
      async on(operation, connection) {
        if (operation.risk !== 'read' && writesSeen(sandbox) === before + 1) await between(own);
        return through.on(operation, connection);
      },
    });
    const receipt = await done.catch((error: Error) => error);
    own.close();
    return receipt;
  };

  it.each<[string, (own: Arena) => Promise<void> | void, RegExp]>([
    ['a stop', async (own) => stop(own.process().gate, 'enough'), /stopped Steward/],
    ['another policy', (own) => writeFileSync(own.config('policy.yaml'), `${strictPolicy}# another\n`), /policy/],
    ['a policy that is gone', (own) => rmSync(own.config('policy.yaml')), /policy|read-only/],
    [
      'the end of the change’s time',
      async (own) => {
        const later = { now: () => new Date(Date.now() + 2 * 3_600_000) };
        await own.process(later).gate.journal.append({ type: 'read', operation: 'x', connection: 'y' });
      },
      /expired/,
    ],
  ])('%s ends what is not sent yet', async (_, between, why) => {
    await suite.attempt(async () => {
      const receipt = await slow(between);
      return refusal(receipt instanceof Error ? Promise.reject(receipt) : Promise.resolve(receipt), why);
    }, 1);
  });
});

const canMount = process.platform === 'linux' && process.getuid?.() === 0 && tryMount();

function tryMount(): boolean {
  const folder = mkdtempSync(path.join(tmpdir(), 'steward-mount-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]);
  if (status === 0) spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
  return status === 0;
}

describe.skipIf(!canMount)('on a disk that is full (where root may mount a tiny one)', () => {
  let own: Arena;
  let through: Reach;
  let disk: string;
  beforeAll(async () => {
    disk = mkdtempSync(path.join(tmpdir(), 'steward-disk-'));
    spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m,mode=700', 'tmpfs', disk]);
    own = await Arena.open(sandbox, { people: [ada], variables: { STEWARD_STATE_DIR: disk } });
    ({ reach: through } = own.process());
  });
  afterAll(() => {
    own?.close();
    spawnSync('umount', ['-l', disk]);
    rmSync(disk, { recursive: true, force: true });
  });

  /** To the last byte. */
  function full(): () => void {
    mkdirSync(path.join(disk, 'filler'), { recursive: true });
    spawnSync('dd', ['if=/dev/zero', `of=${path.join(disk, 'filler', 'a')}`, 'bs=512'], { stdio: 'ignore' });
    return () => rmSync(path.join(disk, 'filler'), { recursive: true, force: true });
  }
  const everything = async () => {
    const head = await through.gate.head();
    return { head, changes: await through.gate.store.look((tables) => tables.changeIds()) };
  };

  it.each<[string, () => Promise<() => Promise<unknown>>, number]>([
    ['proposing', async () => () => invited(through), 0],
    [
      'agreeing',
      async () => {
        const shown = await invited(through);
        return () => agreed(shown, ada.key, through);
      },
      0,
    ],
    [
      'applying',
      async () => {
        const id = await agreed(await invited(through), ada.key, through);
        return () => apply(id, through);
      },
      1,
    ],
  ])(
    '%s sends nothing, says why, leaves nothing half-written, and works once there is space',
    async (_, prepare, approved) => {
      const work = await prepare();
      const before = await everything();
      const free = full();
      try {
        await suite.attempt(async () => refusal(work(), /disk is full|could not be read or written|cannot grow/));
        expect(await everything()).toEqual(before);
      } finally {
        free();
      }
      await suite.attempt(async () => {
        await work();
        return undefined;
      }, approved);
      expect(await verdictOn(through.gate)).toMatchObject({ intact: true });
    },
  );
});
