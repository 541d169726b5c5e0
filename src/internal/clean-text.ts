/**
 * Text that somebody else wrote, made safe to show: control, bidirectional, zero-width and tag characters become
 * visible escapes, so that they can neither move a cursor nor hide or reorder words.
 */
export function cleanText(text: string, longest = Number.POSITIVE_INFINITY): string {
  const clean = text.replace(unsafe, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
  return clean.length > longest ? `${clean.slice(0, longest - 1)}…` : clean;
}

/** Control and bidirectional characters, and whatever is shown as nothing: joiners, fillers, blanks, selectors, tags. */
const unsafe = new RegExp(
  `[${[
    '\\u0000-\\u001f\\u007f-\\u009f',
    '\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f',
    '\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb',
    '\\ud800-\\udfff',
    '\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}',
  ].join('')}]`,
  'gu',
);

/** Keeps line breaks and tabs, for text that is meant to have lines. */
export function cleanLines(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      line
        .split('\t')
        .map((cell) => cleanText(cell))
        .join('\t'),
    )
    .join('\n');
}
