import { type Column, namedColumns, type Row, type Table } from '../../views/table.ts';
import type { Answer } from '../tool.ts';
import { cutText, isCut, modelText, modelValue, roomNamed, roomUsual } from './cells.ts';
import { compact } from './compact.ts';
import { offsetFrom } from './cursor.ts';
import { fitting } from './fitting.ts';
import { marked } from './marked.ts';

export interface Wanted {
  /** Only these columns. */
  readonly fields?: readonly string[] | undefined;
  /** How many rows at most; as many as fit when omitted. */
  readonly limit?: number | undefined;
  /** Where the answer before ended. */
  readonly cursor?: string | undefined;
}

/**
 * A table as compact text and as data: a header, a row for each, ids kept, empty columns dropped, and a note of what was
 * left out. Rows are marked as a provider's words.
 */
export function tableAnswer(table: Table, { fields = [], limit, cursor }: Wanted): Answer {
  const offset = offsetFrom(cursor);
  const rest = table.rows.slice(offset, limit === undefined ? undefined : offset + limit);
  const { columns, rows, unknown } = chosen({ ...table, rows: rest }, fields);
  const room = fields.length > 0 ? roomNamed : roomUsual;
  const lines = rows.map((row) => columns.map((column) => modelText(column, row, room)).join('\t'));
  const shown = limit === undefined ? fitting(lines) : lines.length;
  const left = table.rows.length - offset - shown;
  const next = left > 0 ? String(offset + shown) : undefined;
  const names = columns.map(({ name }) => name);
  const notes = [
    ...table.notes,
    ...(unknown.length > 0 ? [`No column ${unknown.join(', ')}; there is: ${namesOf(compact(table))}.`] : []),
    ...(next === undefined ? [] : [`${left} more left out: pass cursor "${next}", or ask for fewer fields.`]),
    ...cutText(columns.filter((column) => rows.slice(0, shown).some((row) => isCut(column, row, room)))),
  ];
  const body = shown === 0 ? 'nothing' : [names.join('\t'), ...lines.slice(0, shown)].join('\n');
  return {
    text: [`${table.title}: ${shown} of ${table.rows.length}`, marked(table.source ?? 'steward', body), ...notes].join(
      '\n',
    ),
    data: {
      title: table.title,
      source: table.source,
      columns: names,
      provider_data: rows.slice(0, shown).map((row) => columns.map((column) => modelValue(column, row, room))),
      shown,
      total: table.rows.length,
      ...(next !== undefined && { cursor: next }),
      ...(table.total && { total_over_all_rows: totalOf(table) }),
      ...(notes.length > 0 && { notes }),
    },
  };
}

function namesOf({ columns }: Pick<Table, 'columns'>): string {
  return columns.map(({ name }) => name).join(', ');
}

interface Chosen {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Names that were asked for, and that no column has. */
  readonly unknown: readonly string[];
}

/** The columns that were asked for; where none were, or none of them is there, those that tell something. */
function chosen(table: Table, fields: readonly string[]): Chosen {
  const { found, unknown } = namedColumns(table.columns, fields);
  if (found.length > 0) return { columns: found, rows: table.rows, unknown };
  return { ...compact(table), unknown: table.rows.length > 0 ? unknown : [] };
}

/** The sums alone, under the names that they have in the rows. */
function totalOf({ columns, total = {} }: Table): Row {
  const sums = columns.filter(({ kind, measured, repeats }) => !repeats && (measured || kind === 'money'));
  const known = sums.filter(({ name, measured }) => !(measured && Number(total[name]) === 0));
  return Object.fromEntries(known.map((column) => [column.name, modelValue(column, total, roomUsual)]));
}
