import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wrapped } from './wrap.ts';

it('loses no word, and is wider only for a word that is', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-z,]{1,30}$/), { minLength: 1 }),
      fc.integer({ min: 5, max: 40 }),
      (words, width) => {
        const lines = wrapped(words.join(' '), width);
        expect(lines.join(' ')).toBe(words.join(' '));
        for (const line of lines) expect(line.length <= width || !line.includes(' ')).toBe(true);
      },
    ),
  );
});

it('is one line where there is room', () => {
  expect(wrapped('reaches users, keys', Number.POSITIVE_INFINITY)).toEqual(['reaches users, keys']);
});
