import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Shown } from '../../src/gate/change/shown.ts';
import type { Gate } from '../../src/gate/gate.ts';
import { apply } from '../../src/gate/lifecycle/apply.ts';
import { approve, decline } from '../../src/gate/lifecycle/approve.ts';
import { knownChanges, viewChange } from '../../src/gate/lifecycle/describe.ts';
import { type ProposedStep, propose } from '../../src/gate/lifecycle/propose.ts';
import { settle } from '../../src/gate/lifecycle/settle.ts';
import { show, withPlace } from '../../src/gate/lifecycle/show.ts';
import { acknowledgeLoss, resume, stop } from '../../src/gate/lifecycle/stop.ts';
import { proposeUndo } from '../../src/gate/lifecycle/undo.ts';
import { fingerprint, makeKey, type UnlockedKey } from '../../src/gate/people/keys.ts';
import { digestOfList, nextList } from '../../src/gate/people/lists.ts';
import type { Reach } from '../../src/gate/reach.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { sandboxConnections } from '../../src/session/own-sandbox.ts';
import { Session } from '../../src/session/session.ts';
import { easyPolicy, entriesOf, openGate, type TestGate, verdictOn } from '../support/gate.ts';
import { agree, sessionOn, writesSeen } from '../support/gated.ts';
import { World } from '../support/world.ts';

type Json = Record<string, unknown>;

const start = new Date('2026-11-01T12:00:00Z');
const minutes = (count: number) => new Date(start.getTime() + count * 60_000);
const keys: Record<'ada' | 'bob', UnlockedKey> = {
  ada: makeKey('ada', 'a long passphrase').key,
  bob: makeKey('bob', 'a long passphrase').key,
};

let sandbox: Sandbox;
let world: World;
let own: TestGate;
let gate: Gate;
let reach: Reach;
/** The time that the gate sees. */
let now: Date;
/** Two projects that every test may rename: their ids. */
let first: string;
let second: string;

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, now: start });
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  sandbox.reset();
  world = new World(sandbox);
  now = start;
  own = openGate(easyPolicy, { now: () => now, inFlightMs: 0 });
  gate = own.gate;
  reach = sessionOn(sandbox, gate).reach();
  const { data } = (await world.run({ id: 'openai.projects.list', input: {} })) as { data: Json[] };
  const named = data.filter(({ name }) => name !== 'Default project').map(({ id }) => String(id));
  [first = '', second = ''] = named;
});
afterEach(() => own.remove());

const rename = (project_id: string, name: string): ProposedStep => ({
  id: 'openai.projects.update',
  input: { project_id, name },
});
const proposed = (...steps: ProposedStep[]) => propose({ steps }, reach);
const nameOf = async (project_id: string) =>
  ((await world.run({ id: 'openai.projects.get', input: { project_id } })) as Json)['name'];

async function approved(...steps: ProposedStep[]): Promise<Shown> {
  const shown = await proposed(...steps);
  expect(await agree(shown, reach)).toBeUndefined();
  return shown;
}

/** Whatever is done, nothing that could change anything is sent. */
async function expectNothingSent(work: Promise<unknown>, refused: object): Promise<void> {
  const before = writesSeen(sandbox);
  await expect(work).rejects.toMatchObject(refused);
  expect(writesSeen(sandbox)).toBe(before);
}

/** What a program that has the database's file can do. */
function meddle(sql: string): void {
  const database = new DatabaseSync(gate.store.outside.file);
  database.exec(sql);
  database.close();
}

async function enrolled(...people: UnlockedKey[]): Promise<void> {
  const approvers = people.map((key) => ({
    name: key.name,
    kind: 'passphrase' as const,
    key: fingerprint(key),
    public_key: key.public_key,
    enrolled_at: start.toISOString(),
  }));
  const list = nextList(undefined, approvers, [people[0] as UnlockedKey]);
  await gate.store.alone(async (tables) => {
    await tables.addApproverList(JSON.stringify(list));
    const entry = { type: 'approvers', list: digestOfList(list), action: 'enrolled', approver: 'ada' } as const;
    await gate.journal.within(tables, entry);
  });
  writeFileSync(path.join(gate.places.user, 'approvers.root'), digestOfList(list));
}

