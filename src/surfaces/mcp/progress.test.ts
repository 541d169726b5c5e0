import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Progress } from '../../internal/progress.ts';
import { risingProgress, type Said } from './progress.ts';

function saidOf(steps: readonly Progress[]): Said[] {
  const said: Said[] = [];
  const listener = risingProgress((each) => said.push(each));
  for (const step of steps) listener(step);
  return said;
}

const pages = (done: number): Progress => ({ kind: 'work', what: 'report', done, of: 3, unit: 'pages' });
const names = (done: number): Progress => ({ kind: 'work', what: 'names', done, unit: 'items' });
const wait: Progress = { kind: 'wait', what: 'a rate limit', until: Date.now() + 60_000 };

describe('progress on the wire', () => {
  it('counts on where one piece of work follows another', () => {
    expect(saidOf([pages(1), pages(2), pages(3), names(20)])).toEqual([
      { progress: 1, total: 3, message: 'report: 1 of 3 pages' },
      { progress: 2, total: 3, message: 'report: 2 of 3 pages' },
      { progress: 3, total: 3, message: 'report: 3 of 3 pages' },
      { progress: 23, message: 'names: 20 items' },
    ]);
  });

  it('says a wait without pretending that anything was done', () => {
    const [before, waiting, after] = saidOf([pages(1), wait, pages(2)]);
    expect(waiting?.message).toMatch(/waiting \d+ s for a rate limit/);
    expect(waiting?.progress).toBeLessThan(1.01);
    expect([before?.progress, after?.progress]).toEqual([1, 2]);
  });

  it('always grows, and no total is less than it, whatever is reported', () => {
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('work' as const),
        what: fc.constantFrom('a', 'b'),
        done: fc.nat(50),
        of: fc.nat(50),
        unit: fc.constant('items'),
      }),
      fc.constant(wait),
    );
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const said = saidOf(steps);
        for (const [index, { progress, total }] of said.entries()) {
          expect(progress).toBeGreaterThan(said[index - 1]?.progress ?? 0);
          if (total !== undefined) expect(total).toBeGreaterThanOrEqual(progress);
        }
      }),
    );
  });
});
