import { Big } from 'big.js';
import { describe, expect, it } from 'vitest';
import { openaiInProcess } from '../../../test/support/in-process.ts';
import { stopDemand } from '../demand/demand.ts';
import { monthToDateCents } from './costs.ts';

const now = new Date('2026-11-01T10:20:30Z');
const { client, store } = openaiInProcess(now);
const { usage } = client.admin.organization;
const day = 86_400;
const start_time = Date.UTC(2026, 9, 20) / 1000;
const end_time = start_time + 7 * day;

type Completions = Parameters<typeof usage.completions>[0];
type Costs = Parameters<typeof usage.costs>[0];

async function completions(query: Partial<Completions>) {
  const page = await usage.completions({ start_time, ...query });
  const buckets = page.data.map((bucket) => ({
    ...bucket,
    results: bucket.results.flatMap((each) => (each.object === 'organization.usage.completions.result' ? [each] : [])),
  }));
  return { ...page, data: buckets };
}

async function costs(query: Partial<Costs>) {
  const page = await usage.costs({ start_time, ...query });
  const results = page.data.map((bucket) =>
    bucket.results.flatMap((each) => (each.object === 'organization.costs.result' ? [each] : [])),
  );
  return { ...page, results };
}

async function everyResult(query: Partial<Completions>) {
  const results = [];
  for (let page: string | null | undefined; page !== null; ) {
    const answer = await completions(page === undefined ? query : { ...query, page });
    results.push(...answer.data.flatMap((bucket) => bucket.results));
    expect(answer.has_more).toBe(answer.next_page !== null);
    page = answer.next_page;
  }
  return results;
}

type Result = Awaited<ReturnType<typeof everyResult>>[number];

function sums(results: readonly Result[]) {
  const total: Record<string, number> = {};
  for (const result of results) {
    for (const [name, value] of Object.entries(result)) {
      if (typeof value === 'number') total[name] = (total[name] ?? 0) + value;
    }
  }
  return total;
}

const refused = (param: string) => expect.objectContaining({ status: 400, param });

