import { cleanText } from '../../../internal/clean-text.ts';
import { type Column, namedColumns, type Table } from '../../views/table.ts';
import { cellText, isTelling } from '../../views/values.ts';
import type { Answer } from '../tool.ts';
import { modelValue } from './cells.ts';
import { fitting } from './fitting.ts';
import { marked } from './marked.ts';

const longestField = 400;

/** One thing, as lines of name and value. */
export function recordAnswer(table: Table, fields: readonly string[] = []): Answer {
  const { title, source = 'steward', columns, rows } = table;
  const [row = {}] = rows;
  const wanted =
    fields.length > 0 ? namedColumns(columns, fields).found : columns.filter(({ name }) => isTelling(row[name]));
  const lines = wanted.map(({ name, kind }) => `${name}: ${cleanText(cellText(kind, row[name]), longestField)}`);
  const shown = fitting(lines);
  const left = lines.length - shown;
  const notes = left > 0 ? [`${left} more fields left out: name the ones you need in fields.`] : [];
  const data = wanted.slice(0, shown).map((column: Column) => [column.name, modelValue(column, row)]);
  return {
    text: [title, marked(source, lines.slice(0, shown).join('\n')), ...notes].join('\n'),
    data: { source, provider_data: Object.fromEntries(data), ...(notes.length > 0 && { notes }) },
  };
}
