import { describe, expect, it } from 'vitest';
import { operationById } from '../../catalogue/index.ts';
import { exactText } from '../exact.ts';
import type { Fact } from '../fact.ts';
import { total } from '../question/totals.ts';
import { factsOf } from './facts.ts';
import { reportDefinitionOf } from './run.ts';

function read(id: string, data: readonly unknown[], dimensions: readonly string[] = []): Fact[] {
  const operation = operationById(id);
  return factsOf({ data }, { operation, report: reportDefinitionOf(operation), width: '1d', dimensions });
}

/** One day of OpenAI's costs. */
const day = (...results: readonly unknown[]) => ({ start_time: 1793491200, end_time: 1793577600, results });
const costs = (...results: readonly unknown[]) => read('openai.usage.costs', [day(...results)], ['line_item']);
const cost = (line_item: string, value: unknown, currency: unknown = 'usd') => ({
  amount: { value, currency },
  line_item,
});
const amounts = ({ money }: Fact) =>
  Object.entries(money?.amounts ?? {}).map(([currency, amount]) => `${exactText(amount)} ${currency}`);

describe('money', () => {
  it('that a provider left out is unknown, and the sum says so', () => {
    for (const amount of [null, undefined, {}, { value: null, currency: 'usd' }]) {
      const all = total(costs(cost('a', 1.5), { amount, line_item: 'b' }));
      expect(all?.money?.unknown).toBe(1);
      expect(all && amounts(all)).toEqual(['1.5 USD']);
    }
  });

  it('keeps its currency', () => {
    expect(costs(cost('a', 40), cost('b', 30, 'eur')).flatMap(amounts)).toEqual(['40 USD', '30 EUR']);
  });

  it('is dollars, whatever unit the provider writes', () => {
    const result = { amount: '123.45678901234567890123', currency: 'USD', description: 'x' };
    const bucket = { starting_at: '2026-11-01T00:00:00Z', ending_at: '2026-11-02T00:00:00Z', results: [result] };
    expect(read('anthropic.usage.cost', [bucket]).flatMap(amounts)).toEqual(['1.2345678901234567890123 USD']);
  });

  it.each(['NaN', 'Infinity', '1,234.56', '', true, {}, [], '5 USD'])('of %j is refused by row and field', (value) => {
    expect(() => costs(cost('a', 1.5), cost('b', value))).toThrow(
      expect.objectContaining({
        kind: 'provider',
        code: 'answer_unreadable',
        message: expect.stringMatching(
          /^The answer to openai\.usage\.costs cannot be read: amount\.value of data\[0\]\.results\[1\] is «.*», not a number\.$/,
        ),
      }),
    );
  });

  it.each([7, '', 'dollars', 'us'])('in the currency %j is refused', (currency) => {
    expect(() => costs(cost('a', 1, currency))).toThrow(
      /amount\.currency of data\[0\]\.results\[0\] .* not a currency/,
    );
  });
});

describe('a measure', () => {
  const sessions = (result: object) => read('openai.usage.code_interpreter_sessions', [day(result)]);

  it('that a provider renamed, left out or sent as null is unknown', () => {
    for (const result of [{ sessions: 16 }, {}, { num_sessions: null }]) {
      expect(sessions(result)[0]?.measures['num_sessions']).toEqual({ known: undefined, unknown: 1 });
    }
  });

  it('that is zero is known', () => {
    expect(sessions({ num_sessions: 0 })[0]?.measures['num_sessions']).toEqual({ known: 0n, unknown: 0 });
  });

  it('inside something that is not there is unknown', () => {
    const result = { uncached_input_tokens: 100, cache_creation: null, output_tokens: 50 };
    const bucket = { starting_at: '2026-11-01T00:00:00Z', ending_at: '2026-11-02T00:00:00Z', results: [result] };
    const [fact] = read('anthropic.usage.messages', [bucket]);
    expect(fact?.measures['uncached_input_tokens']).toEqual({ known: 100n, unknown: 0 });
    expect(fact?.measures['cache_creation.ephemeral_5m_input_tokens']).toEqual({ known: undefined, unknown: 1 });
  });

  it.each(['many', '', 'NaN', true, [3], 2 ** 60])('of %j is refused by row and field', (num_sessions) => {
    expect(() => sessions({ num_sessions })).toThrow(/num_sessions of data\[0\]\.results\[0\] is «.*», not a number/);
  });
});

