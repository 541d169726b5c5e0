import { describe, expect, it } from 'vitest';
import type { ReportDefinition } from '../../catalogue/report.ts';
import { readDecimal } from '../exact.ts';
import type { Fact } from '../fact.ts';
import { heaviestFirst, weightFor } from './weight.ts';

const usage = {
  measures: ['input', 'output', 'requests'],
  headline: ['input', 'output'],
} as unknown as ReportDefinition;
const costs = {
  measures: [],
  money: { path: 'amount', unit: 'dollars', currency: 'currency' },
} as unknown as ReportDefinition;

const fact = (model: string, rest: Partial<Fact>): Fact => ({
  starting_at: '2026-11-01T00:00:00Z',
  ending_at: '2026-11-02T00:00:00Z',
  dimensions: { model },
  measures: {},
  money: undefined,
  ...rest,
});
const used = (model: string, input?: bigint, output?: bigint) =>
  fact(model, {
    measures: {
      input: { known: input, unknown: 0 },
      output: { known: output, unknown: 0 },
      requests: { known: 9n, unknown: 0 },
    },
  });
const cost = (model: string, amounts: Readonly<Record<string, string>>) =>
  fact(model, {
    money: {
      amounts: Object.fromEntries(
        Object.entries(amounts).flatMap(([code, text]) => {
          const amount = readDecimal(text);
          return amount ? [[code, amount]] : [];
        }),
      ),
      unknown: 0,
    },
  });
const ranked = (report: ReportDefinition, facts: readonly Fact[]) =>
  [...facts].sort(heaviestFirst(weightFor(report, facts))).map(({ dimensions }) => dimensions['model']);

describe('a ranking', () => {
  it('tells amounts apart that a float cannot', () => {
    const facts = [cost('less', { USD: '0.30000000000000001' }), cost('more', { USD: '0.30000000000000002' })];
    expect(ranked(costs, facts)).toEqual(['more', 'less']);
  });

  it('tells counts apart that a float cannot', () => {
    expect(ranked(usage, [used('less', 2n ** 60n, 0n), used('more', 2n ** 60n, 1n)])).toEqual(['more', 'less']);
  });

  it('puts what is unknown last, after zero', () => {
    expect(ranked(usage, [used('unknown'), used('zero', 0n, 0n), used('one', 0n, 1n)])).toEqual([
      'one',
      'zero',
      'unknown',
    ]);
  });

  it('compares amounts of one currency only', () => {
    const facts = [cost('euros', { EUR: '30' }), cost('few', { USD: '1' }), cost('many', { USD: '40' })];
    expect(ranked(costs, facts)).toEqual(['many', 'few', 'euros']);
    expect(ranked(costs, [cost('less', { EUR: '1' }), cost('more', { EUR: '2' })])).toEqual(['more', 'less']);
  });
});
