import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrapped } from './wrapped.ts';

describe('a text on lines of a width', () => {
  it('is broken between words, with an indent on all but the first line', () => {
    expect(wrapped('one two three four five six', 22, 2)).toEqual(['one two three four', '  five six']);
  });

  it('is broken within a word that is wider than a line', () => {
    expect(wrapped('x'.repeat(50), 22, 2)).toEqual(['x'.repeat(20), `  ${'x'.repeat(20)}`, `  ${'x'.repeat(10)}`]);
  });

  it('is one line where nothing says how wide lines are', () => {
    const text = 'word '.repeat(100);
    expect(wrapped(text, Number.POSITIVE_INFINITY)).toEqual([text]);
  });

  it('keeps at least twenty columns, however narrow the terminal says it is', () => {
    expect(wrapped('one two three four five', 3, 0)).toEqual(['one two three four', 'five']);
  });

  it('loses no letter and is never wider', () => {
    const word = fc.stringMatching(/^[a-z0-9:/.→-]{1,60}$/);
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 22, max: 100 }),
        (words, columns) => {
          const lines = wrapped(words.join(' '), columns);
          expect(lines.join('').replaceAll(/\s/g, '')).toBe(words.join(''));
          expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
        },
      ),
      { numRuns: 300 },
    );
  });
});
