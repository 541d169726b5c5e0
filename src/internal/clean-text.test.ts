import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cleanLines, cleanText } from './clean-text.ts';

it.each([
  ['moves the cursor', '\u001b[2Jgone', '\\u{1b}[2Jgone'],
  ['begins a line', 'one\ntwo\r', 'one\\u{a}two\\u{d}'],
  ['reorders what is read', 'abc\u202edef', 'abc\\u{202e}def'],
  ['hides between letters', 'pay\u200bpal', 'pay\\u{200b}pal'],
  ['is written in invisible tags', 'a\u{e0041}b', 'a\\u{e0041}b'],
  ['breaks a line as only Unicode knows', 'a\u2028b', 'a\\u{2028}b'],
])('shows what %s as an escape', (_, text, shown) => {
  expect(cleanText(text)).toBe(shown);
});

it('leaves what people write as it is', () => {
  for (const text of ['Zoë Müller', '東京', 'עברית', '👩 +1', 'a\\b "c"']) expect(cleanText(text)).toBe(text);
});

it('cuts to a length, the mark of the cut included', () => {
  expect(cleanText('abcdef', 6)).toBe('abcdef');
  expect(cleanText('abcdefg', 6)).toBe('abcde…');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 40 }), (text, longest) => {
      expect(cleanText(text, longest).length).toBeLessThanOrEqual(longest);
    }),
  );
});

it('never lets a control character through, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(cleanText(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/u);
    }),
  );
});

it('keeps the lines and tabs of a text that is meant to have them, and nothing else', () => {
  expect(cleanLines('a\tb\nc\u001b\r')).toBe('a\tb\nc\\u{1b}\\u{d}');
});
