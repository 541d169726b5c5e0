import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnyOperation, OperationCall } from '../../src/catalogue/define.ts';
import { catalogue, operationById } from '../../src/catalogue/index.ts';
import { subjectOf } from '../../src/gate/change/effect.ts';
import { execute } from '../../src/gate/execute.ts';
import type { Execution } from '../../src/gate/execution.ts';
import { apply } from '../../src/gate/lifecycle/apply.ts';
import { decline } from '../../src/gate/lifecycle/approve.ts';
import { viewChange } from '../../src/gate/lifecycle/describe.ts';
import { propose } from '../../src/gate/lifecycle/propose.ts';
import { differences, sameState } from '../../src/gate/lifecycle/state.ts';
import { proposeUndo } from '../../src/gate/lifecycle/undo.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { expectNoSecretsUnder } from '../support/canary.ts';
import { easyPolicy, openGate, type TestGate } from '../support/gate.ts';
import { agree, changed, connectionFor, executionOn, writesSeen } from '../support/gated.ts';
import { World } from '../support/world.ts';

type Json = Record<string, unknown>;
type Write = Exclude<AnyOperation, { risk: 'read' }>;

const writes = catalogue.filter((operation): operation is Write => operation.risk !== 'read');
const named = (operations: readonly Write[]) => operations.map((operation) => [operation.id, operation] as const);
const unguarded = easyPolicy.replace('guards: {', 'guards: { owner_grants: ask, own_credential: ask, last_owner: ask,');

let sandbox: Sandbox;
let world: World;
let own: TestGate;
const on = (id: string): Execution => executionOn(sandbox, own.gate, connectionFor(id));
const openai = (): Execution => executionOn(sandbox, own.gate, 'openai');
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, now: new Date('2026-11-01T12:00:00Z') });
  world = new World(sandbox);
  own = openGate(unguarded);
});
afterAll(async () => {
  own.remove();
  await sandbox.close();
});

describe('on a fresh state folder every write is refused, with the sentence that says how a person can allow it', () => {
  const fresh = openGate();
  afterAll(() => fresh.remove());

  it.each(named(writes))('%s', async (id, operation) => {
    const input = await world.inputFor(operation);
    const before = writesSeen(sandbox);
    const execution = executionOn(sandbox, fresh.gate, connectionFor(id));
    const refused = { kind: 'policy', hint: expect.stringMatching(/by writing a policy|env:NAME/) };
    await expect(propose({ steps: [{ id, input }] }, execution)).rejects.toMatchObject(refused);
    await expect(execute(operation, input, execution)).rejects.toMatchObject({ code: 'change_needs_approval' });
    expect(writesSeen(sandbox)).toBe(before);
  });
});

describe('undo restores the state that was read before', () => {
  it.each(named(writes.filter(({ undo }) => undo)))('%s', async (id, operation) => {
    const input = await world.inputFor(operation);
    const read = operation.before?.(input) as OperationCall | undefined;
    await makeSomethingToEnd(operation, input, read);
    const before = read && (await world.run(read).catch(() => null));
    const { id: change, ...receipt } = await applied(operation, input);
    expect(receipt).toMatchObject({ outcome: 'applied', steps: [{ operation: id }] });
    const result = receipt.steps[0]?.result as never;
    const shown = operation.after?.(input, result);
    const undo = await proposeUndo(change, on(id)).catch((error: { code: string }) => error);
    if ('code' in undo) {
      expect(undo.code).toBe('irreversible');
      return;
    }
    agree(undo.change.id, own.gate, revealFor(undo.change.steps.some(({ reveals }) => reveals)));
    const undone = await apply(undo.change.id, on(id));
    expect(undone).toMatchObject({ outcome: 'applied' });
    if (read) {
      // What was deleted comes back under another id, so that only the read of the undo shows it.
      const now = await world.run(read).catch(() => withIdOf(before, subjectOf(undone.steps[0]?.state)));
      expect(sameState(before, now) ? [] : differences(before, now)).toEqual([]);
    } else if (shown?.id.endsWith('.get')) {
      await expect(world.run(shown)).rejects.toMatchObject({ status: 404 });
    }
  });
});