describe('an answer that is not a report', () => {
  it.each([undefined, null, {}, 'none'])('has buckets whose results are %j', (results) => {
    expect(() => read('openai.usage.costs', [{ start_time: 1793491200, results }])).toThrow(
      /results of data\[0\] is (?:missing|«.*»), not a list/,
    );
  });

  it.each([null, 'row', 7, [[]]])('has rows such as %j', (row) => {
    expect(() => read('openai.usage.costs', [row])).toThrow(/data\[0\] is «.*», not a row/);
    expect(() => costs(row)).toThrow(/data\[0\]\.results\[0\] is «.*», not a row/);
  });

  it.each([{}, { start_time: 'soon' }, { starting_at: '2026-13-40' }, { start_time: 1e18 }])(
    'has a bucket without a time that can be read: %j',
    (bounds) => {
      expect(() =>
        read('openai.usage.costs', [
          { ...bounds, results: [] },
          { ...bounds, results: [cost('a', 1)] },
        ]),
      ).toThrow(/of data\[1\] is .*, not a time/);
    },
  );
});

describe('an interval', () => {
  it('without an end has the width that was asked for', () => {
    for (const end of [{}, { end_time: null }]) {
      const [fact] = read('openai.usage.costs', [{ start_time: 1793491200, ...end, results: [cost('a', 9.99)] }]);
      expect(fact).toMatchObject({ starting_at: '2026-11-01T00:00:00Z', ending_at: '2026-11-02T00:00:00Z' });
    }
  });

  it('is written in one notation, whatever the provider writes', () => {
    const bounds = { starting_at: '2026-11-01T00:00:00.000+00:00', ending_at: '2026-11-02T01:00:00+01:00' };
    const [fact] = read('anthropic.usage.cost', [{ ...bounds, results: [{ amount: '1', currency: 'USD' }] }]);
    expect(fact).toMatchObject({ starting_at: '2026-11-01T00:00:00Z', ending_at: '2026-11-02T00:00:00Z' });
  });
});

describe('records that split into parts', () => {
  const part = (model: string, cents: number, input: number) => ({
    model,
    tokens: { input, output: 20, cache_read: 5, cache_creation: 6 },
    estimated_cost: { currency: 'USD', amount: cents },
  });
  const record = (email: string, model_breakdown: unknown) => ({
    date: '2026-11-01T00:00:00Z',
    actor: { type: 'user_actor', email_address: email },
    core_metrics: { num_sessions: 3 },
    model_breakdown,
  });
  const claudeCode = (dimensions: readonly string[], ...records: readonly object[]) =>
    read('anthropic.usage.claude_code', records, dimensions);

  it('are summed for the record, its own measures beside', () => {
    const [fact] = claudeCode(['actor'], record('a@x.example', [part('opus', 186, 100), part('haiku', 14, 50)]));
    expect(fact && amounts(fact)).toEqual(['2 USD']);
    expect(fact?.measures['tokens.input']).toEqual({ known: 150n, unknown: 0 });
    expect(fact?.measures['core_metrics.num_sessions']).toEqual({ known: 3n, unknown: 0 });
  });

  it('are rows of their own where they are told apart, without the measures of the whole', () => {
    const facts = claudeCode(
      ['actor', 'model'],
      record('a@x.example', [part('opus', 186, 100), part('haiku', 14, 50)]),
    );
    expect(facts.map(({ dimensions }) => dimensions)).toEqual([
      { actor: 'a@x.example', model: 'opus' },
      { actor: 'a@x.example', model: 'haiku' },
    ]);
    expect(facts.map(amounts)).toEqual([['1.86 USD'], ['0.14 USD']]);
    expect(facts[0]?.measures['core_metrics.num_sessions']).toBeUndefined();
  });

  it('are nothing where there are none, and unknown where they were left out', () => {
    expect(claudeCode(['actor'], record('a@x.example', []))[0]).toMatchObject({
      measures: { 'tokens.input': { known: 0n, unknown: 0 } },
      money: { amounts: {}, unknown: 0 },
    });
    expect(claudeCode(['actor'], record('a@x.example', undefined))[0]).toMatchObject({
      measures: { 'tokens.input': { known: undefined, unknown: 1 } },
      money: { amounts: {}, unknown: 1 },
    });
  });
});

it('a price before discounts stands beside the cost', () => {
  const row = { starting_at: '2026-11-01T00:00:00Z', cost: { amount: '90', list_amount: '100', currency: 'USD' } };
  const [fact] = read('anthropic.analytics.cost.list', [row]);
  expect(fact && amounts(fact)).toEqual(['0.9 USD']);
  expect(fact?.list?.amounts['USD']?.toFixed()).toBe('1');
});
