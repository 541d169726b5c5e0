import { everyOperation } from '../../catalogue/index.ts';

/**
 * Command words and flags in kebab-case, however they were typed: `api_keys` and `--project_id` are understood. Ids are
 * left as they are: only words of the catalogue count.
 */
export function normalisedWords(words: readonly string[]): string[] {
  const known = new Set(everyOperation.flatMap(({ id }) => id.split('.')));
  return words.map((word) => {
    if (!word.startsWith('--')) return known.has(word) ? word.replaceAll('_', '-') : word;
    const [name = '', ...value] = word.split('=');
    return [name.replaceAll('_', '-'), ...value].join('=');
  });
}
