/**
 * Text that somebody else wrote, made safe to show: control, bidirectional, zero-width and tag characters become
 * visible escapes, so that they can neither move a cursor nor hide or reorder words.
 */
export function cleanText(text: string, longest = Number.POSITIVE_INFINITY): string {
  const clean = text.replace(unsafe, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
  return clean.length > longest ? `${clean.slice(0, longest - 1)}…` : clean;
}

const unsafe =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

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