/** What is to be removed must be there: a membership that only a list shows, or a setting that nobody made yet. */
async function makeSomethingToEnd(operation: Write, input: Json, read: OperationCall | undefined): Promise<void> {
  if (!read || !operation.http.startsWith('DELETE ')) return;
  if (!read.id.endsWith('.get')) await world.addFirst(operation, input);
  await world.run(read).catch(() => world.setFirst(operation, input));
}

function withIdOf(before: unknown, now: unknown): unknown {
  return before === null ? null : { ...(now as Json), id: (before as Json)['id'] };
}

async function applied(operation: Write, input: Json) {
  const { change } = await propose({ steps: [{ id: operation.id, input }] }, on(operation.id));
  agree(change.id, own.gate, revealFor(operation.reveals !== undefined));
  return { id: change.id, ...(await apply(change.id, on(operation.id))) };
}

function revealFor(reveals: boolean): string | undefined {
  return reveals ? `file:${path.join(own.home, `secret-${Math.random().toString(36).slice(2)}`)}` : undefined;
}

describe('a change', () => {
  const project = async () => {
    const { data } = (await world.run({ id: 'openai.projects.list', input: {} })) as { data: Json[] };
    return data.find(({ name }) => name === 'Staging') as { id: string; name: string };
  };

  it('shows the state before, the effect, what else it touches and how it is undone', async () => {
    const { id } = await project();
    const { change } = await propose(
      { steps: [{ id: 'openai.projects.archive', input: { project_id: id } }] },
      openai(),
    );
    expect(change.steps[0]).toMatchObject({ risk: 'destructive', state: { name: 'Staging' } });
    expect(change.steps[0]?.impact.join('\n')).toMatch(/\d+ API keys stop working: /);
    expect(change.steps[0]?.irreversible).toMatch(/final/);
  });

  it('stops as drifted when the state is no longer the plan’s, and says what differs', async () => {
    const { id } = await project();
    const { change } = await propose(
      { steps: [{ id: 'openai.projects.update', input: { project_id: id, name: 'B' } }] },
      openai(),
    );
    agree(change.id, own.gate);
    await world.run({ id: 'openai.projects.update', input: { project_id: id, name: 'Renamed meanwhile' } });
    const receipt = await apply(change.id, openai());
    expect(receipt).toMatchObject({
      outcome: 'drifted',
      steps: [{ note: expect.stringMatching(/name: "Staging" → "Renamed meanwhile"/) }],
    });
    await world.run({ id: 'openai.projects.update', input: { project_id: id, name: 'Staging' } });
  });

  it('of several steps is agreed to as one, stops at the first failure, and goes on from there', async () => {
    const { id } = await project();
    const gone = await changed('openai.projects.spend_alerts.create', alert(id), openai());
    const alertId = (gone.steps as unknown as [{ result: { id: string } }])[0].result.id;
    const steps = [
      { id: 'openai.projects.update', input: { project_id: id, name: 'Step one' } },
      { id: 'openai.projects.spend_alerts.delete', input: { project_id: id, alert_id: alertId } },
    ];
    const { change } = await propose({ steps }, openai());
    agree(change.id, own.gate);
    sandbox.faults.add({ kind: 'error', status: 403, route: 'DELETE *', count: 1 });
    const stopped = await apply(change.id, openai());
    expect(stopped.steps.map(({ outcome }) => outcome)).toEqual(['applied', 'failed']);
    expect(stopped.outcome).toBe('stopped');
    const before = writesSeen(sandbox);
    expect(await apply(change.id, openai())).toMatchObject({ outcome: 'applied' });
    expect(writesSeen(sandbox)).toBe(before + 1);
    await world.run({ id: 'openai.projects.update', input: { project_id: id, name: 'Staging' } });
  });

  it('that makes a secret gives it to the place that was chosen, and to nothing else', async () => {
    const file = path.join(own.home, 'admin-key');
    const { change } = await propose(
      { steps: [{ id: 'openai.admin_api_keys.create', input: { name: 'ci' } }] },
      openai(),
    );
    expect(() => agree(change.id, own.gate)).toThrow(/makes a secret that is shown once/);
    agree(change.id, own.gate, `file:${file}`);
    const receipt = await apply(change.id, openai());
    const secret = readFileSync(file, 'utf8').trim();
    expect(secret).toMatch(/^sk-admin-/);
    expect(JSON.stringify([receipt, viewChange(own.gate, change.id), [...own.gate.journal.entries()]])).not.toContain(
      secret,
    );
  });

  it('whose place for a secret cannot be used is not sent', async () => {
    const { change } = await propose(
      { steps: [{ id: 'openai.admin_api_keys.create', input: { name: 'ci' } }] },
      openai(),
    );
    agree(change.id, own.gate, 'file:/nowhere/at/all');
    const before = writesSeen(sandbox);
    await expect(apply(change.id, openai())).rejects.toMatchObject({ code: 'reveal_file' });
    expect(writesSeen(sandbox)).toBe(before);
    expect(existsSync('/nowhere')).toBe(false);
    expect(viewChange(own.gate, change.id).status).toBe('approved');
  });

  it('holds where a secret input is kept, never the secret', async () => {
    const input = { endpoint_url: 'https://otel.example.com', workspaces: { type: 'include' } };
    const id = 'anthropic.telemetry_destinations.create';
    const literal = { steps: [{ id, input: { ...input, headers: { authorization: 'Bearer hunter2hunter2' } } }] };
    await expect(propose(literal, on(id))).rejects.toMatchObject({ code: 'secret_in_input' });
    const { change } = await propose(
      { steps: [{ id, input: { ...input, headers: { authorization: 'env:OTEL_TOKEN' } } }] },
      on(id),
    );
    agree(change.id, own.gate);
    await expect(apply(change.id, on(id))).resolves.toMatchObject({ outcome: 'failed' });
  });

  it('takes no key in an input that is not for one, and keeps none in its reason', async () => {
    const key = sandbox.openai.admin_key;
    const named = { id: 'openai.projects.create', input: { name: `Search ${key}` } };
    await expect(propose({ steps: [named] }, openai())).rejects.toMatchObject({ code: 'secret_in_input' });
    const steps = [{ id: 'openai.projects.create', input: { name: 'Search' } }];
    const { change } = await propose({ steps, reason: `the key is ${key}` }, openai());
    expect(change.reason).toMatch(/^the key is /);
    decline(own.gate, change.id, `it is ${key}`);
    expectNoSecretsUnder(own.home, { key });
  });

  it('whose input repeats a provider’s words says so', async () => {
    const page = await execute(operationById('openai.projects.list'), {}, openai());
    const [{ name }] = (page as { data: [Json] }).data;
    const { id } = await project();
    const steps = [{ id: 'openai.projects.update', input: { project_id: id, name } }];
    const { change } = await propose({ steps }, openai());
    expect(change.steps[0]?.hearsay).toEqual([
      expect.stringMatching(/^name repeats text that openai\.projects\.\w+ answered with/),
    ]);
  });

  function alert(project_id: string): Json {
    return {
      project_id,
      threshold_amount: 100_00,
      currency: 'USD',
      interval: 'month',
      notification_channel: { type: 'email', recipients: ['a@example.com'] },
    };
  }
});

