import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openGate, type TestGate } from '../../../test/support/gate.ts';
import { operationById } from '../../catalogue/index.ts';
import { enroll } from '../people/approvers.ts';
import type { UnlockedKey } from '../people/keys.ts';
import { policyInForce, projectPolicyName, signPolicy } from './in-force.ts';

const asking = 'version: 1\nmode: ask\n';
const denying = 'version: 1\nmode: ask\nrules: [{ deny: openai.users.* }]\n';

let own: TestGate;
beforeEach(() => {
  own = openGate();
});
afterEach(() => own.remove());

function verdict(id: string): string {
  const operation = operationById(id);
  return own.gate.decide({ operation, risk: operation.risk, input: {}, connection: 'prod' }).verdict;
}

const update = () => verdict('openai.projects.update');
const users = () => verdict('openai.users.list');
const userFile = (name: string) => path.join(own.gate.places.user, name);
const systemFile = (name: string) => path.join(own.gate.places.system, name);

function writeSystem(name: string, text: string): void {
  mkdirSync(own.gate.places.system, { recursive: true });
  chmodSync(own.gate.places.system, 0o755);
  writeFileSync(systemFile(name), text);
  chmodSync(systemFile(name), 0o644);
}

describe('the policy in force', () => {
  it('is read-only where nobody wrote one', () => {
    expect(own.gate.policy()).toMatchObject({ base: { place: 'built in' }, tightening: [], warnings: [] });
    expect([verdict('openai.projects.list'), update()]).toEqual(['allow', 'deny']);
  });

  it('is the user’s own while nobody is enrolled', () => {
    own.writePolicy(asking);
    expect(own.gate.policy()).toMatchObject({ base: { place: 'user' }, warnings: [] });
    expect(update()).toBe('ask');
  });
});

describe('the system policy', () => {
  it('cannot be loosened by the user', () => {
    writeSystem('policy.yaml', 'version: 1\nmode: ask\nrules: [{ deny: openai.projects.* }]\n');
    own.writePolicy('version: 1\nmode: ask\nrules: [{ ask: openai.projects.*, channel: elicitation }]\n');
    expect(own.gate.policy().base.place).toBe('system');
    expect(update()).toBe('deny');
    expect(verdict('openai.users.update')).toBe('ask');
  });

  it('can be tightened by the user', () => {
    writeSystem('policy.yaml', asking);
    own.writePolicy(denying);
    expect([update(), users()]).toEqual(['ask', 'deny']);
  });

  it.skipIf(process.platform === 'win32')('is refused when others can write there', () => {
    const unsafe = expect.objectContaining({ code: 'system_policy_unsafe' });
    writeSystem('policy.yaml', asking);
    for (const mode of [0o664, 0o646]) {
      chmodSync(systemFile('policy.yaml'), mode);
      expect(() => own.gate.policy()).toThrow(unsafe);
    }
    chmodSync(systemFile('policy.yaml'), 0o644);
    expect(update()).toBe('ask');
    chmodSync(own.gate.places.system, 0o775);
    expect(() => own.gate.policy()).toThrow(unsafe);
    writeSystem('policy.yaml', asking);
    const places = { ...own.gate.places, administrator: own.gate.places.administrator + 1 };
    expect(() => policyInForce(places, own.gate.journal)).toThrow(unsafe);
  });
});

describe('a project’s policy', () => {
  it('allows nothing', () => {
    writeFileSync(path.join(own.home, projectPolicyName), asking);
    expect(update()).toBe('deny');
  });

  it('tightens, from the nearest folder upwards', () => {
    own.writePolicy(asking);
    writeFileSync(path.join(own.home, projectPolicyName), denying);
    const project = path.join(own.home, 'deep', 'down');
    mkdirSync(project, { recursive: true });
    const inner = policyInForce({ ...own.gate.places, project }, own.gate.journal);
    expect(inner.tightening.map(({ place }) => place)).toEqual(['project']);
    expect([update(), users()]).toEqual(['ask', 'deny']);
  });
});

