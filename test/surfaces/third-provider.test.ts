import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandboxOf } from '../../src/sandbox/engine/sandbox.ts';
import { cliJson, emptyFolder, runCli } from '../support/cli.ts';
import { overStdio } from '../support/mcp-client.ts';
import { runOnTerminal } from '../support/pty.ts';
import { acmePlugin } from '../support/third-provider/sandbox/plugin.ts';

/** An invented provider, added by its value, its folders and a line in each of the three lists. Nothing else knows it. */
const command = path.resolve('test/support/third-provider/steward.ts');

const policy = `version: 1
mode: ask
approvals: { write: elicitation, spend: terminal, access: terminal, destructive: terminal }
rules:
  - deny: acme.*.delete
`;

const start = () => startSandboxOf({ acme: acmePlugin });

let sandbox: Awaited<ReturnType<typeof start>>;
let folder: string;
let options: { command: string; folder: string; environment: Record<string, string> };
beforeAll(async () => {
  sandbox = await start();
  folder = emptyFolder();
  mkdirSync(path.join(folder, '.config', 'steward'), { recursive: true });
  writeFileSync(path.join(folder, '.config', 'steward', 'policy.yaml'), policy);
  const environment = {
    ACME_ADMIN_KEY: sandbox.acme.key,
    ACME_BASE_URL: sandbox.acme.base_url,
    // The sources run as they are; compiled once, they start sooner.
    NODE_COMPILE_CACHE: path.join(folder, 'compiled'),
  };
  options = { command, folder, environment };
});
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

const names = (items: unknown) => (items as { name: string }[]).map(({ name }) => name);
const sent = () => sandbox.requests().map(({ method }) => method);

describe('at the command line, a third provider', () => {
  it('has help, from its group down to an operation', async () => {
    const [all, group, update] = await Promise.all(
      [['--help'], ['acme', '--help'], ['acme', 'teams', 'update', '--help']].map((words) => runCli(words, options)),
    );
    expect(all?.stdout).toMatch(/acme +Acme: teams/);
    expect(group?.stdout).toMatch(/teams +delete, get, list, update/);
    expect(update?.stdout).toMatch(/--motto <text> +New motto/);
  });

  it('is listed page by page, though its cursor stands in a header', async () => {
    const first = await runCli(['acme', 'teams', 'list', '--json'], options);
    expect(names(JSON.parse(first.stdout))).toEqual(['Data', 'Design']);
    expect(first.stderr).toContain('There is more. Add --all for the whole list.');
    const all = await cliJson(['acme', 'teams', 'list', '--all'], options);
    expect(names(all)).toEqual(['Data', 'Design', 'Legal', 'Platform', 'Sales']);
  });

  it('says in its own words what it refuses, and what its API does not offer', async () => {
    const missing = await runCli(['acme', 'teams', 'get', 'team_9', '--json'], options);
    expect(JSON.parse(missing.stderr).error).toMatchObject({
      kind: 'not_found',
      message: 'acme.teams.get on acme was refused (404): no team team_9',
      request_id: expect.stringMatching(/^trace-/),
    });
    const wish = await runCli(['acme', 'teams', 'create'], options);
    expect(wish.stderr).toContain('teams come with a contract, and no API makes one');
  });

  it('is sent its own admin keys, and no other', async () => {
    const withKey = (ACME_ADMIN_KEY: string) =>
      runCli(['acme', 'teams', 'list'], { ...options, environment: { ...options.environment, ACME_ADMIN_KEY } });
    const before = sent().length;
    const [run, other] = await Promise.all([
      withKey('acme-run-0123456789abcdef0123456789'),
      withKey(['sk', 'admin', '0123456789abcdef0123456789'].join('-')),
    ]);
    expect(run.stderr).toContain('holds an Acme run key, which administration endpoints always refuse');
    expect(other.stderr).toContain(
      'is for acme, but the environment variable ACME_ADMIN_KEY holds an OpenAI admin key',
    );
    expect(sent()).toHaveLength(before);
  });

  it('is examined by the doctor', async () => {
    expect(await cliJson(['doctor'], options)).toEqual([
      expect.objectContaining({ connection: 'acme', key_kind: 'Acme admin key', works: true, reaches: ['teams'] }),
    ]);
  });

  it('is completed', async () => {
    const complete = async (...words: string[]) =>
      (await runCli(['complete', '--', ...words], options)).stdout.trim().split('\n');
    expect(await complete('ac')).toEqual(['acme']);
    expect(await complete('acme', 'teams', '')).toEqual(['delete', 'get', 'list', 'update']);
    expect(await complete('acme', 'teams', 'update', '--mo')).toEqual(['--motto']);
    expect(await complete('operations', '--provider', 'a')).toEqual(['acme', 'anthropic']);
  });

  it('stands beside the others in the sandbox of --sandbox', async () => {
    expect(names(await cliJson(['acme', 'teams', 'list', '--sandbox', '--all'], options))).toHaveLength(5);
    const diagnoses = (await cliJson(['doctor', '--sandbox'], options)) as { connection: string; works: boolean }[];
    expect(diagnoses.filter(({ works }) => works).map(({ connection }) => connection)).toEqual([
      'anthropic',
      'anthropic-oauth',
      'anthropic-enterprise',
      'openai',
      'acme',
    ]);
  });
});

