import type { Entry } from '../journal/entry.ts';
import { globMatches } from '../policy/match.ts';

/** True when an entry is about an operation that the glob matches. */
export function operationIn(entry: Entry, glob: string): boolean {
  const named = 'operation' in entry ? [entry.operation] : 'operations' in entry ? entry.operations : [];
  return named.some((id) => globMatches(glob, id));
}
