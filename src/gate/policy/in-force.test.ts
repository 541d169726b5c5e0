import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openGate, type TestGate } from '../../../test/support/gate.ts';
import { operationById } from '../../catalogue/index.ts';
import { fingerprint, makeKey, type UnlockedKey } from '../people/keys.ts';
import { type Approver, type ApproverList, digestOfList, nextList } from '../people/lists.ts';
import type { Places } from '../state/places.ts';
import { policyInForce, projectPolicyName, signPolicy } from './in-force.ts';

const asking = 'version: 1\nmode: ask\n';
const denying = 'version: 1\nmode: ask\nrules: [{ deny: openai.users.* }]\n';

let own: TestGate;
beforeEach(() => {
  own = openGate();
});
afterEach(() => own.remove());

async function verdict(id: string): Promise<string> {
  const operation = operationById(id);
  const question = { operation, risk: operation.risk, input: {}, names: ['prod'], organization: null };
  return own.gate.decide(question, await own.gate.policy()).verdict;
}

const verdicts = (...ids: string[]) => Promise.all(ids.map(verdict));
const within = (places: Places) => own.gate.store.look((tables) => policyInForce(places, tables));

const update = 'openai.projects.update';
const users = 'openai.users.list';
const userFile = (name: string) => path.join(own.gate.places.user, name);
const systemFile = (name: string) => path.join(own.gate.places.system, name);

function writeSystem(name: string, text: string): void {
  mkdirSync(own.gate.places.system, { recursive: true });
  chmodSync(own.gate.places.system, 0o755);
  writeFileSync(systemFile(name), text);
  chmodSync(systemFile(name), 0o644);
}

const ada = makeKey('ada', 'a long passphrase').key;
const bob = makeKey('bob', 'a long passphrase').key;
const stranger = makeKey('eve', 'a long passphrase').key;
const signature = () => userFile('policy.yaml.sig');

function person({ name, public_key }: UnlockedKey): Approver {
  const enrolled_at = '2026-11-01T12:00:00.000Z';
  return { name, kind: 'passphrase', key: fingerprint({ public_key }), public_key, enrolled_at };
}

function lists() {
  const first = nextList(undefined, [person(ada)], [ada]);
  return { first, second: nextList(first, [person(ada), person(bob)], [ada]) };
}

/** Adds lists to the chain, as enrolling and revoking do. */
async function kept(...added: readonly ApproverList[]): Promise<void> {
  const { store, journal } = own.gate;
  await store.alone(async (tables) => {
    for (const list of added) {
      await tables.addApproverList(JSON.stringify(list));
      const entry = { type: 'approvers', list: digestOfList(list), action: 'enrolled', approver: 'somebody' } as const;
      await journal.within(tables, entry);
    }
  });
}

async function enrolled(key: UnlockedKey): Promise<void> {
  const first = nextList(undefined, [person(key)], [key]);
  await kept(first);
  writeFileSync(userFile('approvers.root'), digestOfList(first));
}

