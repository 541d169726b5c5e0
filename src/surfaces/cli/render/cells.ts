import { cleanText } from '../../../internal/clean-text.ts';
import { readDecimal } from '../../../ledger/exact.ts';
import { amountText } from '../../../ledger/money.ts';
import type { Column, Row } from '../../views/table.ts';
import { cellText } from '../../views/values.ts';
import { bar } from './chart.ts';
import { shortNumber } from './numbers.ts';

const barWidth = 12;
const longestGroup = 60;

/** A cell as a person reads it: money with its unit, large counts short, an id where there is no name. */
export function personText(column: Column, row: Row): string {
  const value = row[column.name];
  if (column.grouped) return groupText(column, row);
  if (value === null || value === undefined) return '';
  if (column.kind === 'money') return moneyCell(value, column.currency ?? '');
  if (column.kind === 'share') return shareText(Number(value));
  return column.measured ? shortNumber(Number(value)) : cellText(column.kind, value);
}

function groupText({ name, idIn }: Column, row: Row): string {
  const value = row[name] ?? (idIn === undefined ? null : row[idIn]);
  return cleanText(value === null || value === undefined ? '(none)' : String(value), longestGroup);
}

function moneyCell(value: unknown, currency: string): string {
  const amount = readDecimal(value);
  return amount ? amountText(amount, currency) : '';
}

function shareText(share: number): string {
  return `${bar(share, barWidth).padEnd(barWidth)} ${(share * 100).toFixed(1).padStart(5)} %`;
}
