import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyFrom } from './written-key.ts';

const key = ['sk', 'admin', 'a'.repeat(24)].join('-');
const where = 'the environment variable OPENAI_ADMIN_KEY';

describe('a key that was written down', () => {
  it.each([
    ['quotation marks', `"${key}"`],
    ['single marks', `'${key}'`],
    ['a heading', `Bearer ${key}`],
    ['the name of a variable', `OPENAI_ADMIN_KEY=${key}`],
    ['all of it', `\uFEFF export OPENAI_ADMIN_KEY="Bearer ${key}" \r\n`],
  ])('is found within %s', (_, text) => {
    expect(keyFrom(text, where)).toBe(key);
  });

  it.each([
    ['an invisible character', `${key.slice(0, 21)}\u200b${key.slice(21)}`, 22],
    ['a line break', `${key.slice(0, 4)}\n${key.slice(4)}`, 5],
    ['a letter that looks like another', `${key.slice(0, 9)}\u0430${key.slice(9)}`, 10],
  ])('is refused with %s inside, by its place and without showing it', (_, text, place) => {
    const attempt = () => keyFrom(text, where);
    expect(attempt).toThrow(
      `The environment variable OPENAI_ADMIN_KEY holds a character that no key has, at position ${place}.`,
    );
    expect(attempt).not.toThrow(/aaaa/);
  });

  it('is left as it is where nothing stands around it, and found again in what was found', () => {
    const plain = fc.stringMatching(/^[!#-&(-<>-_a-z{|}~]+$/).filter((text) => !/^bearer$/i.test(text));
    fc.assert(
      fc.property(plain, (text) => {
        expect(keyFrom(text, where)).toBe(text);
      }),
    );
  });
});
