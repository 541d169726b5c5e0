import { cleanText } from '../../internal/clean-text.ts';

/** A record with nested objects laid out flat, `owner.name` beside `id`. Lists of plain values become one text. */
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

/** A value as a person reads it in a cell: moments as UTC, lists joined, somebody else's text made harmless. */
export function cellText(name: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (isMoment(name, value)) return momentText(value);
  if (Array.isArray(value))
    return value.map((each) => cellText('', typeof each === 'object' ? JSON.stringify(each) : each)).join(', ');
  if (typeof value === 'object') return cleanText(JSON.stringify(value));
  return cleanText(String(value));
}

function isMoment(name: string, value: unknown): value is number | string {
  if (!/(?:_at|_time|^date)$/.test(name)) return false;
  return typeof value === 'number' || (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value));
}

function momentText(value: number | string): string {
  const moment = new Date(typeof value === 'number' ? value * 1000 : value);
  if (Number.isNaN(moment.getTime())) return String(value);
  const text = moment.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : `${text.slice(0, 16).replace('T', ' ')}Z`;
}
