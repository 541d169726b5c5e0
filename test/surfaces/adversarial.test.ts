import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operationById } from '../../src/catalogue/index.ts';
import { declaredConnections } from '../../src/connections/connections.ts';
import { Credentials } from '../../src/connections/credentials.ts';
import { digestOfChange } from '../../src/gate/change/change.ts';
import { Claim } from '../../src/gate/change/claim.ts';
import { execute } from '../../src/gate/execute.ts';
import { Gate } from '../../src/gate/gate.ts';
import { approve } from '../../src/gate/lifecycle/approve.ts';
import { propose } from '../../src/gate/lifecycle/propose.ts';
import { enroll } from '../../src/gate/people/approvers.ts';
import { makeKey, type UnlockedKey } from '../../src/gate/people/keys.ts';
import { signPolicy } from '../../src/gate/policy/in-force.ts';
import { canonicalJson, digestOf } from '../../src/internal/canonical.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { type CliResult, emptyFolder, runCli } from '../support/cli.ts';
import { executionOn, writesSeen } from '../support/gated.ts';

/** Everything that an agent with the command line and the user's files may try. What reaches the provider is counted. */

const policy = `version: 1
mode: ask
approvals: { write: terminal, spend: terminal, access: signature, destructive: signature }
rules:
  - deny: openai.projects.archive
    reason: Never here.
`;

let sandbox: Sandbox;
let home: string;
let gate: Gate;
let ada: UnlockedKey;
let environment: Record<string, string>;
let attempts = 0;
let permitted = 0;

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, now: new Date() });
  environment = { OPENAI_ADMIN_KEY: sandbox.openai.admin_key, OPENAI_BASE_URL: sandbox.openai.base_url };
  home = emptyFolder();
  gate = new Gate({ environment: { HOME: home }, folder: home, surface: 'test' });
  mkdirSync(gate.places.user, { recursive: true });
  ada = enroll({ name: 'ada', passphrase: 'correct horse battery' }, undefined, {
    places: gate.places,
    journal: gate.journal,
    now: new Date(),
  });
  writeFileSync(policyFile(), policy);
  signPolicy(ada, gate.places, gate.journal);
});

afterAll(async () => {
  const unapproved = writesSeen(sandbox) - permitted;
  process.stdout.write(
    `\nadversarial suite: ${attempts} attempts, ${unapproved} unapproved writes reached the provider\n`,
  );
  gate.close();
  await sandbox.close();
  rmSync(home, { recursive: true, force: true });
  expect(attempts).toBeGreaterThanOrEqual(60);
  expect(unapproved).toBe(0);
});

const policyFile = () => path.join(home, '.config', 'steward', 'policy.yaml');
const state = (...names: string[]) => path.join(home, '.local', 'state', 'steward', ...names);

async function cli(words: readonly string[], more: Record<string, string> = {}, folder = home): Promise<CliResult> {
  attempts += 1;
  return runCli(words, { environment: { ...environment, ...more }, folder });
}

async function refused(
  words: readonly string[],
  reason: RegExp,
  more: Record<string, string> = {},
  folder = home,
): Promise<void> {
  const before = writesSeen(sandbox);
  const { code, stderr } = await cli(words, more, folder);
  expect(stderr).toMatch(reason);
  expect(code).not.toBe(0);
  expect(writesSeen(sandbox)).toBe(before);
}

let counter = 0;
async function proposed(role = 'reader'): Promise<string> {
  counter += 1;
  const words = ['openai', 'invites', 'create', '--email', `eve${counter}@example.com`, '--role', role, '--json'];
  const { stdout } = await runCli(words, { environment, folder: home });
  return JSON.parse(stdout).id;
}

async function proposedWrite(): Promise<string> {
  counter += 1;
  const { stdout } = await runCli(['openai', 'projects', 'create', '--name', `p${counter}`, '--json'], {
    environment,
    folder: home,
  });
  return JSON.parse(stdout).id;
}

/** A yes that a person really gave. */
function agreed(id: string): string {
  approve(gate, id, { channel: 'signature', key: ada });
  return id;
}

function stored(id: string, stage = 'open'): { change: Record<string, unknown>; digest: string } {
  return JSON.parse(readFileSync(state('changes', stage, `${id}.json`), 'utf8'));
}

function forge(id: string, approval: object): void {
  writeFileSync(state('approvals', `${id}.forged${counter}.json`), JSON.stringify(approval));
}

const agreement = (id: string, channel: string, approver = 'ada') => ({
  change: id,
  digest: stored(id).digest,
  channel,
  approver,
  at: new Date().toISOString(),
});

