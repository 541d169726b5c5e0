import { wrapAnsi } from 'fast-wrap-ansi';

/** The lines of a text that are at most so many columns wide; each but the first begins with an indent. */
export function wrapped(text: string, columns: number, indent = 2): string[] {
  if (!Number.isFinite(columns)) return [text];
  const room = Math.max(20, columns - indent);
  const [first = '', ...rest] = wrapAnsi(text, room, { hard: true, trim: true }).split('\n');
  return [first, ...rest.map((line) => `${' '.repeat(indent)}${line}`)];
}
