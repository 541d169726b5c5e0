import { cleanText } from '../../internal/clean-text.ts';
import { mixedScripts } from '../../internal/scripts.ts';

/**
 * Somebody else's text as it may stand in a plan: nothing in it moves a cursor, hides or reorders words, and a word that
 * mixes the letters of scripts which look alike is said to do so.
 */
export function harmless(text: string): string {
  const mixed = mixedScripts(text);
  return `${cleanText(text)}${mixed ? ` [mixes ${mixed.join(' and ')} letters]` : ''}`;
}
