import { cleanText } from '../../internal/clean-text.ts';
import { cellText, flatten } from '../views/values.ts';
import type { Answer } from './tool.ts';

export type Json = Readonly<Record<string, unknown>>;

export interface Table {
  /** What it is, in our words. */
  readonly title: string;
  /** The operation that the rows come from. */
  readonly source: string;
  readonly records: readonly Json[];
  /** Only these columns. */
  readonly fields?: readonly string[] | undefined;
  /** How many rows at most; as many as fit when omitted. */
  readonly limit?: number | undefined;
  /** Rows that there are in all, where that is known. */
  readonly total?: number;
  /** How many rows come before these. */
  readonly offset?: number;
  /** Further sentences, in our words. */
  readonly notes?: readonly string[];
  readonly summary?: Json;
}

/** What an answer may cost a model's context, in tokens, unless more was asked for. */
const usualTokens = 1800;
const longestCell = 160;

/**
 * Records as compact text and as data: a header, a row for each, ids kept, empty columns dropped, and a note of what was
 * left out. Rows are marked as a provider's words.
 */
export function tableAnswer({
  title,
  source,
  records,
  fields,
  limit,
  total,
  offset = 0,
  notes = [],
  summary,
}: Table): Answer {
  const whole = records.map((record) => flatten(record));
  const rare = fields?.length ? new Set<string>() : rareIn(whole);
  const flat = fields?.length ? whole : whole.map((record) => gathered(record, rare));
  const columns = fields?.length ? fieldsIn(flat, fields) : columnsOf(flat);
  const unknown = (fields ?? []).filter((field) => flat.length > 0 && fieldsIn(flat, [field]).length === 0);
  const lines = flat.map((record) => columns.map((name) => cell(name, record[name])).join('\t'));
  const shown = limit === undefined ? fitting(lines) : lines.length;
  const left = (total ?? records.length + offset) - offset - shown;
  const cursor = left > 0 ? String(offset + shown) : undefined;
  const count = total === undefined ? `${shown}` : `${shown} of ${total}`;
  const said = [
    ...notes,
    ...(unknown.length > 0 ? [`No column ${unknown.join(', ')}; there is: ${columnsOf(flat).join(', ')}.`] : []),
    ...(left > 0 ? [`${left} more left out: pass cursor "${cursor}", or ask for fewer fields.`] : []),
  ];
  const body = shown === 0 ? 'nothing' : [columns.join('\t'), ...lines.slice(0, shown)].join('\n');
  return {
    text: [`${title}: ${count}`, marked(source, body), ...said].join('\n'),
    data: {
      source,
      columns,
      provider_data: flat.slice(0, shown).map((record) => columns.map((name) => plain(name, record[name]))),
      shown,
      ...(total !== undefined && { total }),
      ...(cursor !== undefined && { cursor }),
      ...summary,
      ...(said.length > 0 && { notes: said }),
    },
  };
}

/** One thing, as lines of name and value. */
export function recordAnswer(title: string, source: string, record: unknown, fields?: readonly string[]): Answer {
  const flat = flatten(record);
  const names = fields?.length ? fieldsIn([flat], fields) : Object.keys(flat).filter((name) => isTelling(flat[name]));
  const lines = names.map((name) => `${name}: ${cleanText(cellText(name, flat[name]), 400)}`);
  const shown = fitting(lines);
  const left = lines.length - shown;
  const notes = left > 0 ? [`${left} more fields left out: name the ones you need in fields.`] : [];
  return {
    text: [title, marked(source, lines.slice(0, shown).join('\n')), ...notes].join('\n'),
    data: {
      source,
      provider_data: Object.fromEntries(names.slice(0, shown).map((name) => [name, plain(name, flat[name])])),
      ...(notes.length > 0 && { notes }),
    },
  };
}

/** Somebody else's words, marked as such. What they hold cannot end the mark. */
export function marked(source: string, body: string): string {
  return `<data source="${source}">\n${body.replaceAll(/<(\/?)(?=\s*data)/gi, '‹$1')}\n</data>`;
}

/** Columns that few rows have: an event's own details, say. They would make every other row mostly empty. */
function rareIn(records: readonly Json[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const record of records) {
    for (const [name, value] of Object.entries(record))
      if (isTelling(value)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count * 2 < records.length).map(([name]) => name));
}

/** A record with its rare fields in one. */
function gathered(record: Json, rare: ReadonlySet<string>): Json {
  const entries = Object.entries(record).filter(([, value]) => isTelling(value));
  const details = entries.filter(([name]) => rare.has(name)).map(([name, value]) => `${name}=${cellText(name, value)}`);
  const rest = Object.fromEntries(entries.filter(([name]) => !rare.has(name)));
  return details.length > 0 ? { ...rest, details: details.join('; ') } : rest;
}

/** Columns that tell something: not empty throughout, not the same kind of object in each row. */
function columnsOf(records: readonly Json[]): string[] {
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const telling = names.filter(
    (name) => name !== 'object' && name !== 'type' && records.some((record) => isTelling(record[name])),
  );
  return telling.sort((a, b) => importance(a) - importance(b));
}

function fieldsIn(records: readonly Json[], fields: readonly string[]): string[] {
  const known = new Set(records.flatMap((record) => Object.keys(record)));
  return fields.flatMap((field) =>
    known.has(field) ? [field] : [...known].filter((name) => name.startsWith(`${field}.`)),
  );
}

function isTelling(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
}

const first = ['id', 'name', 'email', 'role', 'status'];

function importance(name: string): number {
  const place = first.indexOf(name);
  return place < 0 ? first.length : place;
}

function cell(name: string, value: unknown): string {
  return cleanText(cellText(name, value), longestCell);
}

function plain(name: string, value: unknown): unknown {
  if (typeof value === 'number' && !/(?:_at|_time)$/.test(name)) return value;
  return typeof value === 'boolean' || value === null || value === undefined ? (value ?? null) : cell(name, value);
}

function fitting(lines: readonly string[]): number {
  let tokens = 0;
  for (const [index, line] of lines.entries()) {
    tokens += tokensIn(line);
    if (tokens > usualTokens) return Math.max(1, index);
  }
  return lines.length;
}

/** Near enough: tokenizers cut ids into pieces of two letters, and words into whole ones. */
function tokensIn(line: string): number {
  const ids = (line.match(/[\w-]{14,}|\d[\d.:-]{3,}/g) ?? []).reduce((length, id) => length + id.length, 0);
  return ids / 1.8 + (line.length - ids) / 3.4 + 1;
}