describe('what is stored of a change', () => {
  it('is what was proposed and nothing that can be derived; the journal has its digest', async () => {
    const { record, steps } = await proposed({ ...rename(first, 'B') });
    expect(Object.keys(record).sort()).toEqual(
      ['destinations', 'expires_at', 'id', 'policy', 'proposed_at', 'proposer', 'steps', 'store', 'v'].sort(),
    );
    expect(record.steps).toEqual([
      {
        connection: 'openai',
        operation: 'openai.projects.update',
        input: { project_id: first, name: 'B' },
        state: steps[0]?.state,
      },
    ]);
    expect(record.destinations[0]?.organization).toMatch(/^org/);
    const [entry] = (await entriesOf(gate)).filter(({ type }) => type === 'proposed');
    expect(entry).toMatchObject({ change: record.id, operations: ['openai.projects.update'], connections: ['openai'] });
  });

  it.each([
    ['another name', `replace(record, '"name":"B"', '"name":"C"')`],
    ['a weaker risk beside it', `replace(record, '"v":2', '"v":2,"risk":"write"')`],
    ['a later expiry', `replace(record, '2026-11-01T13', '2027-11-01T13')`],
    ['nothing', `''`],
  ])('is refused as edited with %s, whatever is asked of it', async (_what, sql) => {
    const shown = await approved(rename(first, 'B'));
    const { id } = shown.record;
    meddle(`UPDATE changes SET record = ${sql}`);
    const edited = { code: 'change_edited' };
    await expectNothingSent(show(id, reach), edited);
    await expectNothingSent(approve(shown, { channel: 'terminal', approver: 'x' }, reach), edited);
    await expectNothingSent(apply(id, reach), edited);
    await expectNothingSent(proposeUndo(id, reach), edited);
    expect(await knownChanges(gate)).toEqual([{ id, problem: expect.stringMatching(/^What is stored as chg_/) }]);
    expect((await entriesOf(gate)).filter(({ type }) => type === 'refused')).toContainEqual(
      expect.objectContaining({ change: id, code: 'change_edited' }),
    );
  });

  it('is refused when nobody proposed it', async () => {
    const { record } = await approved(rename(first, 'B'));
    const forged = { ...record, id: 'chg_forgedforged' };
    await gate.store.alone((tables) => tables.addChange(forged.id, JSON.stringify(forged)));
    await expectNothingSent(apply(forged.id, reach), {
      code: 'change_edited',
      message: expect.stringMatching(/never proposed/),
    });
  });
});

