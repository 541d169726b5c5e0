import { expect, it } from 'vitest';
import { catalogue, operationById } from '../../src/catalogue/index.ts';
import { asks } from '../../src/catalogue/search/asks.ts';
import { everydayWords } from '../../src/catalogue/search/everyday.ts';
import { evaluate } from '../support/search-eval.ts';

it('leads from everyday words to the right operation, in requests that the search was never tuned on', async () => {
  const { requests, firstThree } = await evaluate('held-back');
  expect(requests).toBe(40);
  expect(firstThree).toBeGreaterThanOrEqual(34);
});

it('finds what it was tuned on', async () => {
  const { requests, firstThree } = await evaluate('tuning');
  expect(firstThree / requests).toBeGreaterThanOrEqual(0.97);
});

it('knows everyday words of things that exist only', () => {
  for (const id of Object.keys(asks)) expect(operationById(id).id).toBe(id);
  for (const start of Object.keys(everydayWords)) {
    expect(catalogue.some(({ id }) => id === start || id.startsWith(`${start}.`))).toBe(true);
  }
});
