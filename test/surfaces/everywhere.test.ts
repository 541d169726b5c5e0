import { describe, expect, it } from 'vitest';
import { clockAt, playCase } from '../support/case-player.ts';
import { cliJson, runCli } from '../support/cli.ts';

type Row = Readonly<Record<string, unknown>>;

describe('steward cost', () => {
  it('is one sum over all connections, and counts an organization once', async () => {
    const words = ['cost', '--since', '2026-10-01', '--until', '2026-10-08', '--sandbox'];
    const rows = (await cliJson(words)) as Row[];
    const named = Object.fromEntries(rows.map((row) => [row['connection'], row]));
    expect(named['anthropic-oauth']?.['same_as']).toBe('anthropic');
    expect(new Set(rows.map(({ report }) => report))).toEqual(
      new Set(['anthropic.usage.cost', 'anthropic.analytics.cost.list', 'openai.usage.costs']),
    );
    const { stdout, stderr } = await runCli(words);
    const counted = rows.filter(({ same_as }) => same_as === null).map(({ amount_usd }) => Number(amount_usd));
    const shown = Number(/^total\s+\$([\d,.]+)/m.exec(stdout)?.[1]?.replaceAll(',', ''));
    expect(shown).toBeCloseTo(
      counted.reduce((sum, each) => sum + each, 0),
      1,
    );
    expect(stdout).toContain('2026-10-01 to 2026-10-08 (not included) UTC');
    expect(stderr).toContain('the total counts it once');
  });

  it('sums each currency, and says which connection could not be read', async () => {
    const bucket = (amount: object) => ({ start_time: 1793491200, end_time: 1793577600, results: [{ amount }] });
    const data = [bucket({ value: 1.5, currency: 'usd' }), bucket({ value: 2, currency: 'eur' })];
    const player = await playCase([
      { path: '/v1/organization/costs', body: { data, has_more: false, next_page: null } },
    ]);
    try {
      const { code, stdout, stderr } = await runCli(['cost', '--since', '2026-11-01', '--until', '2026-11-03'], {
        environment: { ...player.environment, ...clockAt('2026-11-26T12:00:00Z') },
      });
      expect(stdout).toMatch(/^total\s+\$1\.50\s+2\.00 EUR/m);
      expect(stderr).toMatch(/anthropic: anthropic\.usage\.cost could not be read in full/);
      expect(code).toBe(0);
    } finally {
      await player.close();
    }
  });

  it('refuses a period that is none, once', async () => {
    const { code, stderr } = await runCli(['cost', '--since', 'soon', '--sandbox']);
    expect(stderr).toMatch(/--since: «soon» is not a time/);
    expect(code).toBe(2);
  });
});

it('steward usage counts the tokens of all connections', async () => {
  const rows = (await cliJson(['usage', '--since', '2d', '--sandbox'])) as Row[];
  expect(rows.map(({ report }) => report)).toContain('openai.usage.completions');
  for (const { tokens } of rows) expect(Number(tokens)).toBeGreaterThan(0);
});