describe('a yes', () => {
  it('is to what was shown: another digest is refused', async () => {
    const shown = await proposed(rename(first, 'B'));
    const another = await proposed(rename(first, 'C'));
    const consent = { channel: 'terminal', approver: 'x' } as const;
    for (const digest of ['0'.repeat(64), another.digest]) {
      await expectNothingSent(approve({ ...shown, digest }, consent, reach), { code: 'not_what_was_shown' });
    }
    await expectNothingSent(apply(shown.record.id, reach), { code: 'approval_missing' });
    expect((await show(shown.record.id, reach)).digest).toBe(shown.digest);
  });

  it('is to one place for a secret, absolute from the moment it is chosen', async () => {
    own.writePolicy(easyPolicy.replace('guards: {', 'guards: { owner_grants: ask,'));
    const shown = await proposed({ id: 'openai.admin_api_keys.create', input: { name: 'ci' } });
    const placed = withPlace(shown, 'file:key');
    expect(placed.reveal).toBe(`file:${path.resolve('key')}`);
    expect(placed.digest).not.toBe(shown.digest);
    const moved = { ...placed, reveal: 'file:/tmp/elsewhere' };
    await expect(approve(moved, { channel: 'terminal', approver: 'x' }, reach)).rejects.toMatchObject({
      code: 'not_what_was_shown',
    });
    for (const [place, code] of [
      ['nowhere', 'reveal_unknown'],
      [null, 'reveal_missing'],
    ] as const) {
      expect(() => withPlace(shown, place)).toThrow(expect.objectContaining({ code }));
    }
    expect(() => withPlace({ ...shown, steps: [] }, 'terminal')).toThrow(
      expect.objectContaining({ code: 'reveal_needless' }),
    );
  });

  it('is not taken while things are not as they were proposed on', async () => {
    const shown = await proposed(rename(first, 'B'));
    await world.run({ id: 'openai.projects.update', input: { project_id: first, name: 'Meanwhile' } });
    await expectNothingSent(agree(shown, reach), {
      code: 'change_drifted',
      message: expect.stringMatching(/→ "Meanwhile"/),
    });
    expect((await viewChange(shown.record.id, reach)).steps[0]?.drift).toHaveLength(1);
  });

  it('by a weaker channel than policy asks for is refused', async () => {
    own.writePolicy(easyPolicy.replace('write: terminal', 'write: signature'));
    const shown = await proposed(rename(first, 'B'));
    await expectNothingSent(agree(shown, reach), { code: 'channel_too_weak' });
  });

  it('of two people is two keys, whatever they call themselves', async () => {
    await enrolled(keys.ada, keys.bob);
    mkdirSync(gate.places.system, { recursive: true, mode: 0o755 });
    writeFileSync(
      path.join(gate.places.system, 'policy.yaml'),
      easyPolicy.replace('write: terminal', 'write: { channel: signature, people: 2 }'),
      { mode: 0o644 },
    );
    const shown = await proposed(rename(first, 'B'));
    const sign = (key: UnlockedKey) => approve(shown, { channel: 'signature', key }, reach);
    expect(await sign(keys.ada)).toBe('one approval by signature, of 2 different people');
    expect(await sign(keys.ada)).toBe('one approval by signature, of 2 different people');
    expect(await sign({ ...keys.ada, name: 'bob' })).toBe('one approval by signature, of 2 different people');
    await expectNothingSent(apply(shown.record.id, reach), { code: 'approval_missing' });
    expect(await sign(keys.bob)).toBeUndefined();
    expect(await apply(shown.record.id, reach)).toMatchObject({ outcome: 'applied' });
  });

  it('that was written into the journal by somebody else counts for nothing', async () => {
    const shown = await proposed(rename(first, 'B'));
    const { id: change } = shown.record;
    const agreement = {
      purpose: 'approve change',
      v: 1,
      store: gate.store.id,
      change,
      digest: shown.digest,
      channel: 'terminal',
      approver: 'tester',
      key: null,
      reveal: null,
      at: now.toISOString(),
      nonce: 'n',
    } as const;
    await gate.journal.append({ type: 'approved', change, agreement, seal: { kind: 'store', mac: 'f'.repeat(64) } });
    await gate.journal.append({ type: 'approved', change, agreement, seal: null as never });
    await expectNothingSent(apply(change, reach), { code: 'approval_missing' });
    expect(await verdictOn(gate)).toMatchObject({
      intact: false,
      problem: { what: expect.stringMatching(/^has a seal that/) },
    });
  });

  it('does not count once the policy, or who may approve, is another one', async () => {
    const { record } = await approved(rename(first, 'B'));
    own.writePolicy(easyPolicy.replace('100000', '99999'));
    await expectNothingSent(apply(record.id, reach), { code: 'policy_changed' });
    own.writePolicy(easyPolicy);
    await enrolled(keys.ada);
    await expectNothingSent(apply(record.id, reach), { kind: 'policy' });
  });

  it('counts once', async () => {
    const { record } = await approved(rename(first, 'B'));
    expect(await apply(record.id, reach)).toMatchObject({ outcome: 'applied' });
    await expectNothingSent(apply(record.id, reach), { code: 'change_closed' });
    await expectNothingSent(show(record.id, reach), { code: 'change_closed' });
  });

  it('counts once for however many who apply at the same time', async () => {
    const { record } = await approved(rename(first, 'B'));
    const others = [reach, sessionOn(sandbox, own.reopen()).reach(), sessionOn(sandbox, own.reopen()).reach()];
    const before = writesSeen(sandbox);
    const all = await Promise.allSettled(others.map((each) => apply(record.id, each)));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(writesSeen(sandbox)).toBe(before + 1);
  });
});