describe('guards', () => {
  const guarded = openGate(easyPolicy);
  afterAll(() => guarded.remove());
  const proposing = (id: string, input: Json) =>
    propose({ steps: [{ id, input }] }, executionOn(sandbox, guarded.gate, connectionFor(id)));

  it('refuse to make an owner, or to mint an admin key', async () => {
    await expect(proposing('openai.invites.create', { email: 'eve@example.com', role: 'owner' })).rejects.toMatchObject(
      { code: 'guard_owner_grants' },
    );
    await expect(proposing('openai.admin_api_keys.create', { name: 'x' })).rejects.toMatchObject({
      code: 'guard_owner_grants',
    });
  });

  it('refuse to end the key that Steward itself uses', async () => {
    const { data } = (await world.run({ id: 'openai.admin_api_keys.list', input: {} })) as { data: Json[] };
    const tail = sandbox.openai.admin_key.slice(-4);
    const ownKey = data.find(({ redacted_value }) => String(redacted_value).endsWith(tail)) as Json;
    await expect(proposing('openai.admin_api_keys.delete', { key_id: ownKey['id'] })).rejects.toMatchObject({
      code: 'guard_own_credential',
    });
  });

  it('look at the key for reads alone while a change is proposed, and at both when it is applied', async () => {
    const { connection, ...rest } = executionOn(sandbox, guarded.gate, 'openai');
    const absent = { kind: 'environment', variable: 'NOT_SET_HERE' } as const;
    const reading = {
      ...rest,
      connection: { ...connection, credential: absent, readCredential: connection.credential },
    };
    const { id } = (await world.run({ id: 'openai.admin_api_keys.create', input: { name: 'other' } })) as {
      id: string;
    };
    const steps = [{ id: 'openai.admin_api_keys.delete', input: { key_id: id } }];
    const { change } = await propose({ steps }, reading);
    agree(change.id, guarded.gate);
    await expect(apply(change.id, reading)).resolves.toMatchObject({
      outcome: 'failed',
      steps: [{ note: expect.stringMatching(/Nothing was sent/) }],
    });
  });

  it('refuse to take the role of the last owner', async () => {
    const { data } = (await world.run({ id: 'openai.users.list', input: { limit: 100 } })) as { data: Json[] };
    const owners = data.filter(({ role }) => role === 'owner');
    for (const owner of owners.slice(1))
      await world.run({ id: 'openai.users.update', input: { user_id: owner['id'], role: 'reader' } });
    await expect(
      proposing('openai.users.update', { user_id: owners[0]?.['id'], role: 'reader' }),
    ).rejects.toMatchObject({ code: 'guard_last_owner' });
    for (const owner of owners.slice(1))
      await world.run({ id: 'openai.users.update', input: { user_id: owner['id'], role: 'owner' } });
  });

  it('let through only so many destructive changes an hour, and none in a freeze', async () => {
    const strict = openGate(easyPolicy.replace('100000', '1'));
    const execution = executionOn(sandbox, strict.gate, 'openai');
    const ids: string[] = [];
    for (let made = 0; made < 3; made += 1) ids.push(String(await world.idFor('invite_id', 'openai.invites.delete')));
    const [first, ...rest] = ids.map((invite_id) => ({ id: 'openai.invites.delete', input: { invite_id } }));
    const tooMany = { code: 'too_many_destructive' };
    expect(await changedAll([first as OperationCall], execution)).toMatchObject({ outcome: 'applied' });
    await expect(changedAll(rest.slice(1), execution)).rejects.toMatchObject(tooMany);
    // A batch counts by its steps: alone when it is proposed, beside what was sent when it is applied.
    await expect(propose({ steps: rest }, execution)).rejects.toMatchObject(tooMany);
    strict.writePolicy(easyPolicy.replace('100000', '2'));
    await expect(changedAll(rest, execution)).rejects.toMatchObject(tooMany);
    strict.writePolicy(easyPolicy.replace('100000', '3'));
    expect(await changedAll(rest, execution)).toMatchObject({ outcome: 'applied' });
    const freeze = 'freeze: [{ from: "2020-01-01T00:00:00Z", until: "2999-01-01T00:00:00Z", reason: audit }]';
    strict.writePolicy(easyPolicy.replace('guards: {', `guards: { ${freeze},`));
    const wanted = { steps: [{ id: 'openai.projects.create', input: { name: 'x' } }] };
    await expect(propose(wanted, execution)).rejects.toMatchObject({
      code: 'frozen',
      message: expect.stringMatching(/audit/),
    });
    strict.remove();
  });
});

async function changedAll(steps: readonly OperationCall[], execution: Execution) {
  const { change } = await propose({ steps }, execution);
  agree(change.id, execution.gate);
  return apply(change.id, execution);
}