describe('usage', () => {
  it('has the same sum in every width, grouping and page size', async () => {
    const range = { end_time: start_time + day };
    const whole = sums(await everyResult(range));
    expect(whole['input_tokens']).toBeGreaterThan(0);
    for (const query of [
      { bucket_width: '1h' as const },
      { bucket_width: '1h' as const, limit: 5, group_by: ['model' as const, 'batch' as const] },
      { bucket_width: '1m' as const, limit: 700 },
      { group_by: ['project_id', 'user_id', 'api_key_id', 'model', 'batch', 'service_tier', 'api_source'] as const },
    ]) {
      expect(sums(await everyResult({ ...range, ...query } as Partial<Completions>))).toEqual(whole);
    }
  });

  it('splits tokens so that the parts make the whole', async () => {
    for (const result of await everyResult({ end_time, group_by: ['model', 'api_key_id', 'batch'] })) {
      const of = (name: keyof Result) => Number(result[name] ?? 0);
      expect(of('input_tokens')).toBe(
        of('input_cached_tokens') + of('input_cache_write_tokens') + of('input_uncached_tokens'),
      );
      expect(of('input_cache_write_tokens')).toBe(
        of('input_cache_write_30m_tokens') + of('input_cache_write_12h_tokens'),
      );
      expect(of('input_uncached_tokens')).toBe(
        of('input_text_tokens') + of('input_audio_tokens') + of('input_image_tokens'),
      );
      expect(of('input_cached_tokens')).toBe(
        of('input_cached_text_tokens') + of('input_cached_audio_tokens') + of('input_cached_image_tokens'),
      );
      expect(of('output_tokens')).toBe(
        of('output_text_tokens') + of('output_audio_tokens') + of('output_image_tokens'),
      );
    }
  });

  it('aligns buckets, answers empty ones, and ends with the one that is going on', async () => {
    const old = await completions({ start_time: 1_600_000_123, limit: 1 });
    expect(old.data).toEqual([{ object: 'bucket', start_time: 1_599_955_200, end_time: 1_600_041_600, results: [] }]);
    const last = await completions({
      start_time: now.getTime() / 1000 - day,
      end_time: now.getTime() / 1000 + 5 * day,
    });
    expect(last.data.map((bucket) => bucket.start_time)).toEqual([
      Date.UTC(2026, 9, 31) / 1000,
      Date.UTC(2026, 10, 1) / 1000,
    ]);
  });

  it('has one result with no keys when nothing is grouped by', async () => {
    const { data } = await completions({ limit: 1 });
    expect(data[0]?.results).toHaveLength(1);
    expect(data[0]?.results[0]).toMatchObject({
      project_id: null,
      user_id: null,
      model: null,
      batch: null,
      api_source: null,
    });
  });

  it('takes lists with and without brackets', async () => {
    const ask = (query: string) =>
      client.get<object>(`/organization/usage/completions?start_time=${start_time}&limit=1&${query}`);
    expect(await ask('group_by=model&group_by=batch')).toEqual(await ask('group_by[]=model&group_by[]=batch'));
    expect(await ask('group_by=model')).toEqual(await ask('group_by[]=model'));
  });

  it('filters by batch, model, key, project and person', async () => {
    const range = { end_time: start_time + day };
    const all = await everyResult({ ...range, group_by: ['batch', 'model', 'api_key_id', 'project_id', 'user_id'] });
    const one = all[0] as Result;
    const tokens = (results: readonly Result[]) => sums(results)['input_tokens'] ?? 0;
    const matching = (test: (each: Result) => boolean) => tokens(all.filter(test));
    expect(tokens(await everyResult({ ...range, batch: true }))).toBe(matching(({ batch }) => batch === true));
    expect(tokens(await everyResult({ ...range, batch: false }))).toBe(matching(({ batch }) => batch === false));
    expect(tokens(await everyResult({ ...range, models: [one.model ?? ''] }))).toBe(
      matching(({ model }) => model === one.model),
    );
    expect(tokens(await everyResult({ ...range, api_key_ids: ['key_0', 'key_1'] }))).toBe(
      matching(({ api_key_id }) => api_key_id === 'key_0' || api_key_id === 'key_1'),
    );
    expect(tokens(await everyResult({ ...range, project_ids: ['proj_1'], user_ids: ['user-1'] }))).toBe(
      matching(({ project_id, user_id }) => project_id === 'proj_1' && user_id === 'user-1'),
    );
  });

  it('answers each service under its own name', async () => {
    const query = { start_time, limit: 31 };
    const objects = {
      decisions: await usage.decisions(query),
      embeddings: await usage.embeddings(query),
      moderations: await usage.moderations(query),
      images: await usage.images({ ...query, group_by: ['size', 'source'] }),
      audio_speeches: await usage.audioSpeeches(query),
      audio_transcriptions: await usage.audioTranscriptions(query),
      vector_stores: await usage.vectorStores(query),
      code_interpreter_sessions: await usage.codeInterpreterSessions(query),
      file_searches: await usage.fileSearchCalls({ ...query, group_by: ['vector_store_id'] }),
      web_searches: await usage.webSearchCalls({ ...query, group_by: ['context_level'] }),
    };
    for (const [name, page] of Object.entries(objects)) {
      const results: readonly { readonly object: string }[] = page.data.flatMap(
        (bucket): { object: string }[] => bucket.results,
      );
      expect(results.length, name).toBeGreaterThan(0);
      expect(new Set(results.map(({ object }) => object))).toEqual(new Set([`organization.usage.${name}.result`]));
    }
  });

  it.each([
    [{ limit: 32 }, 'limit'],
    [{ limit: 0 }, 'limit'],
    [{ bucket_width: '1h', limit: 169 }, 'limit'],
    [{ bucket_width: '1m', limit: 1441 }, 'limit'],
    [{ bucket_width: '1w' }, 'bucket_width'],
    [{ end_time: start_time }, 'end_time'],
    [{ group_by: ['size'] }, 'group_by[0]'],
    [{ sizes: ['256x256'] }, 'sizes'],
    [{ page: 'page_nonsense' }, 'page'],
  ])('refuses %j', async (query, param) => {
    await expect(completions(query as Partial<Completions>)).rejects.toEqual(refused(param));
  });

  it('refuses a request without a start', async () => {
    await expect(client.get('/organization/usage/completions')).rejects.toEqual(refused('start_time'));
  });

  it('binds a cursor of twenty bytes to its query and to what the first page saw', async () => {
    const own = openaiInProcess(now);
    const ask = (query: object) =>
      own.client.admin.organization.usage.completions({
        start_time: now.getTime() / 1000 - 3 * day,
        limit: 2,
        ...query,
      });
    const page = (await ask({})).next_page ?? '';
    expect(Buffer.from(page.replace('page_', ''), 'base64')).toHaveLength(20);
    const before = await ask({ page });
    own.clock.advance(3_600_000);
    expect(await ask({ page })).toEqual(before);
    await expect(ask({ page, group_by: ['model'] })).rejects.toEqual(refused('page'));
    await expect(ask({ page, start_time: now.getTime() / 1000 - 4 * day })).rejects.toEqual(refused('page'));
  });
});

