/** Command words and flags in kebab-case, however they were typed: `api_keys` and `--project_id` are understood. */
export function normalisedWords(words: readonly string[]): string[] {
  let inCommand = true;
  return words.map((word) => {
    if (word.startsWith('--')) {
      inCommand = false;
      const [name = '', ...value] = word.split('=');
      return [name.replaceAll('_', '-'), ...value].join('=');
    }
    if (word.startsWith('-')) inCommand = false;
    return inCommand && /^[a-z]+(?:_[a-z]+)+$/.test(word) ? word.replaceAll('_', '-') : word;
  });
}