describe('an expiry', () => {
  it('ends a change for show, approve and apply', async () => {
    const shown = await approved(rename(first, 'B'));
    now = minutes(61);
    const expired = { code: 'change_expired' };
    await expectNothingSent(show(shown.record.id, reach), expired);
    await expectNothingSent(agree(shown, reach), expired);
    await expectNothingSent(apply(shown.record.id, reach), expired);
    expect((await viewChange(shown.record.id, reach)).status).toBe('expired');
  });

  it('is not undone by a clock that is set back: the journal has seen a later time', async () => {
    const { record } = await approved(rename(first, 'B'));
    now = minutes(61);
    await gate.journal.append({ type: 'read', operation: 'openai.projects.list', connection: 'openai' });
    now = minutes(1);
    await expectNothingSent(apply(record.id, reach), { code: 'change_expired' });
    expect((await viewChange(record.id, reach)).status).toBe('expired');
  });
});

describe('a change of several steps', () => {
  it('goes on where it stopped when nothing was sent of a step, under the same yes', async () => {
    const { record } = await approved(rename(first, 'One'), rename(second, 'Two'));
    const before = writesSeen(sandbox);
    // The second step's state is read once more before it is sent.
    sandbox.faults.add({
      kind: 'error',
      status: 403,
      route: `GET /openai/v1/organization/projects/${second}`,
      count: 1,
    });
    const stopped = await apply(record.id, reach);
    expect(stopped.steps.map(({ outcome }) => outcome)).toEqual(['applied', 'failed']);
    expect(stopped.outcome).toBe('stopped');
    expect((await viewChange(record.id, reach)).status).toBe('stopped');
    expect(await apply(record.id, reach)).toMatchObject({ outcome: 'applied' });
    expect(writesSeen(sandbox)).toBe(before + 2);
    expect([await nameOf(first), await nameOf(second)]).toEqual(['One', 'Two']);
  });

  it('stops where a later step has drifted, and goes on once it is as it was', async () => {
    const was = await nameOf(second);
    const { record } = await approved(rename(first, 'One'), rename(second, 'Two'));
    await world.run({ id: 'openai.projects.update', input: { project_id: second, name: 'Meanwhile' } });
    const stopped = await apply(record.id, reach);
    expect(stopped.steps.map(({ outcome }) => outcome)).toEqual(['applied', 'drifted']);
    expect(stopped.outcome).toBe('stopped');
    await world.run({ id: 'openai.projects.update', input: { project_id: second, name: was } });
    expect(await apply(record.id, reach)).toMatchObject({ outcome: 'applied' });
  });

  it('may change one thing twice: the later step is held against what the earlier made of it', async () => {
    const shown = await approved(rename(first, 'One'), rename(first, 'Two'));
    expect(shown.steps.map(({ after }) => after)).toEqual([[], [0]]);
    expect(await apply(shown.record.id, reach)).toMatchObject({ outcome: 'applied' });
    expect(await nameOf(first)).toBe('Two');
  });

  it('reads each state once, however many steps are about it', async () => {
    const many = Array.from({ length: 30 }, (_, index) => rename(first, `Name ${index}`));
    const before = sandbox.requests().length;
    await proposed(...many);
    const reads = sandbox
      .requests()
      .slice(before)
      .map(({ target }) => target);
    expect(reads.filter((target) => target.endsWith(`/projects/${first}`)).length).toBeLessThanOrEqual(2);
  });

  it('may use what an earlier step was answered with', async () => {
    const create: ProposedStep = { id: 'openai.projects.create', input: { name: 'Made' } };
    const about = (field: string): ProposedStep => ({
      id: 'openai.projects.update',
      input: { project_id: { from_step: 1, field }, name: 'Made and renamed' },
    });
    const receipt = await apply((await approved(create, about('id'))).record.id, reach);
    expect(receipt.outcome).toBe('applied');
    const [made] = receipt.steps;
    const id = String((made?.result as Json | undefined)?.['id']);
    expect(receipt.steps[1]?.input).toEqual({ project_id: id, name: 'Made and renamed' });
    expect(await nameOf(id)).toBe('Made and renamed');
    const missing = await apply((await approved(create, about('nothing'))).record.id, reach);
    expect(missing.steps[1]).toMatchObject({
      outcome: 'failed',
      note: expect.stringMatching(/Nothing was sent: The answer of step 1 has no nothing/),
    });
  });

  it('with a reference that leads nowhere is not even proposed', async () => {
    const wrong = { id: 'openai.projects.update', input: { project_id: { from_step: 1, field: 'id' }, name: 'B' } };
    await expectNothingSent(proposed(wrong), { code: 'from_step_invalid' });
  });

  it('has at least one, and no more than a person can decide about', async () => {
    await expectNothingSent(proposed(), { code: 'change_steps' });
    await expectNothingSent(proposed(...Array(501).fill(rename(first, 'B'))), { code: 'change_steps' });
  });
});

