import { describe, expect, it } from 'vitest';
import { everyOperation } from '../../src/catalogue/index.ts';
import { cliJson, runCli } from '../support/cli.ts';

type Row = Readonly<Record<string, unknown>>;

const listed = async (...words: string[]) => (await cliJson([...words, '--sandbox'])) as Row[];

describe('steward operations', () => {
  it('lists all that the catalogue has', async () => {
    expect(((await cliJson(['operations'])) as Row[]).map(({ id }) => id)).toEqual(everyOperation.map(({ id }) => id));
  });

  it('shows one with its input as a JSON schema', async () => {
    expect(await cliJson(['operations', 'show', 'openai.projects.list'])).toMatchObject({
      id: 'openai.projects.list',
      command: 'steward openai projects list',
      input: { properties: { limit: { type: 'integer' } } },
    });
  });
});

describe('a list', () => {
  it('is an array in JSON, one page of it unless all is asked for', async () => {
    expect(await listed('openai', 'projects', 'list', '--limit', '3')).toHaveLength(3);
    const { stdout, stderr } = await runCli(['openai', 'projects', 'list', '--limit', '3', '--sandbox', '--json']);
    expect(JSON.parse(stdout)).toHaveLength(3);
    expect(stderr).toContain('Add --all');
  });

  it('is the same whole list whatever the size of its pages', async () => {
    const whole = await listed('openai', 'users', 'list', '--all');
    const inSmallPages = await listed('openai', 'users', 'list', '--all', '--limit', '7');
    expect(whole.length).toBeGreaterThan(30);
    expect(inSmallPages).toEqual(whole);
  });

  it('understands snake_case words and flags', async () => {
    const kebab = await listed('anthropic', 'api-keys', 'list', '--status', 'active', '--all');
    expect(await listed('anthropic', 'api_keys', 'list', '--status', 'active', '--all')).toEqual(kebab);
  });

  it('takes the ids of its path with or without their flag', async () => {
    const [project] = await listed('openai', 'projects', 'list', '--limit', '1');
    const id = String(project?.['id']);
    const withFlag = await listed('openai', 'projects', 'rate-limits', 'list', '--project_id', id);
    expect(await listed('openai', 'projects', 'rate-limits', 'list', id)).toEqual(withFlag);
  });

  it('is one document per line in JSON lines, and a header with rows in CSV', async () => {
    const lines = await runCli(['openai', 'projects', 'list', '--sandbox', '--all', '--jsonl']);
    const projects = lines.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row);
    expect(projects.length).toBeGreaterThan(10);
    const csv = await runCli(['openai', 'projects', 'list', '--sandbox', '--all', '--csv']);
    expect(csv.stdout.trim().split('\r\n')).toHaveLength(projects.length + 1);
  });

  it('is a table for people', async () => {
    const { stdout, code } = await runCli(['openai', 'projects', 'list', '--sandbox']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^id\s+name\s+status/);
    expect(stdout).toContain('Default project');
  });
});

it('shows one thing as an object', async () => {
  expect(await cliJson(['anthropic', 'organization', 'get', '--sandbox'])).toMatchObject({ type: 'organization' });
});

describe('a report', () => {
  const sum = (rows: readonly Row[], field: string) =>
    rows.reduce((total, row) => total + BigInt(Math.round(Number(row[field]))), 0n);
  const cents = (rows: readonly Row[]) => rows.reduce((total, row) => total + Number(row['amount_usd']) * 100, 0);

  it('adds up to the same whichever way it is grouped or sliced', async () => {
    const command = ['anthropic', 'usage', 'messages', '--since', '2026-10-20', '--until', '2026-10-27'];
    const plain = await listed(...command);
    expect(plain).toHaveLength(7);
    for (const more of [
      ['--by', 'model,workspace'],
      ['--by', 'key'],
      ['--bucket', '1h'],
      ['--by', 'model', '--bucket', '1h'],
    ]) {
      const other = await listed(...command, ...more);
      expect(sum(other, 'output_tokens')).toBe(sum(plain, 'output_tokens'));
      expect(sum(other, 'uncached_input_tokens')).toBe(sum(plain, 'uncached_input_tokens'));
    }
  });

  it('gives names beside ids', async () => {
    const rows = await listed('anthropic', 'usage', 'messages', '--since', '3d', '--by', 'workspace');
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row['workspace_name']).toEqual(expect.any(String));
  });

  it('tells cost in dollars from both providers, and agrees with itself', async () => {
    for (const command of [
      ['anthropic', 'usage', 'cost'],
      ['openai', 'usage', 'costs'],
    ]) {
      const plain = await listed(...command, '--since', '40d');
      const byModel = await listed(...command, '--since', '40d', '--by', 'model');
      expect(cents(plain)).toBeGreaterThan(100_000);
      expect(cents(byModel)).toBeCloseTo(cents(plain), 4);
    }
  });

  it('reads Claude Code activity day by day', async () => {
    const rows = await listed('anthropic', 'usage', 'claude-code', '--since', '4d');
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map((row) => row['starting_at'])).size).toBeGreaterThan(2);
  });

  it('takes the provider’s own parameters as well', async () => {
    const rows = await listed('openai', 'usage', 'costs', '--start-time', '1792540800', '--limit', '2');
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({ object: 'bucket' });
  });
});

describe('steward doctor', () => {
  it('says of each connection whether it works and what it reaches', async () => {
    const diagnoses = (await cliJson(['doctor', '--sandbox'])) as Row[];
    expect(diagnoses.map(({ connection, works }) => [connection, works])).toEqual([
      ['anthropic', true],
      ['anthropic-oauth', true],
      ['anthropic-enterprise', true],
      ['openai', true],
    ]);
    expect(diagnoses[0]).toMatchObject({
      key_kind: 'Anthropic admin key',
      reaches: expect.arrayContaining(['users', 'workspaces', 'api_keys']),
    });
  });
});

describe('completion', () => {
  const complete = async (...words: string[]) => (await runCli(['complete', '--', ...words])).stdout.trim().split('\n');

  it('offers the words, flags and members that may follow', async () => {
    expect(await complete('op')).toEqual(['openai', 'operations']);
    expect(await complete('openai', 'projects', 'ra')).toEqual(['rate-limits']);
    expect(await complete('openai', 'projects', 'list', '--inc')).toEqual(['--include-archived']);
    expect(await complete('anthropic', 'api-keys', 'list', '--status', 'a')).toEqual(['active', 'archived']);
    expect(await complete('openai', 'usage', 'costs', '--by', 'p')).toEqual(['project_id']);
  });
});

it('ends quietly when its reader has seen enough', async () => {
  const { execFileSync } = await import('node:child_process');
  const out = execFileSync('sh', ['-c', `"${process.execPath}" dist/steward.js operations | head -1`], {
    encoding: 'utf8',
  });
  expect(out).toMatch(/^operation/);
});
