import { cleanText } from '../../../internal/clean-text.ts';
import { exactText, readDecimal } from '../../../ledger/exact.ts';
import type { Column, Row } from '../../views/table.ts';
import { cellText } from '../../views/values.ts';

const longestCell = 160;
/** A hundredth of a cent: as much as anybody reasons about, and short. */
const decimalsOfMoney = 4;

/** A cell as a model reads it. What belongs to no group says so, once. */
export function modelText(column: Column, row: Row): string {
  const value = row[column.name];
  if (column.grouped && column.idIn === undefined && (value === null || value === undefined)) return '(none)';
  const known = modelValue(column, row);
  return known === null ? '' : cleanText(String(known), longestCell);
}

/** The same as data: numbers and truths as they are, text made harmless, null where nothing is known. */
export function modelValue({ name, kind }: Column, row: Row): string | number | boolean | null {
  const value = row[name];
  if (value === null || value === undefined) return null;
  if (kind === 'money') return shortAmount(value);
  if (kind !== 'time' && (typeof value === 'number' || typeof value === 'boolean')) return value;
  return cleanText(cellText(kind, value), longestCell);
}

function shortAmount(value: unknown): string | null {
  const amount = readDecimal(value);
  return amount ? exactText(amount.round(decimalsOfMoney)) : null;
}