describe('a change over several connections', () => {
  const workspace = (name: string): ProposedStep => ({
    id: 'anthropic.workspaces.create',
    input: { name },
    connection: 'anthropic',
  });

  it('has one digest, one yes, the strictest need of all, and keeps its order', async () => {
    const invite = { id: 'openai.invites.create', input: { email: 'a@example.com', role: 'reader' } };
    own.writePolicy(easyPolicy.replace('write: terminal', 'write: elicitation'));
    const shown = await proposed(workspace('Both'), invite);
    expect(shown.requirement).toEqual({ channel: 'terminal', people: 1 });
    expect(shown.record.destinations.map(({ name }) => name)).toEqual(['anthropic', 'openai']);
    await agree(shown, reach);
    const before = sandbox.requests().length;
    expect(await apply(shown.record.id, reach)).toMatchObject({ outcome: 'applied' });
    const written = sandbox
      .requests()
      .slice(before)
      .filter(({ method }) => method === 'POST');
    expect(written.map(({ target }) => target.split('/')[1])).toEqual(['anthropic', 'openai']);
  });

  it.each([
    [
      'is missing',
      (all: ReturnType<typeof sandboxConnections>) => all.filter(({ name }) => name !== 'openai'),
      { kind: expect.stringMatching(/input|credential|policy/) },
    ],
    [
      'reaches another address',
      (all: ReturnType<typeof sandboxConnections>) =>
        all.map((each) => (each.name === 'openai' ? { ...each, baseUrl: `${each.baseUrl}/` } : each)),
      { code: 'connection_changed' },
    ],
    [
      'takes its key from elsewhere',
      (all: ReturnType<typeof sandboxConnections>) =>
        all.map((each) =>
          each.name === 'openai'
            ? { ...each, credential: { kind: 'environment', variable: 'OTHER_KEY' } as const }
            : each,
        ),
      { code: 'connection_changed' },
    ],
  ])('sends nothing when one of them %s', async (_what, change, refused) => {
    const { record } = await approved(workspace('Never'), rename(first, 'Never'));
    const others = new Session({
      environment: { OTHER_KEY: sandbox.openai.admin_key },
      connections: () => change(sandboxConnections(sandbox)),
      gate: () => gate,
    }).reach();
    await expectNothingSent(apply(record.id, others), refused);
  });
});

