import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, it } from 'vitest';
import { fitting } from './fitting.ts';

it('takes all lines of a short answer, and one of an endless one', () => {
  expect(fitting(['a', 'b', 'c'])).toBe(3);
  expect(fitting([])).toBe(0);
  expect(fitting(['word '.repeat(10_000), 'b'])).toBe(1);
});

it.each([
  ['words', 'The quick brown fox jumps over the lazy dog, and then rests for a while.'],
  ['ids', 'proj_8Zq1vXk29LmN4pR7sT0u\tuser-Ab3dE6gH9jK2mN5q\t2026-11-01T12:00:00Z'],
])('takes so many lines of %s that a model pays about as much as is meant', (_, line) => {
  const lines = Array.from({ length: 500 }, (_each, index) => `${line} ${index}`);
  const tokens = encode(lines.slice(0, fitting(lines)).join('\n')).length;
  expect(tokens).toBeGreaterThan(900);
  // Ids alone are counted a third too low.
  expect(tokens).toBeLessThan(2700);
});
