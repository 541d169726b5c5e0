import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { connect } from './connect.ts';
import type { Steward } from './steward.ts';

let sandbox: Sandbox;
let openai: Steward;
let anthropic: Steward;
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, now: new Date('2026-11-01T12:00:00Z') });
  openai = connect('openai', { environment: {}, sandbox });
  anthropic = connect('anthropic', { environment: {}, sandbox });
});
afterAll(async () => {
  await openai.close();
  await anthropic.close();
  await sandbox.close();
});

describe('a read', () => {
  it('takes the input of its operation and gives its answer', async () => {
    const page = await openai.read('openai.projects.list', { limit: 2 });
    expectTypeOf(page.has_more).toEqualTypeOf<boolean>();
    expectTypeOf(page.data[0]?.id).toEqualTypeOf<string | undefined>();
    expect([page.data.length, page.has_more, page.data[0]?.id]).toEqual([2, true, expect.stringMatching(/^proj_/)]);
    const project = await openai.read('openai.projects.get', { project_id: page.data[0]?.id ?? '' });
    expect(project.name).toBe(page.data[0]?.name);
  });

  it('does not compile, and does not run, where a word is wrong', async () => {
    // @ts-expect-error there is no such operation
    await expect(openai.read('openai.projects.lists')).rejects.toMatchObject({ code: 'operation_unknown' });
    // @ts-expect-error it takes no such parameter
    await expect(openai.read('openai.projects.list', { limits: 2 })).rejects.toMatchObject({
      code: 'parameter_unknown',
    });
    // @ts-expect-error a limit is a number
    await expect(openai.read('openai.projects.list', { limit: 'many' })).rejects.toMatchObject({
      code: 'parameter_invalid',
    });
    // @ts-expect-error it needs an id
    await expect(openai.read('openai.projects.get')).rejects.toMatchObject({ code: 'parameter_missing' });
    // @ts-expect-error it is a write
    await expect(openai.read('openai.projects.archive', { project_id: 'proj_x' })).rejects.toMatchObject({
      code: 'change_needs_approval',
    });
  });
});

describe('the items of a list', () => {
  it('come over all pages, each with the fields that it has', async () => {
    const emails: string[] = [];
    for await (const user of anthropic.items('anthropic.users.list', { limit: 10 })) emails.push(user.email);
    expect(emails.length).toBeGreaterThan(10);
    expect(new Set(emails).size).toBe(emails.length);
  });

  it('are not asked of what is no list', async () => {
    // @ts-expect-error the organisation is no list
    const items = anthropic.items('anthropic.organization.get');
    await expect(items.next()).rejects.toMatchObject({ code: 'not_a_list' });
  });
});

describe('a report', () => {
  it('gives sums that add up, with names beside the ids', async () => {
    const costs = await openai.report('openai.usage.costs', { since: '7d', by: ['project'] });
    const [heaviest] = costs.groups;
    expectTypeOf(heaviest?.project_name).toEqualTypeOf<string | null | undefined>();
    expect(heaviest).toMatchObject({
      project_id: expect.stringMatching(/^proj_/),
      project_name: expect.any(String),
      amount_usd: expect.stringMatching(/^\d+\.\d+$/),
      currency: 'USD',
    });
    expect(costs.groups.reduce((sum, { share }) => sum + (share ?? 0), 0)).toBeCloseTo(1, 9);
    expect(costs.rows.length).toBeGreaterThan(costs.groups.length);
    const all = await openai.report('openai.usage.costs', { since: '7d' });
    expect(costs.total?.['amount_usd']).toBe(all.total?.['amount_usd']);
    expect(costs.since < costs.until).toBe(true);
    expect(costs.title).toContain('Cost per day');
  });

  it('names measures as the provider does', async () => {
    const used = await openai.report('openai.usage.completions', { since: '3d', by: ['model'], bucket: '1h' });
    expectTypeOf(used.rows[0]?.input_tokens).toEqualTypeOf<number | string | null | undefined>();
    expect(used.total?.input_tokens).toBeGreaterThan(0);
  });

  it('does not compile, and does not run, where a word is wrong', async () => {
    // @ts-expect-error costs know no colour
    await expect(openai.report('openai.usage.costs', { by: ['colour'] })).rejects.toMatchObject({
      code: 'dimension_unknown',
    });
    // @ts-expect-error costs come by day
    await expect(openai.report('openai.usage.costs', { bucket: '1h' })).rejects.toMatchObject({
      code: 'width_not_offered',
    });
    // @ts-expect-error it has no such filter
    await expect(openai.report('openai.usage.costs', { filters: { colours: [] } })).rejects.toMatchObject({
      code: 'parameter_unknown',
    });
    // @ts-expect-error a list is no report
    await expect(openai.report('openai.projects.list')).rejects.toMatchObject({ code: 'not_a_report' });
  });
});

describe('a change', () => {
  it('is proposed step by step, and waits for a person', async () => {
    const { data } = await openai.read('openai.projects.list');
    // The provider keeps the default project as it is.
    const project_id = data.find(({ name }) => name !== 'Default project')?.id ?? '';
    const change = await openai.propose({
      steps: [{ id: 'openai.projects.update', input: { project_id, name: 'Renamed' } }],
      reason: 'the team has another name',
    });
    expect(await openai.change(change.id)).toMatchObject({ status: 'proposed', reason: 'the team has another name' });
    await expect(openai.apply(change.id)).rejects.toMatchObject({ kind: 'policy' });
    expect((await openai.read('openai.projects.get', { project_id })).name).not.toBe('Renamed');
  });

  it('does not compile, and is not proposed, where a word is wrong', async () => {
    const step = { id: 'openai.projects.archive', input: { project: 'proj_x' } } as const;
    // @ts-expect-error the parameter has another name
    await expect(openai.propose({ steps: [step] })).rejects.toMatchObject({ code: 'parameter_unknown' });
    const read = { id: 'openai.projects.list', input: {} } as const;
    // @ts-expect-error a read is not proposed
    await expect(openai.propose({ steps: [read] })).rejects.toMatchObject({ code: 'not_a_change' });
  });
});