describe('policy about organisations', () => {
  it('gives the same verdict to the same key under another name', async () => {
    own.writePolicy(`${easyPolicy}rules: [{ deny: "openai.projects.*", connection: prod }]\n`);
    const under = (...names: string[]) =>
      new Session({
        environment: {},
        connections: () => {
          const { ...openai } = sandboxConnections(sandbox).find(({ name }) => name === 'openai');
          return names.map((name) => ({ ...openai, name }) as ReturnType<typeof sandboxConnections>[number]);
        },
        gate: () => gate,
      }).reach();
    const denied = { code: 'denied' };
    const step = { ...rename(first, 'B'), connection: 'spare' };
    await expectNothingSent(propose({ steps: [step] }, under('prod', 'spare')), denied);
    await expect(propose({ steps: [step] }, under('spare'))).resolves.toBeDefined();
  });
});

describe('a step that waits', () => {
  const wait = (equals: string, until = minutes(50).toISOString()) => ({
    operation: 'openai.projects.get',
    input: { project_id: second },
    field: 'name',
    equals,
    until,
  });

  it('is sent once what it waits for is so, under the same yes', async () => {
    const { record } = await approved(rename(second, 'Getting ready'), {
      ...rename(first, 'After'),
      wait: wait('Ready'),
    });
    const before = writesSeen(sandbox);
    expect(await apply(record.id, reach)).toMatchObject({
      outcome: 'waiting',
      steps: [{ outcome: 'applied' }, { outcome: 'waiting' }],
    });
    expect(await apply(record.id, reach)).toMatchObject({ outcome: 'waiting' });
    expect(writesSeen(sandbox)).toBe(before + 1);
    expect((await viewChange(record.id, reach)).status).toBe('waiting');
    await world.run({ id: 'openai.projects.update', input: { project_id: second, name: 'Ready' } });
    expect(await apply(record.id, reach)).toMatchObject({ outcome: 'applied' });
    expect(await nameOf(first)).toBe('After');
  });

  it('is never sent once the change was declined', async () => {
    const { record } = await approved({ ...rename(first, 'After'), wait: wait('Ready') });
    expect(await apply(record.id, reach)).toMatchObject({ outcome: 'waiting' });
    await decline(gate, record.id, 'no longer');
    await world.run({ id: 'openai.projects.update', input: { project_id: second, name: 'Ready' } });
    await expectNothingSent(apply(record.id, reach), { code: 'change_closed' });
  });

  it('is not sent after the date that it waits until', async () => {
    const { record } = await approved({ ...rename(first, 'After'), wait: wait('Ready', minutes(10).toISOString()) });
    await world.run({ id: 'openai.projects.update', input: { project_id: second, name: 'Ready' } });
    now = minutes(11);
    const before = writesSeen(sandbox);
    expect((await apply(record.id, reach)).steps[0]).toMatchObject({
      outcome: 'failed',
      note: expect.stringMatching(/^Nothing was sent: It was to wait until 2026-11-01T12:10/),
    });
    expect(writesSeen(sandbox)).toBe(before);
    expect((await entriesOf(gate)).at(-3)).toMatchObject({ type: 'refused', code: 'wait_over' });
  });

  it('can wait for what a read shows, and for nothing else', async () => {
    const step = { ...rename(first, 'B'), wait: { ...wait('Ready'), operation: 'openai.projects.archive' } };
    await expectNothingSent(proposed(step), { code: 'wait_invalid' });
  });
});

