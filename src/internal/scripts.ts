/** Scripts whose letters pass for letters of another one. */
const alike = [
  ['Latin', /\p{Script=Latin}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Armenian', /\p{Script=Armenian}/u],
  ['Cherokee', /\p{Script=Cherokee}/u],
] as const;

/**
 * The scripts that one word of the text mixes, such as `pаypal` with a Cyrillic а; undefined where no word does. Whole
 * words in different scripts are ordinary.
 */
export function mixedScripts(text: string): readonly string[] | undefined {
  for (const word of text.split(/[^\p{L}\p{M}\p{N}]+/u)) {
    const found = alike.filter(([, letters]) => letters.test(word)).map(([name]) => name);
    if (found.length > 1) return found;
  }
  return undefined;
}
