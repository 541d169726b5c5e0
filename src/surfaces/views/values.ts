import { cleanText } from '../../internal/clean-text.ts';

/** What a column holds, which says how it is read and where it is aligned. */
export type ColumnKind = 'id' | 'text' | 'time' | 'money' | 'count' | 'share' | 'data';

/** A record with nested objects laid out flat, `owner.name` beside `id`. Lists stay lists. */
export function flatten(record: unknown, prefix = ''): Record<string, unknown> {
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return { [prefix || 'value']: record };
  const flat: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(record)) {
    const path = prefix ? `${prefix}.${name}` : name;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) Object.assign(flat, flatten(value, path));
    else flat[path] = value;
  }
  return flat;
}

/** The kind of a field of a provider, as its name and its values tell it. */
export function kindOf(name: string, values: Iterable<unknown>): ColumnKind {
  const known = [...values].filter((value) => value !== null && value !== undefined);
  if (/(?:_at|_time|^date)$/.test(name)) return known.every(isMoment) ? 'time' : 'text';
  if (known.length > 0 && known.every((value) => typeof value === 'number')) return 'count';
  if (known.some((value) => typeof value === 'object')) return 'data';
  return /(?:^|[._])id$/.test(name) ? 'id' : 'text';
}

/** Unix seconds, or RFC 3339. */
function isMoment(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /^\d{4}-\d\d-\d\d(?:T|$)/.test(value));
}

/** True for a value that tells something; an empty list or text does not. */
export function isTelling(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
}

/** A value as it is read in a cell: moments as UTC, lists joined, somebody else's text made harmless. */
export function cellText(kind: ColumnKind, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (kind === 'time') return momentText(value);
  if (Array.isArray(value))
    return value.map((each) => cleanText(typeof each === 'object' ? JSON.stringify(each) : String(each))).join(', ');
  return cleanText(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

function momentText(value: unknown): string {
  const moment = new Date(typeof value === 'number' ? value * 1000 : String(value));
  if (Number.isNaN(moment.getTime())) return cleanText(String(value));
  const text = moment.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : `${text.slice(0, 16).replace('T', ' ')}Z`;
}