describe('costs', () => {
  const prices: Record<string, readonly [input: string, cached: string, output: string]> = {
    'gpt-6-sol': ['2', '0.2', '10'],
    'gpt-6.1-sol': ['2', '0.1', '10'],
    'gpt-6-astra': ['10', '1', '50'],
    'gpt-6-luna': ['0.1', '0.01', '0.5'],
    'gpt-5.6-terra': ['2', '0.2', '12'],
    'gpt-4.1': ['2', '0.5', '8'],
  };

  it('are usage times price, with the quantity that was used', async () => {
    const { results } = await costs({ limit: 1, group_by: ['line_item'] });
    const used = (await completions({ limit: 1, group_by: ['model', 'batch', 'service_tier'] })).data[0]?.results ?? [];
    let checked = 0;
    for (const result of used) {
      const [input, cached, output] = prices[result.model ?? ''] ?? [];
      if (input === undefined || result.batch || result.service_tier !== 'default') continue;
      for (const [item, quantity = 0, price] of [
        ['input_tokens', result.input_text_tokens, input],
        ['input_cached_tokens', result.input_cached_text_tokens, cached],
        ['output_tokens', result.output_text_tokens, output],
      ] as const) {
        const line = results[0]?.find(({ line_item }) => line_item === `${result.model}, ${item}`);
        const decisions = (line?.quantity ?? 0) - quantity;
        expect(decisions).toBeGreaterThanOrEqual(0);
        expect(new Big(line?.amount?.value ?? 0).toFixed()).toBe(
          new Big(line?.quantity ?? 0)
            .times(price ?? 0)
            .div(1_000_000)
            .toFixed(),
        );
        checked += 1;
      }
    }
    expect(checked).toBeGreaterThan(3);
  });

  it('have the same exact sum by day in every grouping', async () => {
    const sumsOf = ({ results }: Awaited<ReturnType<typeof costs>>) =>
      results.map((each) =>
        each.reduce((sum, { amount }) => sum.plus(String(amount?.value ?? 0)), new Big(0)).toFixed(),
      );
    const whole = sumsOf(await costs({ end_time }));
    expect(whole).toHaveLength(7);
    for (const group_by of [
      ['line_item'],
      ['project_id'],
      ['api_key_id', 'line_item'],
      ['user_id'],
      ['api_source'],
    ] as const) {
      expect(sumsOf(await costs({ end_time, group_by: [...group_by] }))).toEqual(whole);
    }
  });

  it('finds exact line items', async () => {
    const { results } = await costs({ limit: 1, group_by: ['line_item'], line_items: ['web search, calls'] });
    expect(results[0]).toHaveLength(1);
    expect(results[0]?.[0]).toMatchObject({ line_item: 'web search, calls', quantity_unit: null, project_id: null });
    expect((await costs({ limit: 1, line_items: ['web search'] })).results[0]).toEqual([]);
  });

  it('tell no quantity without line items', async () => {
    const { results } = await costs({ limit: 1 });
    expect(results[0]?.[0]).toMatchObject({
      line_item: null,
      quantity: null,
      quantity_unit: null,
      amount: { currency: 'usd' },
    });
  });

  it('do not go by person and project together for a time long ago', async () => {
    const both = { group_by: ['user_id' as const, 'project_id' as const], limit: 1 };
    await expect(costs(both)).resolves.toBeDefined();
    await expect(costs({ ...both, start_time: start_time - 120 * day })).rejects.toEqual(refused('group_by'));
  });

  it.each([
    [{ limit: 181 }, 'limit'],
    [{ bucket_width: '1h' }, 'bucket_width'],
    [{ models: ['gpt-6-sol'] }, 'models'],
  ])('refuse %j', async (query, param) => {
    await expect(costs(query as Partial<Costs>)).rejects.toEqual(refused(param));
  });

  it('of the month so far are those of its days, in whole cents', async () => {
    const { results } = await costs({ start_time: Date.UTC(2026, 10, 1) / 1000 });
    const dollars = new Big(results[0]?.[0]?.amount?.value ?? 0);
    expect(monthToDateCents(store, now.getTime())).toBe(dollars.times(100).round(0, 0).toNumber());
    expect(monthToDateCents(store, now.getTime(), 'proj_0')).toBeLessThan(monthToDateCents(store, now.getTime()));
  });
});

it('shows no use of a project after its demand has stopped', async () => {
  stopDemand(store, (start_time + 6 * day) * 1000, ({ dimensions }) => dimensions['project_id'] === 'proj_2');
  const { data } = await completions({ start_time: start_time + 5 * day, limit: 3, project_ids: ['proj_2'] });
  expect(data.map(({ results }) => results.length)).toEqual([1, 0, 0]);
});