describe('a stop', () => {
  it('holds for whatever is not sent yet, until a person lets it go on', async () => {
    const { record } = await approved(rename(first, 'B'));
    await stop(gate, 'something is odd');
    const stopped = { code: 'stopped' };
    await expectNothingSent(apply(record.id, reach), stopped);
    await expectNothingSent(proposed(rename(first, 'C')), stopped);
    await expect(resume(gate, { channel: 'elicitation', approver: 'x' })).rejects.toMatchObject({
      code: 'channel_too_weak',
    });
    await resume(gate, { channel: 'terminal', approver: 'x' });
    expect(await apply(record.id, reach)).toMatchObject({ outcome: 'applied' });
    await expect(resume(gate, { channel: 'terminal', approver: 'x' })).rejects.toMatchObject({ code: 'not_stopped' });
  });

  it('is not ended by what somebody writes into the journal, nor by the yes to another stop', async () => {
    await stop(gate);
    await resume(gate, { channel: 'terminal', approver: 'x' });
    const old = (await entriesOf(gate)).find(({ type }) => type === 'resumed') as never as {
      agreement: never;
      seal: never;
    };
    await stop(gate);
    await gate.journal.append({ type: 'resumed', agreement: old.agreement, seal: old.seal });
    await gate.journal.append({ type: 'resumed' } as never);
    await expectNothingSent(proposed(rename(first, 'C')), { code: 'stopped' });
  });

  it('is ended by an approver’s signature alone, where approvers are enrolled', async () => {
    await enrolled(keys.ada);
    await stop(gate);
    await expect(resume(gate, { channel: 'terminal', approver: 'x' })).rejects.toMatchObject({
      code: 'channel_too_weak',
    });
    await resume(gate, { channel: 'signature', key: keys.bob });
    await expect(gate.refuseStopped()).rejects.toMatchObject({ code: 'stopped' });
    await resume(gate, { channel: 'signature', key: keys.ada });
    await expect(gate.refuseStopped()).resolves.toBeUndefined();
  });
});

describe('a store of which something is missing', () => {
  it('changes nothing until a person acknowledges it, and then counts no approval given before', async () => {
    const shown = await approved(rename(first, 'B'));
    const { id } = shown.record;
    meddle('DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)');
    await expectNothingSent(apply(id, reach), { kind: 'policy' });
    await expectNothingSent(proposed(rename(first, 'C')), { code: 'denied', advice: { action: 'acknowledge_loss' } });
    await expect(acknowledgeLoss(gate, { channel: 'elicitation', approver: 'x' })).rejects.toMatchObject({
      code: 'channel_too_weak',
    });
    expect(await acknowledgeLoss(gate, { channel: 'terminal', approver: 'x' })).toMatch(/some of them are gone/);
    await expectNothingSent(apply(id, reach), { code: 'change_of_other_store' });
    expect(await apply((await approved(rename(first, 'C'))).record.id, reach)).toMatchObject({ outcome: 'applied' });
    await expect(acknowledgeLoss(gate, { channel: 'terminal', approver: 'x' })).rejects.toMatchObject({
      code: 'nothing_lost',
    });
  });

  it('is noticed in a copy, in which no approval counts either', async () => {
    const { record } = await approved(rename(first, 'B'));
    gate.close();
    const copied = path.join(own.home, 'copied');
    mkdirSync(copied, { mode: 0o700 });
    copyFileSync(gate.store.outside.file, path.join(copied, 'steward.db'));
    const copy = own.reopen({ environment: { HOME: own.home, STEWARD_STATE_DIR: copied } });
    const there = sessionOn(sandbox, copy).reach();
    await expectNothingSent(apply(record.id, there), { kind: 'policy' });
    expect(await acknowledgeLoss(copy, { channel: 'terminal', approver: 'x' })).toMatch(/is a copy/);
    await expectNothingSent(apply(record.id, there), { code: 'change_of_other_store' });
  });
});