describe('the policy in force', () => {
  it('is read-only where nobody wrote one', async () => {
    expect(await own.gate.policy()).toMatchObject({ base: { place: 'built in' }, tightening: [], warnings: [] });
    expect(await verdicts('openai.projects.list', update)).toEqual(['allow', 'deny']);
  });

  it('is the user’s own while nobody is enrolled', async () => {
    own.writePolicy(asking);
    expect(await own.gate.policy()).toMatchObject({ base: { place: 'user' }, warnings: [] });
    expect(await verdict(update)).toBe('ask');
  });

  it('has a hash of every layer and of who may approve, which is what a change is bound to', async () => {
    const hashes = [(await own.gate.policy()).hash];
    own.writePolicy(asking);
    hashes.push((await own.gate.policy()).hash);
    writeFileSync(path.join(own.home, projectPolicyName), denying);
    hashes.push((await own.gate.policy()).hash);
    writeSystem('policy.yaml', asking);
    hashes.push((await own.gate.policy()).hash);
    expect((await own.reopen().policy()).hash).toBe(hashes.at(-1));
    writeSystem('approvers.json', JSON.stringify(nextList(undefined, [person(stranger)], [stranger])));
    hashes.push((await own.gate.policy()).hash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('is read-only, whoever wrote what, while something of the store is missing', async () => {
    writeSystem('policy.yaml', asking);
    own.writePolicy(asking);
    const { store, places } = own.gate;
    const lost = await store.look((tables) => policyInForce(places, tables, 'the state database is a copy'));
    expect(lost).toMatchObject({
      base: { place: 'built in' },
      warnings: [{ text: expect.stringMatching(/a copy/), advice: { action: 'acknowledge_loss' } }],
    });
    expect(lost.tightening.map(({ place }) => place)).toEqual(['system', 'user']);
  });
});

describe('the system policy', () => {
  it('cannot be loosened by the user', async () => {
    writeSystem('policy.yaml', 'version: 1\nmode: ask\nrules: [{ deny: openai.projects.* }]\n');
    own.writePolicy('version: 1\nmode: ask\nrules: [{ ask: openai.projects.*, channel: elicitation }]\n');
    expect((await own.gate.policy()).base.place).toBe('system');
    expect(await verdicts(update, 'openai.users.update')).toEqual(['deny', 'ask']);
  });

  it('can be tightened by the user', async () => {
    writeSystem('policy.yaml', asking);
    own.writePolicy(denying);
    expect(await verdicts(update, users)).toEqual(['ask', 'deny']);
  });

  it.skipIf(process.platform === 'win32')('is refused when others can write there', async () => {
    const unsafe = { code: 'system_policy_unsafe' };
    writeSystem('policy.yaml', asking);
    for (const mode of [0o664, 0o646]) {
      chmodSync(systemFile('policy.yaml'), mode);
      await expect(own.gate.policy()).rejects.toMatchObject(unsafe);
    }
    chmodSync(systemFile('policy.yaml'), 0o644);
    expect(await verdict(update)).toBe('ask');
    chmodSync(own.gate.places.system, 0o775);
    await expect(own.gate.policy()).rejects.toMatchObject(unsafe);
    writeSystem('policy.yaml', asking);
    const administrator = own.gate.places.administrator + 1;
    await expect(within({ ...own.gate.places, administrator })).rejects.toMatchObject(unsafe);
  });
});

describe('a project’s policy', () => {
  it('allows nothing', async () => {
    writeFileSync(path.join(own.home, projectPolicyName), asking);
    expect(await verdict(update)).toBe('deny');
  });

  it('tightens, from the nearest folder upwards', async () => {
    own.writePolicy(asking);
    writeFileSync(path.join(own.home, projectPolicyName), denying);
    const project = path.join(own.home, 'deep', 'down');
    mkdirSync(project, { recursive: true });
    const inner = await within({ ...own.gate.places, project });
    expect(inner.tightening.map(({ place }) => place)).toEqual(['project']);
    expect(await verdicts(update, users)).toEqual(['ask', 'deny']);
  });
});

describe('once an approver is enrolled', () => {
  beforeEach(async () => {
    own.writePolicy(asking);
    await enrolled(ada);
    await signPolicy(ada, own.gate);
  });

  async function expectReadOnly(warning: RegExp): Promise<void> {
    const { base, warnings } = await own.gate.policy();
    expect(base.place).toBe('built in');
    expect(warnings.map(({ text }) => text).join('\n')).toMatch(warning);
    expect(await verdict(update)).toBe('deny');
  }

  it('a signed policy counts', async () => {
    expect(await own.gate.policy()).toMatchObject({ base: { place: 'user' }, warnings: [] });
    expect(await verdict(update)).toBe('ask');
  });

  const unsigned = /is not the policy that an approver signed/;

  it('an unsigned policy does not', async () => {
    rmSync(signature());
    await expectReadOnly(unsigned);
  });

  it('an edited policy does not, though it still tightens', async () => {
    own.writePolicy(denying);
    await expectReadOnly(unsigned);
    expect(await verdict(users)).toBe('deny');
  });

  it('a policy that a stranger signed does not, under whatever key', async () => {
    await signPolicy(stranger, own.gate);
    await expectReadOnly(unsigned);
    const theirs = readFileSync(signature(), 'utf8');
    writeFileSync(signature(), theirs.replace(fingerprint(stranger), fingerprint(ada)));
    await expectReadOnly(unsigned);
  });

  it.each(['{}', 'no JSON', '', '{"key":"a","policy":"b","list":"c","signature":"AAAA"}'])(
    'a policy with the signature %j does not',
    async (text) => {
      writeFileSync(signature(), text);
      await expectReadOnly(unsigned);
    },
  );

  it('an older policy does not count again after a newer one was signed', async () => {
    const older = readFileSync(signature());
    own.writePolicy(denying);
    await signPolicy(ada, own.gate);
    expect(await verdicts(update, users)).toEqual(['ask', 'deny']);
    own.writePolicy(asking);
    writeFileSync(signature(), older);
    await expectReadOnly(/was signed once, and another policy since/);
    await signPolicy(ada, own.gate);
    expect(await verdicts(update, users)).toEqual(['ask', 'allow']);
  });

  it('the journal takes trust away from a policy, and gives none', async () => {
    const ours = readFileSync(signature(), 'utf8');
    own.writePolicy(denying);
    await signPolicy(stranger, own.gate);
    await expectReadOnly(unsigned);
    // A later entry that an approver did not sign takes nothing away either.
    own.writePolicy(asking);
    writeFileSync(signature(), ours);
    expect(await verdict(update)).toBe('ask');
  });

  it('a policy of somebody who was revoked since does not', async () => {
    const { first, second } = lists();
    await kept(second, nextList(second, [person(bob)], [bob]));
    expect(first.approvers).toHaveLength(1);
    await expectReadOnly(unsigned);
    await signPolicy(bob, own.gate);
    expect(await verdict(update)).toBe('ask');
  });

  it('everything is read-only while the lists of approvers are not what their members agreed to', async () => {
    await own.gate.journal.append({ type: 'approvers', list: 'another', action: 'enrolled', approver: 'eve' });
    await expectReadOnly(/Nothing can be approved: the list that eve was enrolled with is gone/);
  });

  it('the approvers of the system folder come before the user’s own', async () => {
    writeSystem('approvers.json', JSON.stringify(nextList(undefined, [person(stranger)], [stranger])));
    expect((await own.gate.policy()).approvers).toMatchObject({ anchor: 'system', list: [{ name: 'eve' }] });
    await expectReadOnly(unsigned);
  });
});
