import { describe, expect, it } from 'vitest';
import { anthropicInProcess } from '../../../../test/support/in-process.ts';
import { type Query, refused, reportsOf, tokensOf } from '../../../../test/support/reports.ts';
import { stopDemand } from '../../demand/demand.ts';
import { day } from '../../demand/usage.ts';

const now = new Date('2026-11-01T10:20:30Z');

const { messages, report, everyPage } = reportsOf(anthropicInProcess(now).client);

describe('Claude Code', () => {
  interface Activity {
    readonly actor: { readonly type: string; readonly email_address?: string };
    readonly core_metrics: { readonly num_sessions: number };
    readonly model_breakdown: readonly { readonly model: string; readonly tokens: Record<string, number> }[];
  }
  const activity = (query: Query) => report<Activity>('usage_report/claude_code', query);

  it('agrees with the usage of its keys', async () => {
    const records = await everyPage<Activity>('usage_report/claude_code', { starting_at: '2026-10-21', limit: 1 });
    expect(records[0]?.actor).toEqual({ type: 'user_actor', email_address: 'ines@x.example' });
    expect(records[0]?.core_metrics.num_sessions).toBeGreaterThan(0);
    const { data } = await messages({ starting_at: '2026-10-21T00:00:00Z', limit: 1, api_key_ids: ['apikey_016'] });
    const { output, uncached_input } = tokensOf(data[0]?.results ?? []);
    const models = records.flatMap(({ model_breakdown }) => model_breakdown);
    expect(models.reduce((sum, { tokens }) => sum + (tokens['output'] ?? 0), 0)).toBe(output);
    expect(models.reduce((sum, { tokens }) => sum + (tokens['input'] ?? 0), 0)).toBe(uncached_input);
  });

  it('hides the last hour', async () => {
    const own = anthropicInProcess(new Date('2026-10-30T09:30:00Z'));
    const output = async () => {
      const { data } = await reportsOf(own.client).report<Activity>('usage_report/claude_code', {
        starting_at: '2026-10-30',
      });
      return data
        .flatMap(({ model_breakdown }) => model_breakdown)
        .reduce((sum, { tokens }) => sum + (tokens['output'] ?? 0), 0);
    };
    const shown = await output();
    stopDemand(own.store, Date.parse('2026-10-30T08:30:00Z'), () => true);
    expect(await output()).toBe(shown);
    own.clock.advance(day);
    expect(await output()).toBeGreaterThan(shown);
  });

  it('takes one day without a time', async () => {
    await expect(activity({ starting_at: '2026-10-21T00:00:00Z' })).rejects.toEqual(refused(400));
    await expect(activity({ starting_at: '2026-10-21', limit: 1001 })).rejects.toEqual(refused(400));
  });
});
