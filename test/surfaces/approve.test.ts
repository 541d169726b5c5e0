import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { expectNoSecretsUnder } from '../support/canary.ts';
import { cliJson, emptyFolder, runCli } from '../support/cli.ts';
import { writesSeen } from '../support/gated.ts';
import { type Answer, runOnTerminal } from '../support/pty.ts';

let sandbox: Sandbox;
let folder: string;
let environment: Record<string, string>;
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, now: new Date() });
  folder = emptyFolder();
  environment = { OPENAI_ADMIN_KEY: sandbox.openai.admin_key, OPENAI_BASE_URL: sandbox.openai.base_url };
});
afterAll(async () => {
  await sandbox.close();
  expectNoSecretsUnder(folder, environment);
  rmSync(folder, { recursive: true, force: true });
});

const passphrases = { ada: 'correct horse battery', grace: 'staple under the bridge' };
const onTerminal = (words: readonly string[], answers: readonly Answer[] = []) =>
  runOnTerminal(words, answers, { environment, folder });
const newPassphrase = (passphrase: string): Answer[] => [
  { when: /New passphrase/, type: passphrase },
  { when: /same again/, type: passphrase },
];
const proposed = async (...words: string[]) => (await cliJson(words, { environment, folder })) as { id: string };

describe('a person at a terminal', () => {
  it('turns proposals on, and becomes an approver', async () => {
    expect((await onTerminal(['policy', 'init'])).shown).toMatch(/changes can be proposed/);
    const { code, shown } = await onTerminal(['approvals', 'enroll', 'ada'], newPassphrase(passphrases.ada));
    expect(shown).toMatch(/mode: ask[\s\S]*ada will sign this policy[\s\S]*ada is enrolled[\s\S]*ada signed/);
    expect(code).toBe(0);
    expect(shown).not.toContain(passphrases.ada);
  });

  it('is asked for the target’s name, and only that name approves', async () => {
    const words = ['openai', 'projects', 'create', '--name', 'Search ranking'];
    const before = writesSeen(sandbox);
    const wrong = await onTerminal(words, [{ when: /Type Search ranking/, type: 'yes' }]);
    expect(wrong.shown).toMatch(/That is not Search ranking; nothing was approved/);
    const empty = await onTerminal(words, [{ when: /Type Search ranking/, type: '' }]);
    expect(empty.shown).toMatch(/It waits\. Agree later with: steward approve chg_/);
    expect(writesSeen(sandbox)).toBe(before);
    const right = await onTerminal(words, [{ when: /Type Search ranking/, type: 'Search ranking' }]);
    expect(right.shown).toMatch(/Change chg_\w+ {2}applied/);
    expect(writesSeen(sandbox)).toBe(before + 1);
  });

  it('signs what needs a signature; a wrong passphrase approves nothing and has to wait', async () => {
    const { id } = await proposed('openai', 'invites', 'create', '--email', 'alan@example.com', '--role', 'reader');
    const wrong = await onTerminal(['approve', id], [{ when: /Passphrase of ada/, type: 'not this one at all' }]);
    expect(wrong.shown).toMatch(/That is not the passphrase/);
    const tries = path.join(folder, '.config', 'steward', 'approvers', 'ada.key.tries');
    expect(JSON.parse(readFileSync(tries, 'utf8'))).toMatchObject({ failed: 1 });
    // However long a process takes to start here, the next try comes before and then after the moment it waits for.
    writeFileSync(tries, JSON.stringify({ failed: 1, until: Date.now() + 3_600_000 }));
    const early = await onTerminal(['approve', id], [{ when: /Passphrase of ada/, type: passphrases.ada }]);
    expect(early.shown).toMatch(/Wrong passphrases were typed; the next try is in \d+ s/);
    writeFileSync(tries, JSON.stringify({ failed: 1, until: Date.now() }));
    const right = await onTerminal(['approve', id], [{ when: /Passphrase of ada/, type: passphrases.ada }]);
    expect(right.shown).toMatch(/Approved\. Apply it with: steward apply/);
    expect((await runCli(['apply', id], { environment, folder })).stdout).toMatch(/Change chg_\w+ {2}applied/);
  });

  it('sees a new secret once, and nothing else ever shows it', async () => {
    const policy = path.join(folder, '.config', 'steward', 'policy.yaml');
    writeFileSync(policy, readFileSync(policy, 'utf8').replace('owner_grants: deny', 'owner_grants: ask'));
    await onTerminal(['policy', 'sign'], [{ when: /Passphrase of ada/, type: passphrases.ada }]);
    const { id } = await proposed('openai', 'admin-api-keys', 'create', '--name', 'deploy');
    const answers = [
      { when: /Where does the secret go/, type: 'terminal' },
      { when: /Passphrase of ada/, type: passphrases.ada },
    ];
    const { shown } = await onTerminal(['approve', id, '--apply'], answers);
    const secret = /shown once: (sk-admin-\S+)/.exec(shown)?.[1] ?? '';
    expect(secret).not.toBe('');
    expect(shown.split(secret)).toHaveLength(2);
    expectNoSecretsUnder(folder, { secret });
    expect((await runCli(['changes', id, '--json'], { environment, folder })).stdout).not.toContain(secret);
  });

  it('needs a second person where policy asks for two; one key does not count twice', async () => {
    const policy = path.join(folder, '.config', 'steward', 'policy.yaml');
    writeFileSync(
      policy,
      readFileSync(policy, 'utf8').replace('access: signature', 'access: { channel: signature, people: 2 }'),
    );
    const enrolled = await onTerminal(
      ['approvals', 'enroll', 'grace'],
      [{ when: /Passphrase of ada/, type: passphrases.ada }, ...newPassphrase(passphrases.grace)],
    );
    expect(enrolled.shown).toMatch(/grace is enrolled/);
    // Vouching for a person is not agreeing to a policy that was edited meanwhile.
    expect(await cliJson(['policy', 'show'], { environment, folder })).toMatchObject({ mode: 'read-only' });
    await onTerminal(['policy', 'sign', '--as', 'ada'], [{ when: /Passphrase of ada/, type: passphrases.ada }]);
    const { id } = await proposed('openai', 'invites', 'create', '--email', 'grace@example.com', '--role', 'reader');
    const asAda = [{ when: /Passphrase of ada/, type: passphrases.ada }];
    expect((await onTerminal(['approve', id, '--as', 'ada'], asAda)).shown).toMatch(
      /Still missing: one approval by signature, of 2 different people/,
    );
    await onTerminal(['approve', id, '--as', 'ada'], asAda);
    expect((await runCli(['apply', id], { environment, folder })).stderr).toMatch(/is not approved/);
    const asGrace = [{ when: /Passphrase of grace/, type: passphrases.grace }];
    expect((await onTerminal(['approve', id, '--as', 'grace', '--apply'], asGrace)).shown).toMatch(/applied/);
  });

  it('declines what is not wanted', async () => {
    const { id } = await proposed('openai', 'projects', 'create', '--name', 'Nobody wants this');
    const { stdout } = await runCli(['decline', id, '--reason', 'no budget'], { environment, folder });
    expect(stdout).toMatch(/declined: no budget/);
    expect((await runCli(['apply', id], { environment, folder })).stderr).toMatch(
      /is declined; an approval counts once/,
    );
  });
});

it('the journal tells the whole story, and is whole', async () => {
  const entries = (await cliJson(['journal', '--type', 'receipt'], { environment, folder })) as { outcome: string }[];
  expect(entries.length).toBeGreaterThanOrEqual(4);
  const { code, stdout } = await runCli(['journal', 'verify'], { environment, folder });
  expect([code, stdout]).toEqual([0, expect.stringMatching(/The journal is whole: \d+ entries/)]);
});

it('a machine without a keychain is told so, and what to do instead', async () => {
  const { code, shown } = await onTerminal(
    ['auth', 'add', 'openai-admin'],
    [{ when: /Admin key for/, type: 'sk-admin-x' }],
  );
  if (code === 0) return;
  expect(shown).toMatch(/This machine has no keychain.*\n.*environment variable or a command/);
});
