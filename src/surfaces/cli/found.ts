import type { Gap } from '../../directory/listed.ts';
import type { Context } from './context.ts';

interface Found<Item> {
  readonly items: readonly Item[];
  readonly gaps: readonly Gap[];
  /** What it means that nothing was found, where everything could be read. */
  readonly nothing: string;
}

/**
 * What was found, without an all-clear that nobody can give: where a list or a report was refused, that nothing was found
 * means nothing, and the process ends with the exit code of the refusal.
 */
export function honestly<Item>(found: Found<Item>, context: Context): Found<Item> {
  const refused = found.gaps.find(({ kind }) => kind !== undefined);
  if (found.items.length > 0 || !refused) return found;
  context.failWith(refused.kind ?? 'provider');
  return { ...found, nothing: 'Nothing can be said: not everything that would tell could be read.' };
}
