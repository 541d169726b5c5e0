import { cleanText } from '../../../internal/clean-text.ts';
import { namedColumns, type Table } from '../../views/table.ts';
import { cellText, isTelling } from '../../views/values.ts';
import { hasWords } from '../match.ts';
import type { Answer } from '../tool.ts';
import { cutText, isCut, modelValue, roomNamed } from './cells.ts';
import { offsetFrom } from './cursor.ts';
import { fitting } from './fitting.ts';
import { marked } from './marked.ts';
import type { Wanted } from './table.ts';

const roomUsual = 400;

/** What may be asked of one thing: its fields are counted, filtered and cut as rows are. */
export interface WantedOfRecord extends Wanted {
  /** Only fields whose name or value has these words. */
  readonly match?: string | undefined;
}

/** One thing, as lines of name and value. */
export function recordAnswer(table: Table, wanted: WantedOfRecord = {}): Answer {
  const { title, source = 'steward', columns, rows } = table;
  const { fields = [], match, limit, cursor } = wanted;
  const [row = {}] = rows;
  const room = fields.length > 0 ? roomNamed : roomUsual;
  const named = namedColumns(columns, fields);
  const chosen = named.found.length > 0 ? named.found : columns.filter(({ name }) => isTelling(row[name]));
  const fit =
    match === undefined ? chosen : chosen.filter(({ name }) => hasWords({ [name]: row[name] }, match, 'names'));
  const offset = offsetFrom(cursor);
  const rest = fit.slice(offset, limit === undefined ? undefined : offset + limit);
  const lines = rest.map(({ name, kind }) => `${name}: ${cleanText(cellText(kind, row[name]), room)}`);
  const shown = limit === undefined ? fitting(lines) : lines.length;
  const left = fit.length - offset - shown;
  const next = left > 0 ? String(offset + shown) : undefined;
  const notes = [
    ...table.notes,
    ...(named.unknown.length > 0 ? [`No field ${named.unknown.join(', ')}.`] : []),
    ...(next === undefined
      ? []
      : [`${left} more fields left out: pass cursor "${next}", or name the ones you need in fields.`]),
    ...cutText(rest.slice(0, shown).filter((column) => isCut(column, row, room))),
  ];
  const data = rest.slice(0, shown).map((column) => [column.name, modelValue(column, row, room)]);
  return {
    text: [title, marked(source, lines.slice(0, shown).join('\n')), ...notes].join('\n'),
    data: {
      title,
      source,
      provider_data: Object.fromEntries(data),
      ...(next !== undefined && { cursor: next }),
      ...(notes.length > 0 && { notes }),
    },
  };
}
