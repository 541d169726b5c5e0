import { describe, expect, it } from 'vitest';
import { operationById } from '../../catalogue/index.ts';
import type { ReportResult } from '../../ledger/live/ask.ts';
import { factsOf } from '../../ledger/live/facts.ts';
import { reportDefinitionOf } from '../../ledger/live/run.ts';
import { unknownTexts } from './unknown.ts';

function resultOf(id: string, ...results: readonly object[]): ReportResult {
  const operation = operationById(id);
  const report = reportDefinitionOf(operation);
  const data = [{ start_time: 1793491200, results }];
  const facts = factsOf({ data }, { operation, report, width: '1d', dimensions: [] });
  const period = { from: 0, until: 1, open: false };
  return { operation, report, period, width: '1d', facts, names: new Map(), unnamed: [] };
}

describe('what sums leave out', () => {
  it('is said of amounts', () => {
    const known = { amount: { value: 1.5, currency: 'usd' } };
    expect(unknownTexts(resultOf('openai.usage.costs', known, { amount: null }))).toEqual([
      '1 row has no amount; sums leave it out.',
    ]);
    expect(unknownTexts(resultOf('openai.usage.costs', {}, {}))).toEqual([
      '2 rows have no amount; sums leave them out.',
    ]);
    expect(unknownTexts(resultOf('openai.usage.costs', known))).toEqual([]);
  });

  it('is said of measures that some rows have, and of the telling ones that none has', () => {
    const texts = unknownTexts(
      resultOf('openai.usage.completions', { output_tokens: 5, num_model_requests: 1 }, { output_tokens: 5 }),
    );
    expect(texts).toEqual([
      '2 rows have no input_tokens; sums leave them out.',
      '1 row has no num_model_requests; sums leave it out.',
    ]);
  });

  it('is nothing where there are no rows', () => {
    expect(unknownTexts(resultOf('openai.usage.costs'))).toEqual([]);
  });
});
