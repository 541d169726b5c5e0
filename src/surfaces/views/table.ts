import { type ColumnKind, flatten, isTelling, kindOf } from './values.ts';

/** One field of the rows, under the name that it has in every door. */
export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
  /** For money: the code of its currency. */
  readonly currency?: string;
  /** For a name: the column of the id that it stands for. */
  readonly idIn?: string;
  /** True where an empty cell is a group of its own: what has no model, no project. */
  readonly grouped?: true;
  /** True for what a measure counts: where it is zero throughout, nothing happened. */
  readonly measured?: true;
  /** True for what repeats another column, for programs that want it so. */
  readonly repeats?: true;
  /** How much the column is needed where not all fit: 0 the most. By its name when absent. */
  readonly rank?: number;
}

export type Row = Readonly<Record<string, unknown>>;

/** Rows of one sort with typed columns: what every door prints, each in its own way. */
export interface Table {
  /** What it is, in our words. */
  readonly title: string;
  /** The operation that it comes from; absent for what Steward itself keeps. */
  readonly source?: string | undefined;
  /** In the order of the data. */
  readonly columns: readonly Column[];
  /** True where that is also the order in which they are read, the most telling first. */
  readonly ordered?: true;
  /** True where its columns were asked for by name, so that each is shown. */
  readonly isChosen?: true;
  /** Flat, by the names of the columns. Money is decimal text, null is what nobody knows. */
  readonly rows: readonly Row[];
  /** The same as data, nested as it came. */
  readonly records: readonly unknown[];
  /** The sum of all rows there are, also of those that are not in `rows`. */
  readonly total?: Row | undefined;
  /** What to say where there are no rows; absent where nothing better can be said than that nothing was found. */
  readonly nothing?: string;
  /** What was left out and which names are missing, as sentences of ours. */
  readonly notes: readonly string[];
}

interface Parts {
  readonly title?: string;
  readonly source?: string;
  readonly records: readonly unknown[];
  readonly notes?: readonly string[];
}

/** Records that a provider or Steward itself keeps, their columns read off their values. */
export function tableOf({ title = '', source, records, notes = [] }: Parts): Table {
  const rows = records.map((record) => flatten(record));
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columns = names.map((name): Column => ({ name, kind: kindOf(name, valuesIn(rows, name)) }));
  return { title, source, columns, rows, records, notes };
}

/**
 * The columns that tell a reader something, what identifies a row first: none that is empty throughout, repeats another,
 * or says of each row that it is what the list is of.
 */
export function tellingColumns({
  columns,
  rows,
  ordered,
  total,
  source,
  isChosen,
}: Pick<Table, 'columns' | 'rows' | 'ordered' | 'total' | 'source' | 'isChosen'>): Column[] {
  if (isChosen) return [...columns];
  // What only the total has is part of the answer: another currency, say, of groups that are not shown.
  const told = total ? [...rows, total] : rows;
  const telling = columns.filter((column) => tells(column, told, source));
  return ordered ? telling : telling.sort((a, b) => importance(a.name) - importance(b.name));
}

function tells(
  { name, repeats, measured, grouped }: Column,
  rows: readonly Row[],
  source: string | undefined,
): boolean {
  if (repeats || name === 'object') return false;
  const values = valuesIn(rows, name);
  if (name === 'type' && values.every((value) => value === values[0] && isNamedIn(value, source))) return false;
  return values.some((value) => isTelling(value) && !(measured && Number(value) === 0)) || (grouped ?? false);
}

/** True for a kind of object that the operation is named for: `api_key` of `anthropic.api_keys.list`. */
function isNamedIn(kind: unknown, source = ''): boolean {
  const singular = (word: string) => word.replace(/ies$/, 'y').replace(/s$/, '');
  const named = source.split(/[._]/).map(singular);
  return typeof kind === 'string' && kind.split('_').every((word) => named.includes(singular(word)));
}

const first = ['id', 'name', 'email', 'status', 'role'];

function importance(name: string): number {
  const place = first.indexOf(name);
  return place < 0 ? first.length : place;
}

/** What a question is usually about, the most needed first: a table that is too narrow for all keeps these. */
const needed: readonly RegExp[] = [
  /^(?:name|display_name|title|email|type|model|key|description)$/,
  /^(?:role|status|connection)$|email$/,
  /last_used_at$|effective_at$|amount|spend|limit/,
  /^id$|_at$/,
];

/** How much a column is needed where not all fit, 0 the most. */
export function rankOf({ name, rank }: Column, place: number, ordered: boolean): number {
  if (rank !== undefined) return rank;
  if (ordered) return place;
  const found = needed.findIndex((pattern) => pattern.test(name));
  return found < 0 ? needed.length : found;
}

function valuesIn(rows: readonly Row[], name: string): unknown[] {
  return rows.map((row) => row[name]);
}

/** The columns of those names, each with what lies under it; and the names that no column has. */
export function namedColumns(
  columns: readonly Column[],
  names: readonly string[],
): { readonly found: Column[]; readonly unknown: string[] } {
  const under = (name: string) => {
    const own = columns.filter((column) => column.name === name);
    return own.length > 0 ? own : columns.filter((column) => column.name.startsWith(`${name}.`));
  };
  return { found: names.flatMap(under), unknown: names.filter((name) => under(name).length === 0) };
}
