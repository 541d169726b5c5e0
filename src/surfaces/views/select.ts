import { InputError } from '../../errors.ts';
import { nearest } from '../../internal/nearest.ts';
import { compareExact, readExact } from '../../ledger/exact.ts';
import { type Column, namedColumns, type Row, type Table } from './table.ts';
import { cellText, isTelling } from './values.ts';

/** Which rows of a table are wanted, in which order, and which of their columns. */
export interface Selection {
  /** By name; `owner` stands for all that lies under it. */
  readonly columns?: readonly string[] | undefined;
  /** A column, with a minus before it for the largest first. */
  readonly sort?: string | undefined;
  readonly top?: number | undefined;
  /** `role=owner`, `role!=owner`, `email~northwind` (holds it); all must be so. */
  readonly filters?: readonly string[] | undefined;
}

/**
 * The table as it was wanted, its records in step with its rows.
 * @throws InputError for a column that there is not, where there are rows to tell.
 */
export function selected(table: Table, { columns, sort, top, filters = [] }: Selection): Table {
  let places = table.rows.map((_, index) => index);
  const rowAt = (place: number): Row => table.rows[place] ?? {};
  for (const text of filters) {
    const isWanted = conditionFrom(text, table);
    places = places.filter((place) => isWanted(rowAt(place)));
  }
  if (sort !== undefined) {
    const compare = orderFrom(sort, table);
    places = places.toSorted((a, b) => compare(rowAt(a), rowAt(b)));
  }
  const left = top === undefined ? 0 : Math.max(0, places.length - top);
  if (left > 0) places = places.slice(0, top);
  const chosen = columns === undefined ? undefined : columns.flatMap((name) => columnsNamed(name, 'columns', table));
  const rows = places.map(rowAt);
  return {
    ...table,
    rows,
    records: chosen ? rows.map((row) => picked(row, chosen)) : places.map((place) => table.records[place]),
    ...(chosen && { columns: chosen.map(({ repeats: _, ...column }) => column), ordered: true, isChosen: true }),
    notes: left > 0 ? [...table.notes, `${left} more ${left === 1 ? 'row is' : 'rows are'} not shown.`] : table.notes,
  };
}

function picked(row: Row, columns: readonly Column[]): Row {
  return Object.fromEntries(columns.map(({ name }) => [name, row[name] ?? null]));
}

function columnsNamed(name: string, parameter: string, { columns, rows }: Table): readonly Column[] {
  const { found } = namedColumns(columns, [name]);
  if (found.length > 0) return found;
  // A list of nothing has no columns to tell; the header is what was asked for.
  if (rows.length === 0) return [{ name, kind: 'text' }];
  const names = columns.map((column) => column.name);
  const [close] = nearest(name, names);
  throw new InputError('column_unknown', (write) => `${write(parameter)}: there is no column «${name}».`, {
    parameter,
    allowed: names,
    hint: close === undefined ? `There is: ${names.join(', ')}.` : `Did you mean ${close}?`,
  });
}

function conditionFrom(text: string, table: Table): (row: Row) => boolean {
  const [, name = '', sign = '', value = ''] = /^([^=!~]+)(!=|=|~)(.*)$/.exec(text) ?? [];
  if (sign === '') {
    throw new InputError('filter_invalid', (write) => `${write('where')}: «${text}» is not a condition.`, {
      parameter: 'where',
      hint: 'Write role=owner, role!=owner or email~northwind.',
    });
  }
  const columns = columnsNamed(name.trim(), 'where', table);
  const wanted = value.trim().toLowerCase();
  const holds = (row: Row) =>
    columns.some(({ name: column, kind }) => {
      const own = cellText(kind, row[column]).toLowerCase();
      const raw = String(row[column] ?? '').toLowerCase();
      return sign === '~' ? own.includes(wanted) : own === wanted || raw === wanted;
    });
  return sign === '!=' ? (row) => !holds(row) : holds;
}

/** Numbers by their size, moments by time, text by the alphabet; what nobody knows comes last. */
function orderFrom(text: string, table: Table): (a: Row, b: Row) => number {
  const isDown = text.startsWith('-');
  const [column] = columnsNamed(text.replace(/^[-+]/, ''), 'sort', table);
  const name = column?.name ?? '';
  return (a, b) => {
    const [left, right] = [a[name], b[name]];
    if (!isTelling(left)) return isTelling(right) ? 1 : 0;
    if (!isTelling(right)) return -1;
    const order = compared(left, right);
    return isDown ? -order : order;
  };
}

function compared(a: unknown, b: unknown): number {
  const [left, right] = [readExact(a), readExact(b)];
  if (left !== undefined && right !== undefined) return compareExact(left, right);
  return String(a).localeCompare(String(b), 'en');
}
