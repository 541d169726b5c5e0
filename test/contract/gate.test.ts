import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OperationCall, ProviderOperation } from '../../src/catalogue/define.ts';
import { catalogue, operationById } from '../../src/catalogue/index.ts';
import { movesOf } from '../../src/gate/change/plan.ts';
import type { Shown } from '../../src/gate/change/shown.ts';
import { differences, subjectOf } from '../../src/gate/change/state.ts';
import { execute } from '../../src/gate/execute.ts';
import { apply } from '../../src/gate/lifecycle/apply.ts';
import { decline } from '../../src/gate/lifecycle/approve.ts';
import { viewChange } from '../../src/gate/lifecycle/describe.ts';
import { propose } from '../../src/gate/lifecycle/propose.ts';
import { proposeUndo } from '../../src/gate/lifecycle/undo.ts';
import type { Reach } from '../../src/gate/reach.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { sandboxConnections } from '../../src/session/own-sandbox.ts';
import { Session } from '../../src/session/session.ts';
import { expectNoSecretsUnder } from '../support/canary.ts';
import { easyPolicy, entriesOf, openGate, type TestGate } from '../support/gate.ts';
import { agree, changed, connectionFor, sessionOn, writesSeen } from '../support/gated.ts';
import { World } from '../support/world.ts';

type Json = Record<string, unknown>;
type Write = Exclude<ProviderOperation, { risk: 'read' }>;

const writes = catalogue.filter((operation): operation is Write => operation.risk !== 'read');
const named = (operations: readonly Write[]) => operations.map((operation) => [operation.id, operation] as const);
const unguarded = easyPolicy.replace('guards: {', 'guards: { owner_grants: ask, own_credential: ask, last_owner: ask,');

let sandbox: Sandbox;
let world: World;
let own: TestGate;
let reach: Reach;
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, now: new Date('2026-11-01T12:00:00Z') });
  world = new World(sandbox);
  own = openGate(unguarded);
  reach = sessionOn(sandbox, own.gate).reach();
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
    const unpermitted = sessionOn(sandbox, fresh.gate).reach();
    const steps = [{ id, input, connection: connectionFor(id) }];
    const refused = expect.objectContaining({ kind: 'policy', hint: expect.stringMatching(/by writing a policy/) });
    const literal = expect.objectContaining({ code: 'secret_in_input' });
    const outcome = await propose({ steps }, unpermitted).catch((error: unknown) => error);
    expect(outcome).toEqual(operation.secretInput ? expect.toSatisfy(isEither(refused, literal)) : refused);
    await expect(execute(operation, input, unpermitted.onNamed(connectionFor(id)))).rejects.toMatchObject({
      code: 'change_needs_approval',
    });
    expect(writesSeen(sandbox)).toBe(before);
  });
});

