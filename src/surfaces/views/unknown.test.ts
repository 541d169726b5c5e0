import { describe, expect, it } from 'vitest';
import { operationById } from '../../catalogue/index.ts';
import type { ReportResult } from '../../ledger/live/ask.ts';
import { factsOf } from '../../ledger/live/facts.ts';
import { reportDefinitionOf } from '../../ledger/live/run.ts';
import { utc } from '../../ledger/question/zone.ts';
import { unknownTexts } from './unknown.ts';

function resultOf(id: string, ...results: readonly object[]): ReportResult {
  const operation = operationById(id);
  const report = reportDefinitionOf(operation);
  const data = [{ start_time: 1793491200, results }];
  const unread = new Map();
  const facts = factsOf({ data }, { operation, report, width: '1d', dimensions: [], unread });
  const period = { from: 0, until: 1, open: false };
  const plan = { period, width: '1d', zone: utc, notes: [] } as const;
  return { operation, report, ...plan, dimensions: [], facts, unread, names: new Map(), unnamed: [] };
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

  it('is a number that the report is not known to have: another name, or one sum where there were two', () => {
    expect(unknownTexts(resultOf('openai.usage.code_interpreter_sessions', { sessions: 16, project_id: '' }))).toEqual([
      '1 row has no num_sessions; sums leave it out.',
      'The answer has sessions (16 in all), which this report is not known to have; no sum counts it.',
    ]);
    const flat = { uncached_input_tokens: 100, cache_creation: null, cache_creation_input_tokens: 12229 };
    expect(unknownTexts(resultOf('anthropic.usage.messages', flat, flat))).toContain(
      'The answer has cache_creation_input_tokens (24458 in all), which this report is not known to have; no sum counts it.',
    );
    expect(
      unknownTexts(resultOf('openai.usage.costs', { amount: { value: 3, currency: 'usd' }, quantity: 7 })),
    ).toEqual([]);
  });
});