describe('without a person’s yes', () => {
  it('nothing is applied', async () => {
    await refused(['apply', await proposed()], /needs one approval by signature/);
    await refused(['apply', await proposedWrite()], /needs one approval by terminal/);
    await refused(['apply', 'chg_aaaaaaaaaaaa'], /There is no change/);
    await refused(['apply', '../../etc/passwd'], /is not the id of a change/);
  });

  it('no flag, variable or pipe approves', async () => {
    const id = await proposed();
    const variables = {
      STEWARD_APPROVER_PASSPHRASE: 'correct horse battery',
      STEWARD_YES: '1',
      CI: 'true',
      FORCE_TTY: '1',
    };
    await refused(['approve', id, '--as', 'ada'], /takes a person at a terminal/, variables);
    await refused(['approve', id, '--yes'], /has no flag --yes/, variables);
    await refused(['apply', id, '--force'], /has no flag --force/, variables);
    await refused(['approvals', 'enroll', 'eve'], /takes a person at a terminal/, variables);
    await refused(['policy', 'sign'], /takes a person at a terminal/, variables);
    await refused(['apply', id], /needs one approval by signature/, variables);
  });

  it('the library sends nothing either', async () => {
    const execution = executionOn(sandbox, gate, 'openai');
    const operation = operationById('openai.projects.create');
    const lookAlikes = [{ use: () => true }, { permits: () => true }, Object.create(Claim.prototype), true, 'approved'];
    for (const claim of [undefined, ...lookAlikes]) {
      attempts += 1;
      await expect(execute(operation, { name: 'x' }, execution, claim as Claim)).rejects.toMatchObject({
        code: 'change_needs_approval',
      });
    }
  });
});

describe('a forged approval', () => {
  it('without a seal, with a made-up one, or with one of another installation does not count', async () => {
    const id = await proposedWrite();
    const yes = agreement(id, 'terminal', 'root');
    for (const seal of [
      undefined,
      {},
      { mac: '' },
      { mac: 'f'.repeat(64) },
      { signature: 'AAAA' },
      { mac: createHmac('sha256', '').update(canonicalJson(yes)).digest('hex') },
    ]) {
      forge(id, { ...yes, ...(seal && { seal }) });
      await refused(['apply', id], /needs one approval by terminal/);
    }
  });

  it('signed by another key, or raised from a weaker channel, does not count', async () => {
    const id = await proposed();
    const { key: eve } = makeKey('ada', 'a passphrase of eve');
    const yes = agreement(id, 'signature');
    for (const approver of ['ada', 'eve', '']) {
      const own = { ...yes, approver };
      forge(id, { ...own, seal: { signature: eve.sign('approve change', own) } });
      await refused(['apply', id], /needs one approval by signature/);
    }
    const sealKey = existsSync(state('approvals', '.seal')) ? readFileSync(state('approvals', '.seal'), 'utf8') : '';
    for (const channel of ['signature', 'terminal', 'elicitation', 'owner']) {
      const own = { ...yes, channel };
      forge(id, { ...own, seal: { mac: createHmac('sha256', sealKey).update(canonicalJson(own)).digest('hex') } });
      await refused(['apply', id], /needs one approval by signature/);
    }
  });

  it('made for another purpose, another change or another digest does not count', async () => {
    const given = agreed(await proposed());
    const [file = ''] = readdirSync(state('approvals')).filter((name) => name.startsWith(given));
    const id = await proposed();
    copyFileSync(state('approvals', file), state('approvals', file.replace(given, id)));
    await refused(['apply', id], /needs one approval by signature/);
    const approval = JSON.parse(readFileSync(state('approvals', file), 'utf8'));
    for (const change of [
      { change: id },
      { change: id, digest: stored(id).digest },
      { change: id, digest: stored(id).digest, at: new Date().toISOString() },
    ]) {
      forge(id, { ...approval, ...change });
      await refused(['apply', id], /needs one approval by signature/);
    }
    const yes = agreement(id, 'signature');
    forge(id, { ...yes, seal: { signature: ada.sign('sign policy', yes) } });
    await refused(['apply', id], /needs one approval by signature/);
  });
});

