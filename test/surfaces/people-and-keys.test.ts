import { describe, expect, it } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import { cliJson, runCli } from '../support/cli.ts';

type Rows = readonly Readonly<Record<string, unknown>>[];
const asked = async (words: string) => (await cliJson([...words.split(' '), '--sandbox'])) as Rows;
const connectionsIn = (rows: Rows) => [...new Set(rows.map(({ connection }) => connection))].sort();

describe('steward people', () => {
  it('names whoever commands an organization, by whatever word their provider has for it', async () => {
    const owners = await asked('people --role owner');
    expect(connectionsIn(owners)).toEqual(['anthropic', 'anthropic-enterprise', 'openai']);
    expect(new Set(owners.map(({ is_owner }) => is_owner))).toEqual(new Set([true]));
    expect(new Set(owners.map(({ role }) => role))).toEqual(new Set(['admin', 'owner', 'primary_owner']));
    const all = await asked('people');
    expect(all.filter(({ is_owner }) => is_owner)).toEqual(owners);
    expect(all.length).toBeGreaterThan(owners.length);
  });

  it('asks one connection where one is named, and says which there are', async () => {
    expect(connectionsIn(await asked('people --connection openai'))).toEqual(['openai']);
    const { code, stderr } = await runCli(['people', '--connection', 'opnai', '--sandbox']);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/no connection «opnai»[\s\S]*openai/)]);
  });

  it('says which roles there are where nobody has the one asked for', async () => {
    const { code, stdout, stderr } = await runCli(['people', '--role', 'king', '--sandbox']);
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(/Nobody has the role king\. There are: .*owner.*reader/);
    expect(await asked('people --role king')).toEqual([]);
  });

  it('answers with what it could read, and says what it could not', async () => {
    const sandbox = await startSandbox({ seed: 1 });
    sandbox.faults.add({ route: 'GET /openai/v1/organization/users', kind: 'missing_scope' });
    const environment = {
      ANTHROPIC_ADMIN_KEY: sandbox.anthropic.admin_key,
      ANTHROPIC_BASE_URL: sandbox.anthropic.base_url,
      OPENAI_ADMIN_KEY: sandbox.openai.admin_key,
      OPENAI_BASE_URL: sandbox.openai.base_url,
    };
    const { code, stdout, stderr } = await runCli(['people', '--csv'], { environment });
    await sandbox.close();
    expect(code).toBe(0);
    expect(stdout.split('\r\n')[0]).toBe('name,role,connection,email,joined_at,provider,is_owner,person_id');
    expect(stdout).not.toMatch(/,openai,/);
    expect(stderr).toMatch(/openai: openai\.users\.list could not be read in full: the key may not/);
  });

  it('says how to connect where nothing is connected', async () => {
    const { code, stderr } = await runCli(['people']);
    expect([code, stderr]).toEqual([4, expect.stringMatching(/No connection is set up\.[\s\S]*--sandbox/)]);
  });
});

describe('steward keys', () => {
  it('unused: names keys of every provider, made before and not used since', async () => {
    const keys = await asked('keys unused --days 90');
    expect(connectionsIn(keys)).toEqual(['anthropic', 'openai']);
    const since = Date.parse('2026-11-01T12:00:00Z') - 90 * 86_400_000;
    for (const { created_at, last_used_at } of keys) {
      expect(Date.parse(String(created_at))).toBeLessThan(since);
      if (last_used_at !== null) expect(Date.parse(String(last_used_at))).toBeLessThan(since);
    }
    expect((await asked('keys unused --days 30')).length).toBeGreaterThanOrEqual(keys.length);
  });

  it('runaway: gives what a key cost on a day before and lately, exactly, and how many times as much that is', async () => {
    const keys = await asked('keys runaway --days 7 --times 5');
    expect(connectionsIn(keys)).toEqual(['anthropic', 'openai']);
    for (const { daily_usd_before, daily_usd_lately, times } of keys) {
      expect([daily_usd_before, daily_usd_lately]).toEqual([expect.any(String), expect.any(String)]);
      expect(Number(daily_usd_lately) / Number(daily_usd_before)).toBeCloseTo(Number(times), 1);
      expect(Number(times)).toBeGreaterThanOrEqual(5);
    }
  });

  it('runaway: says so where no key runs away', async () => {
    const { code, stdout, stderr } = await runCli(['keys', 'runaway', '--times', '1000', '--sandbox']);
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toBe('In the last 7 days no key spent 1000 times as much on a day as in the 28 days before.\n');
  });

  it.each([
    ['unused --days many', /--days: «many» is not a whole number/],
    ['unused --days 0', /--days: 0 is not from 1 to 365/],
    ['runaway --days 100', /--days: 100 is not from 1 to 73/],
    ['runaway --times 0.5', /--times: «0\.5» is not a number above 1/],
    ['lost', /keys[\s\S]*(?:unused|--help)/],
  ])('refuses %s', async (words, told) => {
    const { code, stdout, stderr } = await runCli(['keys', ...words.split(' '), '--sandbox']);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(told)]);
  });
});

it('--top says how many groups a report shows, whose total stays that of all', async () => {
  const report = ['openai', 'usage', 'costs', '--by', 'project', '--sandbox'];
  const [top, all] = await Promise.all([runCli([...report, '--top', '2']), runCli(report)]);
  const total = /^total +(\$\S+)$/m;
  expect(total.exec(top.stdout)?.[1]).toBe(total.exec(all.stdout)?.[1] ?? 'a total');
  expect(top.stdout.split('share')[1]?.trim().split('\n')).toHaveLength(3);
  expect(top.stderr).toMatch(/smaller groups are part of the total/);
});