describe('a change whose process died after it had begun to send', () => {
  /** As the transaction before the request leaves it behind. */
  async function begun({ record, digest }: Shown): Promise<void> {
    await gate.store.alone(async (tables) => {
      await tables.claim(record.id, 0);
      await gate.journal.within(tables, {
        type: 'sending',
        change: record.id,
        step: 0,
        operation: record.steps[0]?.operation ?? '',
        connection: 'openai',
        risk: 'write',
        digest,
      });
    });
  }

  it.each([
    [
      'applied',
      async () => void (await world.run({ id: 'openai.projects.update', input: { project_id: first, name: 'B' } })),
    ],
    ['not_applied', async () => {}],
    [
      'unknown',
      async () =>
        void (await world.run({ id: 'openai.projects.update', input: { project_id: first, name: 'Neither' } })),
    ],
  ])('is settled as %s by reading, and never sent again', async (outcome, happened) => {
    const shown = await approved(rename(first, 'B'));
    await begun(shown);
    await happened();
    expect((await viewChange(shown.record.id, reach)).status).toBe('applying');
    await expect(decline(gate, shown.record.id)).rejects.toMatchObject({ code: 'change_applying' });
    const before = writesSeen(sandbox);
    expect(await settle(shown.record.id, reach)).toMatchObject({
      outcome,
      steps: [{ note: expect.stringMatching(/^The process that applied it ended early/) }],
    });
    expect(await settle(shown.record.id, reach)).toBeUndefined();
    await expect(apply(shown.record.id, reach)).rejects.toMatchObject({ code: 'change_closed' });
    expect(writesSeen(sandbox)).toBe(before);
  });

  it('that makes something is looked for in its list', async () => {
    const create: ProposedStep = { id: 'openai.projects.create', input: { name: 'Made before it died' } };
    const made = await approved(create);
    await begun(made);
    await world.run(create as { id: string; input: Json });
    expect(await settle(made.record.id, reach)).toMatchObject({ outcome: 'applied' });
    const notMade = await approved({ ...create, input: { name: 'Never made' } });
    await begun(notMade);
    expect(await settle(notMade.record.id, reach)).toMatchObject({ outcome: 'not_applied' });
  });

  it('is settled first by whoever applies it', async () => {
    const shown = await approved(rename(first, 'One'), rename(second, 'Two'));
    await begun(shown);
    await world.run({ id: 'openai.projects.update', input: { project_id: first, name: 'One' } });
    const before = writesSeen(sandbox);
    expect(await apply(shown.record.id, reach)).toMatchObject({ outcome: 'applied' });
    expect(writesSeen(sandbox)).toBe(before + 1);
  });

  it('cannot be made to look unsent: a claimed step is not claimed twice', async () => {
    const shown = await approved(rename(first, 'B'));
    await begun(shown);
    meddle(`UPDATE journal SET type = 'read', change_id = NULL WHERE type = 'sending'`);
    const before = writesSeen(sandbox);
    const receipt = await apply(shown.record.id, reach);
    expect(receipt.steps[0]).toMatchObject({ outcome: 'failed', note: expect.stringMatching(/was sent before/) });
    expect(writesSeen(sandbox)).toBe(before);
  });
});

describe('undoing', () => {
  it('takes the applied steps back in reverse order, as a change like any other', async () => {
    const [one, two] = [await nameOf(first), await nameOf(second)];
    const { record } = await approved(rename(first, 'One'), rename(second, 'Two'));
    await apply(record.id, reach);
    const undo = await proposeUndo(record.id, reach);
    expect(undo.record.steps.map(({ input }) => input)).toEqual([
      { project_id: second, name: two },
      { project_id: first, name: one },
    ]);
    await expectNothingSent(apply(undo.record.id, reach), { code: 'approval_missing' });
    await agree(undo, reach);
    await apply(undo.record.id, reach);
    expect([await nameOf(first), await nameOf(second)]).toEqual([one, two]);
  });

  it('of what changed nothing, or is final, is refused', async () => {
    const waiting = await proposed(rename(first, 'B'));
    await expectNothingSent(proposeUndo(waiting.record.id, reach), { code: 'nothing_to_undo' });
    const { record } = await approved({ id: 'openai.projects.archive', input: { project_id: first } });
    await apply(record.id, reach);
    await expectNothingSent(proposeUndo(record.id, reach), { code: 'irreversible' });
  });

  it('is not misled by a receipt that was written over', async () => {
    const { record } = await approved(rename(first, 'B'));
    await apply(record.id, reach);
    meddle(`UPDATE receipts SET receipt = replace(receipt, 'applied', 'applied ')`);
    await expectNothingSent(proposeUndo(record.id, reach), { code: 'nothing_to_undo' });
  });
});