describe('an approved change', () => {
  it('that was edited afterwards is not sent', async () => {
    const edits: ((change: Record<string, unknown>) => Record<string, unknown>)[] = [
      (change) => ({
        ...change,
        steps: [{ ...(change['steps'] as object[])[0], input: { email: 'mallory@example.com', role: 'owner' } }],
      }),
      (change) => ({ ...change, steps: [...(change['steps'] as object[]), ...(change['steps'] as object[])] }),
      (change) => ({ ...change, requirement: { channel: 'elicitation', people: 0 } }),
      (change) => ({ ...change, expires_at: '2999-01-01T00:00:00.000Z' }),
      (change) => ({ ...change, connection: { ...(change['connection'] as object), base_url: 'http://127.0.0.1:9' } }),
    ];
    for (const edit of edits) {
      for (const recompute of [false, true]) {
        const id = agreed(await proposed());
        const { change, digest } = stored(id);
        const edited = edit(change);
        writeFileSync(
          state('changes', 'open', `${id}.json`),
          canonicalJson({ change: edited, digest: recompute ? digestOfChange(edited as never) : digest }),
        );
        await refused(['apply', id], recompute ? /needs|is not what it was/ : /was edited after it was proposed/);
      }
    }
  });

  it('is applied once, even when its files are put back', async () => {
    const id = agreed(await proposed());
    permitted += 1;
    expect((await cli(['apply', id])).code).toBe(0);
    await refused(['apply', id], /is applied; an approval counts once/);
    renameSync(state('changes', 'closed', `${id}.json`), state('changes', 'open', `${id}.json`));
    const again = writesSeen(sandbox);
    await cli(['apply', id]);
    expect(writesSeen(sandbox)).toBe(again);
    if (existsSync(state('changes', 'closed', `${id}.json`)))
      renameSync(state('changes', 'closed', `${id}.json`), state('changes', 'open', `${id}.json`));
    rmSync(state('receipts', `${id}.json`));
    rmSync(state('progress', `${id}.jsonl`));
    await refused(['apply', id], /was sent before, as the journal shows/);
  });

  it('expires', async () => {
    const id = agreed(await proposed());
    attempts += 1;
    const later = new Gate({
      environment: { HOME: home },
      folder: home,
      surface: 'test',
      now: () => new Date(Date.now() + 2 * 3_600_000),
    });
    expect(() => approve(later, id, { channel: 'signature', key: ada })).toThrow(/expired/);
    later.close();
  });

  it('is sent nowhere else', async () => {
    const id = agreed(await proposed());
    const elsewhere = environment['OPENAI_BASE_URL']?.replace('/v1', '/v2') ?? '';
    await refused(['apply', id], /is not what it was when/, { OPENAI_BASE_URL: elsewhere });
  });
});

describe('policy and the list of approvers', () => {
  const files = ['policy.yaml', 'policy.yaml.sig', 'approvers.json'];
  const config = (name: string) => path.join(home, '.config', 'steward', name);
  async function tampered(tamper: () => void, attack: () => Promise<void>): Promise<void> {
    const kept = files.map((name) => [name, readFileSync(config(name))] as const);
    tamper();
    try {
      await attack();
    } finally {
      for (const [name, bytes] of kept) writeFileSync(config(name), bytes);
    }
  }

  const loose =
    'version: 1\nmode: ask\napprovals: { write: elicitation, spend: elicitation, access: elicitation, destructive: elicitation }\nguards: { owner_grants: ask }\n';
  const invite = ['openai', 'invites', 'create', '--email', 'mallory@example.com', '--role', 'owner'];

  it('loosened after the approval, or before the proposal, make Steward read-only', async () => {
    const id = agreed(await proposed());
    await tampered(
      () => writeFileSync(policyFile(), loose),
      async () => {
        await refused(['apply', id], /The policy has changed/);
        await refused(invite, /nothing was proposed.*read-only/);
      },
    );
    await tampered(
      () => writeFileSync(policyFile(), policy.replace('deny', 'ask')),
      () => refused(['openai', 'projects', 'archive', 'proj_abc'], /nothing was proposed/),
    );
    await tampered(
      () => rmSync(config('policy.yaml.sig')),
      () => refused(invite, /nothing was proposed/),
    );
    await refused(['openai', 'projects', 'archive', 'proj_abc'], /Never here\./);
  });

  it('replaced by the proposer’s own do not count', async () => {
    const { key: eve } = makeKey('ada', 'a passphrase of eve');
    const list = [{ name: 'ada', public_key: eve.public_key, enrolled_at: new Date().toISOString() }];
    const forged = {
      version: 1,
      approvers: list,
      signed: { approver: 'ada', signature: eve.sign('change approvers', list) },
    };
    await tampered(
      () => {
        writeFileSync(config('approvers.json'), JSON.stringify(forged));
        writeFileSync(policyFile(), loose);
        const hash = digestOf(loose);
        writeFileSync(
          config('policy.yaml.sig'),
          JSON.stringify({ approver: 'ada', policy: hash, signature: eve.sign('sign policy', { policy: hash }) }),
        );
      },
      () => refused(invite, /nothing was proposed/),
    );
    await tampered(
      () => rmSync(config('approvers.json')),
      () => refused(invite, /nothing was proposed/),
    );
  });

  it('are not widened by a project', async () => {
    const project = path.join(home, 'project');
    mkdirSync(project, { recursive: true });
    writeFileSync(path.join(project, 'steward.policy.yaml'), loose);
    await refused(
      ['openai', 'projects', 'archive', 'proj_abc'],
      /Never here\./,
      { STEWARD_STATE_DIR: state(), XDG_CONFIG_HOME: path.join(home, '.config') },
      project,
    );
    await refused(
      invite,
      /guard owner_grants/,
      { STEWARD_STATE_DIR: state(), XDG_CONFIG_HOME: path.join(home, '.config') },
      project,
    );
    writeFileSync(
      path.join(project, 'steward.yaml'),
      'connections: { openai: { provider: openai, credential: { command: "touch pwned" } } }\n',
    );
    await refused(invite, /may not decide/, {}, project);
    expect(existsSync(path.join(project, 'pwned'))).toBe(false);
  });
});

