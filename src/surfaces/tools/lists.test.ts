import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ToolCalls, toolCalls } from '../../../test/support/tool-calls.ts';
import { anthropicOrg } from './anthropic-org.ts';
import { openaiAudit } from './openai-audit.ts';
import { openaiOrg } from './openai-org.ts';
import { openaiRateLimits } from './openai-rate-limits.ts';
import { read } from './read.ts';

let calls: ToolCalls;
beforeAll(async () => {
  calls = await toolCalls();
});
afterAll(() => calls.close());

interface Rows {
  readonly columns: readonly string[];
  readonly provider_data: readonly (readonly unknown[])[];
  readonly total: number;
  readonly cursor?: string;
}

async function rowsOf(tool: Parameters<ToolCalls['answer']>[0], input: object): Promise<Rows> {
  return (await calls.answer(tool, input)).data as unknown as Rows;
}

describe('a list', () => {
  it('is read over all pages, counted and cut on our side', async () => {
    const first = await rowsOf(openaiOrg, { what: 'users', limit: 3 });
    expect([first.provider_data.length, first.total > 3]).toEqual([3, true]);
    const second = await rowsOf(openaiOrg, { what: 'users', limit: 3, cursor: first.cursor });
    expect(second.total).toBe(first.total);
    expect(second.provider_data[0]).not.toEqual(first.provider_data[0]);
  });

  it('keeps the rows that hold a text, wherever it stands in them', async () => {
    const all = await rowsOf(anthropicOrg, { what: 'members', limit: 1000 });
    const place = all.columns.indexOf('email');
    const email = String(all.provider_data[0]?.[place]);
    const found = await rowsOf(anthropicOrg, { what: 'members', match: email.toUpperCase() });
    expect(found.provider_data.map((row) => row[found.columns.indexOf('email')])).toEqual([email]);
  });

  it('has the columns that were asked for, and says which there are not', async () => {
    const { text, data } = await calls.answer(openaiOrg, { what: 'projects', fields: ['name', 'colour'], limit: 2 });
    expect(data['columns']).toEqual(['name']);
    expect(text).toContain('colour');
  });

  it('refuses a cursor that it did not give', async () => {
    await expect(calls.answer(openaiOrg, { what: 'users', cursor: 'next' })).rejects.toMatchObject({
      code: 'cursor_invalid',
      parameter: 'cursor',
    });
  });
});

describe('one thing', () => {
  it('is read by its id, under what it is under', async () => {
    const users = await rowsOf(openaiOrg, { what: 'users', limit: 1 });
    const id = users.provider_data[0]?.[users.columns.indexOf('id')];
    const { data } = await calls.answer(openaiOrg, { what: 'users', id });
    expect(data['provider_data']).toMatchObject({ id });
    expect((await calls.answer(anthropicOrg, { what: 'organization' })).text).toContain('name: ');
  });

  it('needs what it is under', async () => {
    await expect(calls.answer(openaiOrg, { what: 'api_keys' })).rejects.toMatchObject({ code: 'parent_missing' });
    await expect(calls.answer(anthropicOrg, { what: 'workspace_members' })).rejects.toMatchObject({
      code: 'parent_missing',
    });
  });
});

describe('the audit log', () => {
  it('is that of the last week unless more is asked for', async () => {
    const week = await rowsOf(openaiAudit, {});
    const month = await rowsOf(openaiAudit, { since: '30d' });
    expect(month.total).toBeGreaterThan(week.total);
    const none = await rowsOf(openaiAudit, { since: '2026-11-01T11:59:59Z', event_types: ['project.archived'] });
    expect(none.total).toBe(0);
  });

  it('refuses a moment that is none', async () => {
    await expect(calls.answer(openaiAudit, { since: 'yesterday-ish' })).rejects.toMatchObject({ kind: 'input' });
  });
});

describe('rate limits', () => {
  it('are those of a project, by its id or by its name', async () => {
    const projects = await rowsOf(openaiOrg, { what: 'projects', fields: ['id', 'name'], limit: 1 });
    const [id, name] = projects.provider_data[0] as [string, string];
    const byId = await rowsOf(openaiRateLimits, { project: id });
    const byName = await rowsOf(openaiRateLimits, { project: name.toUpperCase() });
    expect(byName).toEqual(byId);
    expect(byId.total).toBeGreaterThan(0);
  });

  it('are not those of a project that there is not', async () => {
    await expect(calls.answer(openaiRateLimits, { project: 'nobody knows it' })).rejects.toMatchObject({
      code: 'project_unknown',
    });
  });
});

describe('read', () => {
  it('of a report by its own parameters reads all pages, one row for each result, cut by limit and cursor', async () => {
    const input = { start_time: Date.parse('2026-10-01') / 1000, group_by: ['project_id'], limit: 7 };
    const first = await rowsOf(read, { operation: 'openai.usage.costs', input, limit: 5 });
    expect(first.columns).toEqual(expect.arrayContaining(['start_time', 'project_id', 'amount.value']));
    expect([first.provider_data.length, first.cursor]).toEqual([5, '5']);
    // Thirty-two days, of which a page holds seven.
    expect(first.total).toBeGreaterThan(32);
    const second = await rowsOf(read, { operation: 'openai.usage.costs', input, limit: 5, cursor: first.cursor });
    expect(second.provider_data[0]).not.toEqual(first.provider_data[0]);
  });

  it('of the audit log shows the type that all its rows share, since it is the answer', async () => {
    const one = await rowsOf(openaiAudit, { since: '30d', event_types: ['api_key.created'], limit: 3 });
    expect(one.columns).toContain('type');
  });
});
