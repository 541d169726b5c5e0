import { describe, expect, it, vi } from 'vitest';
import { type Progress, progressText, waitsOnly } from './progress.ts';

const wait = { kind: 'wait', what: "openai's rate limit", until: 12_300 } as const;

describe('progress in words', () => {
  it.each<[Progress, string]>([
    [{ kind: 'work', what: 'openai.users.list', done: 200, unit: 'items' }, 'openai.users.list: 200 items'],
    [{ kind: 'work', what: 'chg_1', done: 1, of: 3, unit: 'steps' }, 'chg_1: 1 of 3 steps'],
    [wait, "waiting 3 s for openai's rate limit"],
    [{ ...wait, until: 9_000 }, "waiting 1 s for openai's rate limit"],
  ])('of %j is «%s»', (progress, text) => {
    expect(progressText(progress, 10_000)).toBe(text);
  });
});

it('work inside of work passes on its waits alone', () => {
  const listener = vi.fn();
  const inner = waitsOnly(listener);
  inner({ kind: 'work', what: 'x', done: 1, unit: 'items' });
  inner(wait);
  expect(listener.mock.calls).toEqual([[wait]]);
  expect(() => waitsOnly(undefined)(wait)).not.toThrow();
});
