import { canonicalJson } from '../../internal/canonical.ts';
import type { Json } from './record.ts';

/** Cursors and counts of a page say where it ends, not what is there. */
const ofPages = ['first_id', 'last_id', 'has_more', 'next', 'next_page'];

/** A state without what moves while nobody changes anything; `moves` are dotted paths, straight through lists. */
export function stillPart(value: unknown, moves: readonly string[], under = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => stillPart(each, moves, under));
  if (typeof value !== 'object' || value === null) return value;
  const still = Object.entries(value)
    .map(([name, each]) => ({ name, each, path: `${under}${name}` }))
    .filter(({ name, path }) => !moves.includes(path) && !(under === '' && ofPages.includes(name)));
  return Object.fromEntries(still.map(({ name, each, path }) => [name, stillPart(each, moves, `${path}.`)]));
}

/** True when two states say the same, apart from what moves by itself. */
export function sameState(before: unknown, now: unknown, moves: readonly string[]): boolean {
  return canonicalJson(stillPart(before ?? null, moves)) === canonicalJson(stillPart(now ?? null, moves));
}

/** Where two states differ, in words. */
export function differences(before: unknown, now: unknown, moves: readonly string[]): string[] {
  if (isNothing(before) || isNothing(now)) {
    if (isNothing(before) && isNothing(now)) return [];
    return [isNothing(now) ? 'it is gone' : 'it is there again'];
  }
  const [a, b] = [flat(stillPart(before, moves)), flat(stillPart(now, moves))];
  const names = [...new Set([...a.keys(), ...b.keys()])];
  return names
    .filter((name) => canonicalJson(a.get(name) ?? null) !== canonicalJson(b.get(name) ?? null))
    .map((name) => `${name}: ${JSON.stringify(a.get(name) ?? null)} → ${JSON.stringify(b.get(name) ?? null)}`);
}

/** True where a read found nothing: no such thing, or no item of a list that is meant. */
export function isNothing(state: unknown): boolean {
  if (state === null || state === undefined) return true;
  return typeof state === 'object' && 'data' in state && Array.isArray(state.data) && state.data.length === 0;
}

/** The one thing that a state is about: of a list with one item, the item. */
export function subjectOf(state: unknown): Json | undefined {
  if (typeof state !== 'object' || state === null) return undefined;
  const items = 'data' in state && Array.isArray(state.data) ? (state.data as Json[]) : undefined;
  if (items === undefined) return state as Json;
  return items.length === 1 ? items[0] : undefined;
}

function flat(value: unknown, name = ''): Map<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Map([[name, value]]);
  return new Map(Object.entries(value).flatMap(([key, each]) => [...flat(each, name === '' ? key : `${name}.${key}`)]));
}