describe('the state folder', () => {
  it('is not trusted as a link, or where others may write', async () => {
    const id = agreed(await proposed());
    const link = path.join(home, 'link');
    symlinkSync(state(), link);
    await refused(['apply', id], /is a link/, { STEWARD_STATE_DIR: link });
    for (const folder of [state(), state('approvals'), state('changes', 'open')]) {
      chmodSync(folder, 0o777);
      await refused(['apply', id], /can be written by others/);
      chmodSync(folder, 0o700);
    }
    await refused(['apply', id], /cannot be used/, { STEWARD_STATE_DIR: '/proc/nowhere' });
  });
});

describe('ids and inputs that try to slip past a rule', () => {
  it.each([
    'OPENAI.PROJECTS.ARCHIVE',
    'openai.projects.archive ',
    ' openai projects archive',
    'openai\u2024projects\u2024archive',
    'openai.projects.archive\u200b',
    'openai..projects.archive',
    'openai/projects/archive',
    'openai.projects.archive\u0000',
    'openai.projects%2earchive',
    'openai.projects.archive.create',
  ])('%j', async (id) => {
    const words = ['propose', id.replaceAll('\u0000', ''), '--input', '{"project_id":"proj_abc"}'];
    await refused(words, /Never here|There is no operation|archived and never/);
  });

  it.each([
    'proj_a/../../users',
    'proj_a/archive',
    'proj_%2e%2e',
    'proj_a%2farchive',
    '..',
    'proj_a?x=1',
    'proj_a#x',
    'proj_\u202ea',
    'proj_a\n',
  ])('project_id %j', async (project) => {
    await refused(
      ['propose', 'openai.projects.update', '--input', JSON.stringify({ project_id: project, name: 'x' })],
      /project_id is not accepted/,
    );
  });
});

describe('two processes that apply one change at once', () => {
  it('send it once, 100 times over', async () => {
    const execution = executionOn(sandbox, gate, 'openai');
    const ids: string[] = [];
    for (let round = 0; round < 100; round += 1) {
      const steps = [{ id: 'openai.invites.create', input: { email: `race${round}@example.com`, role: 'reader' } }];
      const { change } = await propose({ steps }, inEnvironment(execution));
      ids.push(agreed(change.id));
    }
    attempts += 200;
    permitted += 100;
    const before = writesSeen(sandbox);
    const racers = await Promise.all([applyAll(ids), applyAll(ids)]);
    expect(writesSeen(sandbox)).toBe(before + 100);
    const applied = ids.map((id) => racers.filter((outcomes) => outcomes[id] === 'applied').length);
    expect(new Set(applied)).toEqual(new Set([1]));
  });
});

/** The connection as a process with the key in its environment has it. */
function inEnvironment(execution: ReturnType<typeof executionOn>): ReturnType<typeof executionOn> {
  const [connection] = declaredConnections(environment, home);
  if (!connection) throw new Error('no connection');
  return { ...execution, connection, credentials: new Credentials(environment) };
}

/** A process that applies one change after the other, and what came of each. */
function applyAll(ids: readonly string[]): Promise<Record<string, string>> {
  const script = path.resolve('test/support/apply-changes.ts');
  const child = spawn(process.execPath, [script, ...ids], {
    cwd: home,
    env: { ...environment, HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  return new Promise((resolve) => child.on('close', () => resolve(JSON.parse(printed))));
}
