import type { Gap } from '../../directory/listed.ts';
import { exactText } from '../../ledger/exact.ts';
import type { Fact } from '../../ledger/fact.ts';
import type { Told } from '../../ledger/live/everywhere.ts';
import { addMoney, amountsOf, type Money, usualCurrency } from '../../ledger/money.ts';
import { periodText } from '../../ledger/question/period.ts';
import { total } from '../../ledger/question/totals.ts';
import { weightFor } from '../../ledger/question/weight.ts';
import { gapText } from './directory.ts';
import type { Column, Row, Table } from './table.ts';
import { unknownTexts } from './unknown.ts';

interface Everywhere {
  readonly title: string;
  readonly told: readonly Told[];
  readonly gaps: readonly Gap[];
  readonly nothing: string;
}

/** What all connections cost: one row for each, and one sum for each currency. */
export function costTable({ told, gaps, title, nothing }: Everywhere): Table {
  const moneyIn = ({ result }: Told) => total(result.facts)?.money ?? none;
  const sum = told
    .filter(({ sameAs }) => sameAs === undefined)
    .map(moneyIn)
    .reduce(addMoney, none);
  const codes = amountsOf(told.map(moneyIn).reduce(addMoney, none)).map(([code]) => code);
  const columns: Column[] = [
    { name: 'connection', kind: 'text' },
    ...(codes.length > 0 ? codes : [usualCurrency]).map(
      (currency): Column => ({ name: amountField(currency), kind: 'money', currency }),
    ),
    ...origin,
  ];
  const rows = told.map((each) => ({ ...originOf(each), ...moneyFields(moneyIn(each)) }));
  return { ...tableOf({ told, gaps, title, nothing }, columns, rows), total: moneyFields(sum) };
}

/** How many tokens all connections used. */
export function usageTable({ told, gaps, title, nothing }: Everywhere): Table {
  const tokensIn = ({ result: { report, facts } }: Told) => {
    const all = total(facts);
    return all && weightFor(report, facts)(all);
  };
  const columns: Column[] = [
    { name: 'connection', kind: 'text' },
    { name: 'tokens', kind: 'count', measured: true },
    ...origin,
  ];
  const rows = told.map((each) => ({ ...originOf(each), tokens: numberOf(tokensIn(each)) }));
  const sum = told
    .filter(({ sameAs }) => sameAs === undefined)
    .reduce((so_far, each) => so_far + BigInt(exactText(tokensIn(each) ?? 0n)), 0n);
  return { ...tableOf({ told, gaps, title, nothing }, columns, rows), total: { tokens: numberOf(sum) } };
}

const none: Money = { amounts: {}, unknown: 0 };

const origin: readonly Column[] = [
  { name: 'report', kind: 'text' },
  { name: 'provider', kind: 'text', repeats: true },
  { name: 'same_as', kind: 'text' },
];

function originOf({ connection, result, sameAs }: Told): Row {
  return { connection, report: result.operation.id, provider: result.operation.provider, same_as: sameAs ?? null };
}

function amountField(currency: string): string {
  return `amount_${currency.toLowerCase()}`;
}

function moneyFields(money: Money): Row {
  return Object.fromEntries(amountsOf(money).map(([code, amount]) => [amountField(code), exactText(amount)]));
}

function numberOf(value: Fact['measures'][string]['known']): number | string | null {
  if (value === undefined) return null;
  const text = exactText(value);
  return String(Number(text)) === text ? Number(text) : text;
}

function tableOf({ told, gaps, title, nothing }: Everywhere, columns: readonly Column[], rows: readonly Row[]): Table {
  const [first] = told;
  const notes = told.flatMap(({ connection, result }) =>
    [...result.notes, ...unknownTexts(result)].map((text) => `${connection}: ${text}`),
  );
  const twice = told.flatMap(({ connection, sameAs }) =>
    sameAs === undefined ? [] : [`${connection} reaches the same organization as ${sameAs}; the total counts it once.`],
  );
  return {
    title: first ? `${title}, ${periodText(first.result)}` : title,
    columns,
    ordered: true,
    rows,
    records: rows,
    nothing,
    notes: [...gaps.map(gapText), ...notes, ...twice],
  };
}
