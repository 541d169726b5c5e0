/** What an answer may cost a model's context, in tokens, unless more was asked for. */
const usualTokens = 1800;

/** How many of the lines fit into an answer; one always does. */
export function fitting(lines: readonly string[]): number {
  let tokens = 0;
  for (const [index, line] of lines.entries()) {
    tokens += tokensIn(line);
    if (tokens > usualTokens) return Math.max(1, index);
  }
  return lines.length;
}

/** Near enough: tokenizers cut ids into pieces of two letters, and words into whole ones. */
function tokensIn(line: string): number {
  const ids = (line.match(/[\w-]{14,}|\d[\d.:-]{3,}/g) ?? []).reduce((length, id) => length + id.length, 0);
  return ids / 1.8 + (line.length - ids) / 3.4 + 1;
}