describe('a change at a third provider', () => {
  it('is decided by policy, whose rules match its ids', async () => {
    const before = sent().length;
    const refused = await runCli(['propose', 'acme.teams.delete', '--input', '{"team_id":"team_3"}'], options);
    expect(refused.stderr).toContain('line 5');
    expect(refused.code).toBe(5);
    expect(sent()).toHaveLength(before);
    expect(await cliJson(['policy', 'explain', 'acme.teams.update'], options)).toMatchObject({
      channel: 'elicitation',
    });
  });

  it('is found, proposed, agreed to and applied by an agent and its user', async () => {
    const agreeing = (message: string) => ({
      action: 'accept' as const,
      content: { confirm: /Type (.+) to agree/.exec(message)?.[1] ?? '' },
    });
    const agent = await overStdio('2025-11-25', [], options, { person: agreeing });
    const { data } = await agent.call('find_operations', { query: 'the crew at Acme has a new name' });
    const [found] = data['operations'] as { id: string }[];
    expect(found?.id).toBe('acme.teams.update');
    const listed = await agent.call('read', { operation: 'acme.teams.list' });
    expect(listed.text).toMatch(/List the teams: 5 of 5/);
    const input = { team_id: 'team_2', name: 'Product design' };
    const proposed = await agent.call('propose_change', { operation: 'acme.teams.update', input });
    expect(proposed.text).toMatch(/name +Design → "Product design"/);
    const applied = await agent.call('apply_change', { change: proposed.data['change'] });
    expect(applied.text).toMatch(/is applied/);
    const shown = await agent.call('read', { operation: 'acme.teams.get', input: { team_id: 'team_2' } });
    expect(shown.text).toMatch(/name: Product design/);
    await agent.close();
    expect(sent().filter((method) => method === 'PATCH')).toHaveLength(1);
  });

  it('is undone by a change of its own, which a person approves', async () => {
    const [change] = (await cliJson(['changes'], options)) as { id: string }[];
    const undone = await runOnTerminal(
      ['undo', change?.id ?? ''],
      [{ when: /Type .* to/, type: 'Product design' }],
      options,
    );
    expect(undone.shown).toMatch(/applied/);
    expect(await cliJson(['acme', 'teams', 'get', 'team_2'], options)).toMatchObject({ name: 'Design' });
  });

  it('is in the journal, as are the reads', async () => {
    const entries = (await cliJson(['journal'], options)) as { type: string; operation?: string; items?: number }[];
    expect(entries).toContainEqual(expect.objectContaining({ type: 'read', operation: 'acme.teams.list', items: 5 }));
    expect(entries.filter(({ type }) => type === 'receipt')).toHaveLength(2);
    expect((await runCli(['journal', 'verify'], options)).code).toBe(0);
  });
});
