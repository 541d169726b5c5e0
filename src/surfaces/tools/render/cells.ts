import { cleanText } from '../../../internal/clean-text.ts';
import { exactText, readDecimal } from '../../../ledger/exact.ts';
import type { Column, Row } from '../../views/table.ts';
import { cellText } from '../../views/values.ts';

/** The longest text of a cell, and of one whose column was asked for by name. */
export const roomUsual = 160;
export const roomNamed = 2000;
/** A hundredth of a cent: as much as anybody reasons about, and short. */
const decimalsOfMoney = 4;

/** A cell as a model reads it. What belongs to no group says so, once. */
export function modelText(column: Column, row: Row, room = roomUsual): string {
  const value = row[column.name];
  if (column.grouped && column.idIn === undefined && (value === null || value === undefined)) return '(none)';
  const known = modelValue(column, row, room);
  return known === null ? '' : cleanText(String(known), room);
}

/** The same as data: numbers and truths as they are, text made harmless, null where nothing is known. */
export function modelValue({ name, kind }: Column, row: Row, room = roomUsual): string | number | boolean | null {
  const value = row[name];
  if (value === null || value === undefined) return null;
  if (kind === 'money') return shortAmount(value);
  if (kind !== 'time' && (typeof value === 'number' || typeof value === 'boolean')) return value;
  return cleanText(cellText(kind, value), room);
}

/** True where a text is longer than there is room for. */
export function isCut({ name, kind }: Column, row: Row, room = roomUsual): boolean {
  return cellText(kind, row[name]).length > room;
}

/** That texts were cut, and how to have them whole. */
export function cutText(columns: readonly Column[]): string[] {
  if (columns.length === 0) return [];
  return [`Cut where it ends in …: ${columns.map(({ name }) => name).join(', ')}. Name it in fields for more of it.`];
}

function shortAmount(value: unknown): string | null {
  const amount = readDecimal(value);
  return amount ? exactText(amount.round(decimalsOfMoney)) : null;
}
