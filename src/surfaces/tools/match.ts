/** Whether an item has words, wherever they stand in it; with `names`, also among the names of its fields. */
export function hasWords(item: unknown, words: string, where: 'values' | 'names' = 'values'): boolean {
  return has(item, patternFor(words, '(?![\\p{L}\\p{N}])'), where);
}

/** The same of words that begin so. */
export function hasBeginnings(item: unknown, words: string): boolean {
  return has(item, patternFor(words, ''), 'values');
}

/** Letters inside a word are no word: `ann` is not in `planning`. */
function patternFor(words: string, end: string): RegExp {
  const escaped = words
    .trim()
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\s+/g, '\\s+');
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}${end}`, 'iu');
}

function has(item: unknown, pattern: RegExp, where: 'values' | 'names'): boolean {
  if (typeof item === 'object' && item !== null) {
    return Object.entries(item).some(
      ([name, each]) => (where === 'names' && pattern.test(name)) || has(each, pattern, where),
    );
  }
  return (typeof item === 'string' || typeof item === 'number') && pattern.test(String(item));
}
