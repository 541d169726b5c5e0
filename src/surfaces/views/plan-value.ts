import { canonicalJson } from '../../internal/canonical.ts';
import { harmless } from './harmless.ts';
import { cellText, kindOf } from './values.ts';

/** Words that nobody can mistake for anything around them. */
const plain = /^[\w.@:+/-]+$/;

/**
 * A value as a person decides about it: whole, moments also in words, and whatever could be taken for a part of the plan
 * in quotation marks.
 */
export function planValue(field: string, value: unknown, style: 'bare' | 'quoted' = 'bare'): string {
  if (typeof value === 'string') return style === 'bare' && plain.test(value) ? value : harmless(JSON.stringify(value));
  if (typeof value === 'object' && value !== null) return harmless(JSON.stringify(value));
  if (typeof value === 'number' && kindOf(lastName(field), [value]) === 'time')
    return `${cellText('time', value)} (${value})`;
  return String(value);
}

function lastName(field: string): string {
  return field.slice(field.lastIndexOf('.') + 1);
}

interface ItemChange {
  readonly sign: '+' | '-';
  readonly value: unknown;
}

/** What a list loses and gains, item by item; undefined where it is no list, or nothing would tell. */
export function itemChanges(before: unknown, after: unknown): readonly ItemChange[] | undefined {
  if (!Array.isArray(after) || !(before === undefined || before === null || Array.isArray(before))) return undefined;
  const old = Array.isArray(before) ? before : [];
  const gone = without(old, after).map((value) => ({ sign: '-' as const, value }));
  const come = without(after, old).map((value) => ({ sign: '+' as const, value }));
  const changes = [...gone, ...come];
  return changes.length === 0 ? undefined : changes;
}

/** The items of one list that another does not have, as often as it lacks them. */
function without(list: readonly unknown[], other: readonly unknown[]): unknown[] {
  const left = other.map(canonicalJson);
  return list.filter((item) => {
    const place = left.indexOf(canonicalJson(item));
    if (place < 0) return true;
    left.splice(place, 1);
    return false;
  });
}
