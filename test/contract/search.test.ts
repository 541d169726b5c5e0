import { expect, it } from 'vitest';
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
