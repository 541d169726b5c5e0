import { afterEach, describe, expect, it } from 'vitest';
import { operationById } from '../../src/catalogue/index.ts';
import { connected } from '../../src/gate/execution.ts';
import { exactText } from '../../src/ledger/exact.ts';
import { askReport, type ReportQuestion } from '../../src/ledger/live/ask.ts';
import { total } from '../../src/ledger/question/totals.ts';
import { openSession } from '../../src/session/open.ts';
import type { Session } from '../../src/session/session.ts';
import { type CasePlayer, type CaseRoute, playCase } from '../support/case-player.ts';

let player: CasePlayer;
let session: Session;
afterEach(async () => {
  await session.close();
  await player.close();
});

const now = Date.parse('2026-11-24T13:45:10Z');
const seconds = (day: string) => Date.parse(day) / 1000;
const page = (data: readonly object[]) => ({ data, has_more: false, next_page: null });
const bucket = (day: string, ...results: readonly object[]) => ({
  start_time: seconds(day),
  end_time: seconds(day) + 86_400,
  results,
});
const dollars = (value: number) => ({ amount: { value, currency: 'usd' } });
const projects: CaseRoute = {
  path: '/v1/organization/projects',
  body: {
    object: 'list',
    data: [
      { id: 'proj_a', name: 'Alpha' },
      { id: 'proj_b', name: 'Twin' },
      { id: 'proj_c', name: 'Twin' },
    ],
    has_more: false,
  },
};

async function ask(id: string, question: ReportQuestion, ...routes: readonly CaseRoute[]) {
  player = await playCase(routes);
  session = openSession({ environment: { ...player.environment }, surface: 'test' });
  const operation = operationById(id);
  return askReport(operation, question, connected(await session.on(operation)), { now });
}

const costs: CaseRoute = { path: '/v1/organization/costs', body: page([bucket('2026-11-20', dollars(5))]) };
const noCosts: CaseRoute = { path: '/v1/organization/costs', body: page([]) };

describe('parameters of the provider in a question', () => {
  it('are its grouping and its width, where it has no words for them', async () => {
    const { dimensions } = await ask('openai.usage.costs', { filters: { group_by: ['line_item'] } }, costs);
    expect(dimensions).toContain('line_item');
    expect(player.heard[0]?.url.searchParams.getAll('group_by[]')).toEqual(['line_item']);
  });

  it.each([
    [{ by: ['project'], filters: { group_by: ['line_item'] } }, 'group_by'],
    [{ bucket: '1d', filters: { bucket_width: '1d' } }, 'bucket_width'],
    [{ since: '7d', filters: { start_time: 1 } }, 'start_time'],
    [{ since: '7d', filters: { end_time: 1 } }, 'end_time'],
    [{ since: '7d', filters: { limit: 3 } }, 'limit'],
    [{ since: '7d', filters: { page: 'x' } }, 'page'],
  ])('are refused where they would do nothing: %j', async (question, parameter) => {
    await expect(ask('openai.usage.costs', question, costs)).rejects.toMatchObject({ kind: 'input', parameter });
    expect(player.heard).toEqual([]);
  });
});

describe('a filter', () => {
  it('takes a name for an id, and says so', async () => {
    const { notes } = await ask(
      'openai.usage.costs',
      { filters: { project_ids: ['alpha', 'proj_b'] } },
      costs,
      projects,
    );
    const asked = player.heard.find(({ url }) => url.pathname.endsWith('/costs'));
    expect(asked?.url.searchParams.getAll('project_ids[]')).toEqual(['proj_a', 'proj_b']);
    expect(notes).toEqual(['project_ids: «alpha» is proj_a.']);
  });

  it('refuses a name that two things have, with their ids', async () => {
    await expect(
      ask('openai.usage.costs', { filters: { project_ids: ['Twin'] } }, costs, projects),
    ).rejects.toMatchObject({ code: 'name_ambiguous', allowed: ['proj_b', 'proj_c'], parameter: 'project_ids' });
  });

  it('refuses a name that nothing has, with the nearest', async () => {
    await expect(
      ask('openai.usage.costs', { filters: { project_ids: ['Alpah'] } }, costs, projects),
    ).rejects.toMatchObject({ code: 'name_unknown', hint: 'Did you mean «Alpha»?' });
  });

  it('that names nothing there is says so, in place of nothing', async () => {
    const { notes } = await ask('openai.usage.costs', { filters: { project_ids: ['proj_zzz'] } }, noCosts, projects);
    expect(notes).toEqual(['project_ids: no list has proj_zzz, so that nothing here does not mean zero.']);
  });

  it('of what no list has says that it may be spelt wrong', async () => {
    const { notes } = await ask('openai.usage.costs', { filters: { line_items: ['gtp'] } }, noCosts);
    expect(notes).toEqual(['Nothing matches line_items; what is not there is spelt wrong, or was not used.']);
  });
});

describe('a report', () => {
  it('too large for one answer is asked for in halves, and is the whole', async () => {
    const tooLarge = { status: 400, body: { error: { message: 'The response would be too large. Reduce limit.' } } };
    const days = ['2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21'];
    const part = (from: number, to: number, next: string | null): CaseRoute['body'] => ({
      data: days.slice(from, to).map((day) => bucket(day, dollars(1))),
      has_more: next !== null,
      next_page: next,
    });
    const route = (limit: string, cursor: string | null, answer: Partial<CaseRoute>): CaseRoute => ({
      path: '/v1/organization/costs',
      when: { limit, page: cursor },
      ...answer,
    });
    const { facts } = await ask(
      'openai.usage.costs',
      { since: '2026-11-18', until: '2026-11-22' },
      route('4', null, tooLarge),
      // The first page fits, the second does not: nothing may be counted twice.
      route('2', null, { body: part(0, 2, 'second') }),
      route('2', 'second', tooLarge),
      ...days.map((_, index) =>
        route('1', index === 0 ? null : `p${index}`, {
          body: part(index, index + 1, index < 3 ? `p${index + 1}` : null),
        }),
      ),
    );
    expect(exactText(total(facts)?.money?.amounts['USD'] ?? 0n)).toBe('4');
  });

  it('that a rule of the provider forbids says which question works', async () => {
    await expect(
      ask(
        'openai.usage.costs',
        { since: '200d', by: ['user', 'project'] },
        {
          path: '/v1/organization/costs',
          status: 400,
          body: { error: { message: 'Grouping by user_id cannot be combined with projects for this time range.' } },
        },
      ),
    ).rejects.toMatchObject({ hint: expect.stringMatching(/about 90 days\. Ask by one of them alone/), status: 400 });
  });

  it('by days of a zone adds hours up to them', async () => {
    const hour = (at: string, input_tokens: number) => ({
      start_time: seconds(at),
      end_time: seconds(at) + 3600,
      results: [{ input_tokens, output_tokens: 0, num_model_requests: 1 }],
    });
    const { facts } = await ask(
      'openai.usage.completions',
      { since: '2026-11-20', until: '2026-11-22', timezone: 'America/New_York' },
      {
        path: '/v1/organization/usage/completions',
        when: { bucket_width: '1h' },
        body: page([hour('2026-11-20T05:00Z', 1), hour('2026-11-21T04:00Z', 2), hour('2026-11-21T05:00Z', 4)]),
      },
    );
    expect(facts.map(({ starting_at, measures }) => [starting_at, measures['input_tokens']?.known])).toEqual([
      ['2026-11-20T05:00:00Z', 3n],
      ['2026-11-21T05:00:00Z', 4n],
    ]);
  });
});
