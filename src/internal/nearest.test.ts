import { expect, it } from 'vitest';
import { nearest } from './nearest.ts';

const words = ['projects', 'project', 'invites', 'users', 'usage', 'limit'];

it.each([
  ['a letter too few', 'projcts', 'projects'],
  ['a letter too many', 'innvites', 'invites'],
  ['another letter', 'useks', 'users'],
  ['two letters swapped', 'suers', 'users'],
  ['another case', 'LIMIT', 'limit'],
  ['the beginning', 'inv', 'invites'],
])('finds a word from %s', (_, word, meant) => {
  expect(nearest(word, words)[0]).toBe(meant);
});

it('puts the nearest first, and gives no more than were asked for', () => {
  expect(nearest('project', words)).toEqual(['project', 'projects']);
  expect(nearest('project', words, 1)).toEqual(['project']);
});

it('is silent rather than guess', () => {
  expect(nearest('webhook', words)).toEqual([]);
  expect(nearest('', words)).toEqual([]);
  expect(nearest('u', ['users'])).toEqual([]);
});

it('does not dwell on an endless word', () => {
  const started = performance.now();
  expect(nearest('x'.repeat(1_000_000), words)).toEqual([]);
  expect(performance.now() - started).toBeLessThan(1000);
});