describe('once an approver is enrolled', () => {
  let template: TestGate;
  let stranger: TestGate;
  let key: UnlockedKey;

  function enrolled(name: string): readonly [TestGate, UnlockedKey] {
    const made = openGate(asking);
    const { places, journal } = made.gate;
    const person = enroll({ name, passphrase: 'a long passphrase' }, undefined, { places, journal, now: new Date() });
    signPolicy(person, places, journal);
    return [made, person];
  }

  beforeAll(() => {
    [template, key] = enrolled('ada');
    [stranger] = enrolled('eve');
  });
  afterAll(() => {
    template.remove();
    stranger.remove();
  });
  beforeEach(() => {
    const filter = (source: string) => path.basename(source) !== 'locks';
    cpSync(template.home, own.home, { recursive: true, filter });
  });

  const takeFromStranger = (name: string) => copyFileSync(path.join(stranger.gate.places.user, name), userFile(name));

  function expectReadOnly(warning: RegExp): void {
    const { base, warnings } = own.gate.policy();
    expect(base.place).toBe('built in');
    expect(warnings.map(({ text }) => text).join('\n')).toMatch(warning);
    expect(update()).toBe('deny');
  }

  it('a signed policy counts', () => {
    expect(own.gate.policy()).toMatchObject({ base: { place: 'user' }, warnings: [] });
    expect(update()).toBe('ask');
  });

  const unsigned = /is not the policy that an approver signed/;

  it('an unsigned policy does not', () => {
    rmSync(userFile('policy.yaml.sig'));
    expectReadOnly(unsigned);
  });

  it('an edited policy does not, though it still tightens', () => {
    own.writePolicy(denying);
    expectReadOnly(unsigned);
    expect(users()).toBe('deny');
  });

  it('a policy that a stranger signed does not, under whatever name', () => {
    takeFromStranger('policy.yaml.sig');
    expectReadOnly(unsigned);
    const sig = readFileSync(path.join(stranger.gate.places.user, 'policy.yaml.sig'), 'utf8');
    writeFileSync(userFile('policy.yaml.sig'), sig.replace('"eve"', '"ada"'));
    expectReadOnly(unsigned);
  });

  it('an older policy does not count again after a newer one was signed', () => {
    const olderSignature = readFileSync(userFile('policy.yaml.sig'));
    own.writePolicy(denying);
    signPolicy(key, own.gate.places, own.gate.journal);
    expect([update(), users()]).toEqual(['ask', 'deny']);
    own.writePolicy(asking);
    writeFileSync(userFile('policy.yaml.sig'), olderSignature);
    expectReadOnly(unsigned);
  });

  const approvers = () => userFile('approvers.json');
  const edit = (from: string, to: string) =>
    writeFileSync(approvers(), readFileSync(approvers(), 'utf8').replace(from, to));
  const disagreed = /is not the one that its approvers agreed to/;

  it.each([
    ['edited', () => edit('"ada"', '"bob"'), disagreed],
    ['signed wrongly', () => edit('"signature": "', '"signature": "AAAA'), disagreed],
    ['emptied', () => writeFileSync(approvers(), '{"version":1,"approvers":[]}'), disagreed],
    ['replaced', () => ['approvers.json', 'policy.yaml.sig'].map(takeFromStranger), disagreed],
    ['deleted', () => rmSync(approvers()), /approvers\.json, is gone/],
  ])('nothing can be approved when the list of approvers is %s', (_, tamper, problem) => {
    tamper();
    expect(own.gate.policy().approvers).toMatchObject({ list: [], problem: expect.stringMatching(problem) });
    expectReadOnly(problem);
  });

  it('everything is read-only when the journal is deleted', () => {
    rmSync(own.gate.state.file('journal', 'journal.jsonl'));
    expectReadOnly(disagreed);
    rmSync(approvers());
    expectReadOnly(/the journal had 2 entries, and some of them are gone/);
  });

  it('the approvers of the system folder come before the user’s own', () => {
    writeSystem('approvers.json', readFileSync(path.join(stranger.gate.places.user, 'approvers.json'), 'utf8'));
    expect(own.gate.policy().approvers).toMatchObject({ place: 'system', list: [{ name: 'eve' }] });
    expectReadOnly(unsigned);
  });
});