describe('undo restores the state that was read before', () => {
  it.each(named(writes.filter(({ undo }) => undo)))('%s', async (id, operation) => {
    const input = await world.inputFor(operation);
    const read = operation.before?.(input) as OperationCall | undefined;
    await makeSomethingToEnd(operation, input, read);
    const before = read && (await world.run(read).catch(() => null));
    const { id: change, ...receipt } = await applied(await proposed(operation, input));
    expect(receipt).toMatchObject({ outcome: 'applied', steps: [{ operation: id }] });
    const result = receipt.steps[0]?.result as never;
    const shown = operation.after?.(input, result);
    const undo = await proposeUndo(change, reach).catch((error: { code: string }) => error);
    if ('code' in undo) {
      expect(undo.code).toBe('irreversible');
      return;
    }
    expect(undo.record).toMatchObject({ undoes: change, reason: `Undo of ${change}` });
    const undone = await applied(undo);
    expect(undone).toMatchObject({ outcome: 'applied' });
    if (read) {
      // What was deleted comes back under another id, so that only the read of the undo shows it.
      const now = await world.run(read).catch(() => withIdOf(before, subjectOf(undone.steps[0]?.state)));
      // When it was changed last is not undone.
      expect(differences(before, now, [...movesOf(read), 'updated_at'])).toEqual([]);
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

async function proposed({ id }: Write, input: Json): Promise<Shown> {
  return propose({ steps: [{ id, input, connection: connectionFor(id) }] }, reach);
}

async function applied(shown: Shown, place = placeFor(shown)) {
  const { id } = shown.record;
  await agree(shown, reach, place);
  return { id, ...(await apply(id, reach)) };
}

/** A file for the secret of a change that makes one. */
function placeFor({ record, steps }: Shown): string | null {
  return steps.some(({ reveals }) => reveals) ? `file:${path.join(own.home, `secret-of-${record.id}`)}` : null;
}

function isEither(...matchers: readonly { asymmetricMatch(value: unknown): boolean }[]) {
  return (value: unknown) => matchers.some((matcher) => matcher.asymmetricMatch(value));
}

describe('a change', () => {
  const project = async () => {
    const { data } = (await world.run({ id: 'openai.projects.list', input: {} })) as { data: Json[] };
    return data.find(({ name }) => name === 'Staging') as { id: string; name: string };
  };
  const one = (id: string, input: Json) => propose({ steps: [{ id, input }] }, reach);
  const rename = async (name: string) => one('openai.projects.update', { project_id: (await project()).id, name });

  it('shows the state before, the effect, what else it touches and how it is undone', async () => {
    const { id } = await project();
    const { steps } = await one('openai.projects.archive', { project_id: id });
    expect(steps[0]).toMatchObject({ call: { risk: 'destructive' }, state: { name: 'Staging' } });
    expect(steps[0]?.impact.join('\n')).toMatch(/\d+ API keys stop working: /);
    expect(steps[0]?.irreversible).toMatch(/final/);
  });

  it('stops as drifted when the state is no longer the plan’s, and says what differs', async () => {
    const shown = await rename('B');
    await agree(shown, reach);
    const { id } = await project();
    await world.run({ id: 'openai.projects.update', input: { project_id: id, name: 'Renamed meanwhile' } });
    const before = writesSeen(sandbox);
    expect(await apply(shown.record.id, reach)).toMatchObject({
      outcome: 'drifted',
      steps: [{ note: expect.stringMatching(/name: "Staging" → "Renamed meanwhile"/) }],
    });
    expect(writesSeen(sandbox)).toBe(before);
    await world.run({ id: 'openai.projects.update', input: { project_id: id, name: 'Staging' } });
  });

  it('of several steps is agreed to as one and ends at the first refusal, which is not sent again', async () => {
    const { id } = await project();
    const alert = await changed('openai.projects.spend_alerts.create', alertOn(id), reach);
    const { id: alertId } = (alert.steps[0]?.result ?? {}) as { id: string };
    const steps = [
      { id: 'openai.projects.update', input: { project_id: id, name: 'Step one' } },
      { id: 'openai.projects.spend_alerts.delete', input: { project_id: id, alert_id: alertId } },
    ];
    const shown = await propose({ steps }, reach);
    await agree(shown, reach);
    sandbox.faults.add({ kind: 'error', status: 403, route: 'DELETE *', count: 1 });
    const stopped = await apply(shown.record.id, reach);
    expect(stopped.steps.map(({ outcome }) => outcome)).toEqual(['applied', 'failed']);
    // What has left is never repeated, whatever was answered: the rest is proposed anew.
    expect(stopped.outcome).toBe('failed');
    const before = writesSeen(sandbox);
    await expect(apply(shown.record.id, reach)).rejects.toMatchObject({ code: 'change_closed' });
    expect(writesSeen(sandbox)).toBe(before);
    await world.run({ id: 'openai.projects.update', input: { project_id: id, name: 'Staging' } });
  });

  it('that makes a secret gives it to the place that was chosen, and to nothing else', async () => {
    const file = path.join(own.home, 'admin-key');
    const shown = await one('openai.admin_api_keys.create', { name: 'ci' });
    const { id } = shown.record;
    await expect(agree(shown, reach)).rejects.toThrow(/makes a secret that is shown once/);
    await agree(shown, reach, `file:${file}`);
    const receipt = await apply(id, reach);
    const secret = readFileSync(file, 'utf8').trim();
    expect(secret).toMatch(/^sk-admin-/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const told = JSON.stringify([receipt, await viewChange(id, reach), await entriesOf(own.gate)]);
    expect(told).not.toContain(secret);
  });

  it('whose place for a secret cannot be used is not sent', async () => {
    const shown = await one('openai.admin_api_keys.create', { name: 'ci' });
    const { id } = shown.record;
    await agree(shown, reach, 'file:/nowhere/at/all');
    const before = writesSeen(sandbox);
    await expect(apply(id, reach)).rejects.toMatchObject({ code: 'reveal_file' });
    expect(writesSeen(sandbox)).toBe(before);
    expect(existsSync('/nowhere')).toBe(false);
    expect((await viewChange(id, reach)).status).toBe('approved');
  });

  it('names a secret that policy lists, and is sent once it is there', async () => {
    const input = { endpoint_url: 'https://otel.example.com', workspaces: { type: 'include' } };
    const id = 'anthropic.telemetry_destinations.create';
    const file = path.join(own.home, 'otel-token');
    const secret = (value: string) => one(id, { ...input, headers: { authorization: value } });
    await expect(secret('Bearer hunter2hunter2')).rejects.toMatchObject({ code: 'secret_in_input' });
    await expect(secret(`file:${file}`)).rejects.toMatchObject({ code: 'secret_in_input' });
    await expect(secret('secret:otel')).rejects.toMatchObject({ code: 'secret_not_listed' });
    const listed = `{ name: otel, source: "file:${file}", operations: anthropic.telemetry_destinations.* }`;
    own.writePolicy(`${unguarded}secrets: [${listed}]\n`);
    const shown = await secret('secret:otel');
    expect(shown.steps[0]?.secrets).toEqual([{ name: 'otel', source: `file:${file}` }]);
    await agree(shown, reach);
    const before = writesSeen(sandbox);
    expect(await apply(shown.record.id, reach)).toMatchObject({
      outcome: 'stopped',
      steps: [{ outcome: 'failed', note: `Nothing was sent: There is no secret at file:${file}.` }],
    });
    expect(writesSeen(sandbox)).toBe(before);
    writeFileSync(file, 'Bearer hunter2hunter2\n', { mode: 0o600 });
    expect(await apply(shown.record.id, reach)).toMatchObject({ outcome: 'applied' });
    rmSync(file);
    expectNoSecretsUnder(own.home, { token: 'hunter2hunter2' });
    own.writePolicy(unguarded);
  });

  it('takes no key in an input that is not for one, and keeps none in its reason', async () => {
    const key = sandbox.openai.admin_key;
    await expect(one('openai.projects.create', { name: `Search ${key}` })).rejects.toMatchObject({
      code: 'secret_in_input',
    });
    const steps = [{ id: 'openai.projects.create', input: { name: 'Search' } }];
    const { record } = await propose({ steps, reason: `the key is ${key}` }, reach);
    expect(record.reason).toMatch(/^the key is /);
    await decline(own.gate, record.id, `it is ${key}`);
    expectNoSecretsUnder(own.home, { key });
  });

  it('whose input repeats a provider’s words says so', async () => {
    const page = await execute(operationById('openai.projects.list'), {}, reach.onNamed('openai'));
    const other = (page as { data: Json[] }).data.find(({ name }) => name !== 'Staging') as Json;
    const { steps } = await rename(String(other['name']));
    expect(steps[0]?.cautions).toEqual([
      expect.stringMatching(/^step 1 name repeats text that openai\.projects\.\w+ answered with/),
    ]);
    expect((await rename('A name of our own')).steps[0]?.cautions).toEqual([]);
  });

  function alertOn(project_id: string): Json {
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
  let within: Reach;
  beforeAll(() => {
    within = sessionOn(sandbox, guarded.gate).reach();
  });
  afterAll(() => guarded.remove());
  const proposing = (id: string, input: Json) =>
    propose({ steps: [{ id, input, connection: connectionFor(id) }] }, within);

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
    const absent = { kind: 'environment', variable: 'NOT_SET_HERE' } as const;
    const reading = new Session({
      environment: {},
      connections: () =>
        sandboxConnections(sandbox).map((each) => ({ ...each, credential: absent, readCredential: each.credential })),
      gate: () => guarded.gate,
    }).reach();
    const { id } = (await world.run({ id: 'openai.admin_api_keys.create', input: { name: 'other' } })) as {
      id: string;
    };
    const steps = [{ id: 'openai.admin_api_keys.delete', input: { key_id: id } }];
    const shown = await propose({ steps }, reading);
    await agree(shown, reading);
    await expect(apply(shown.record.id, reading)).resolves.toMatchObject({
      outcome: 'stopped',
      steps: [{ outcome: 'failed', note: expect.stringMatching(/Nothing was sent/) }],
    });
  });

  it('refuse to take the role of the last owner', async () => {
    const { data } = (await world.run({ id: 'openai.users.list', input: { limit: 100 } })) as { data: Json[] };
    // The first is the person whose key Steward uses, whom another guard keeps.
    const owners = data.filter(({ role }) => role === 'owner').toReversed();
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
    const strictly = sessionOn(sandbox, strict.gate).reach();
    const ids: string[] = [];
    for (let made = 0; made < 3; made += 1) ids.push(String(await world.idFor('invite_id', 'openai.invites.delete')));
    const [first, ...rest] = ids.map((invite_id) => ({ id: 'openai.invites.delete', input: { invite_id } }));
    const nothingSent = (said: RegExp) => ({ outcome: 'stopped', steps: [{ note: expect.stringMatching(said) }] });
    expect(await changedAll([first as OperationCall], strictly)).toMatchObject({ outcome: 'applied' });
    const sent = writesSeen(sandbox);
    const tooMany = /^Nothing was sent: 1 destructive steps were sent within the hour; the policy allows 1/;
    expect(await changedAll(rest.slice(1), strictly)).toMatchObject(nothingSent(tooMany));
    // A batch counts by its steps: alone when it is proposed, beside what was sent when it is applied.
    await expect(propose({ steps: rest }, strictly)).rejects.toMatchObject({ code: 'too_many_destructive' });
    expect(writesSeen(sandbox)).toBe(sent);
    strict.writePolicy(easyPolicy.replace('100000', '2'));
    const batch = await changedAll(rest, strictly);
    expect(batch.outcome).toBe('stopped');
    expect(batch.steps.map(({ outcome }) => outcome)).toEqual(['applied', 'failed']);
    expect(writesSeen(sandbox)).toBe(sent + 1);
    strict.writePolicy(easyPolicy.replace('100000', '3'));
    expect(await changedAll(rest.slice(1), strictly)).toMatchObject({ outcome: 'applied' });
    const freeze = 'freeze: [{ from: "2020-01-01T00:00:00Z", until: "2999-01-01T00:00:00Z", reason: audit }]';
    strict.writePolicy(easyPolicy.replace('guards: {', `guards: { ${freeze},`));
    const wanted = { steps: [{ id: 'openai.projects.create', input: { name: 'x' } }] };
    await expect(propose(wanted, strictly)).rejects.toMatchObject({
      code: 'frozen',
      message: expect.stringMatching(/audit/),
    });
    strict.remove();
  });
});

async function changedAll(steps: readonly OperationCall[], through: Reach) {
  const shown = await propose({ steps }, through);
  await agree(shown, through);
  return apply(shown.record.id, through);
}
