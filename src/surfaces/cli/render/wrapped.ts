/**
 * The lines of a text that are at most so many columns wide; each but the first begins with an indent. Terminals disagree
 * on how wide letters beyond ASCII are, so these are taken to be as wide as any of them draws them.
 */
export function wrapped(text: string, columns: number, indent = 2): string[] {
  if (!Number.isFinite(columns)) return [text];
  const room = Math.max(20, columns - indent);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/(?<= )/)) {
    for (const piece of pieces(word, room)) {
      if (line !== '' && widthOf(line + piece.trimEnd()) > room) {
        lines.push(line);
        line = '';
      }
      line += piece;
    }
  }
  lines.push(line);
  return lines.map((each, index) => `${index === 0 ? '' : ' '.repeat(indent)}${each.trimEnd()}`);
}

/** A word in parts that fit. */
function pieces(word: string, room: number): string[] {
  if (widthOf(word.trimEnd()) <= room) return [word];
  const found: string[] = [];
  let piece = '';
  for (const { segment } of letters.segment(word)) {
    if (piece !== '' && widthOf(piece + segment) > room) {
      found.push(piece);
      piece = '';
    }
    piece += segment;
  }
  return [...found, piece];
}

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The most columns that any terminal gives a text. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += character <= '\u007f' ? 1 : 2;
  return width;
}
