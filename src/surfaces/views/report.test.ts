import Big from 'big.js';
import { describe, expect, it } from 'vitest';
import { operationById } from '../../catalogue/index.ts';
import type { Fact } from '../../ledger/fact.ts';
import type { ReportResult } from '../../ledger/live/ask.ts';
import { reportDefinitionOf } from '../../ledger/live/run.ts';
import { utc } from '../../ledger/question/zone.ts';
import { reportRows, reportTable, seriesOf, totalText } from './report.ts';
import { tellingColumns } from './table.ts';

const day = (number: number) => `2026-11-0${number}T00:00:00Z`;

function cost(at: number, project: string | null, amount: string | undefined, currency = 'USD'): Fact {
  return {
    starting_at: day(at),
    ending_at: day(at + 1),
    dimensions: { project_id: project },
    measures: {},
    money: {
      amounts: amount === undefined ? {} : { [currency]: new Big(amount) },
      unknown: amount === undefined ? 1 : 0,
    },
  };
}

function resultOf(id: string, facts: readonly Fact[], names: ReadonlyMap<string, string> = new Map()): ReportResult {
  const operation = operationById(id);
  return {
    operation,
    report: reportDefinitionOf(operation),
    period: { from: Date.parse(day(1)), until: Date.parse(day(4)), open: false },
    width: '1d',
    zone: utc,
    notes: [],
    unread: new Map(),
    dimensions: Object.keys(facts[0]?.dimensions ?? {}),
    facts,
    names: new Map([['project_id', names]]),
    unnamed:
      names.size > 0
        ? []
        : [{ dimension: 'project_id', ids: ['proj_b'], reasons: ['the key may not read it'], isLate: false }],
  };
}

const facts = [cost(1, 'proj_a', '0.1'), cost(1, 'proj_b', '10'), cost(2, 'proj_a', '0.2'), cost(3, null, '1')];
const result = resultOf('openai.usage.costs', facts, new Map([['proj_a', 'Staging']]));

describe('a report as data', () => {
  it('has a row for each group and interval, ids with their names beside, amounts exact', () => {
    expect(reportRows(result).rows[0]).toEqual({
      starting_at: day(1),
      ending_at: day(2),
      project_id: 'proj_a',
      project_name: 'Staging',
      amount_usd: '0.1',
      currency: 'USD',
    });
    expect(reportRows(result).rows).toHaveLength(4);
  });

  it('has every field of its rows as a typed column', () => {
    const { columns, rows } = reportRows(result);
    expect(new Set(columns.map(({ name }) => name))).toEqual(new Set(rows.flatMap(Object.keys)));
    expect(columns).toContainEqual({ name: 'amount_usd', kind: 'money', currency: 'USD', rank: 0 });
    expect(columns).toContainEqual({ name: 'project_name', kind: 'text', idIn: 'project_id', grouped: true, rank: 0 });
  });

  it('says which names are missing', () => {
    expect(reportRows(resultOf('openai.usage.costs', facts)).notes).toEqual([
      expect.stringMatching(/1 project keeps its id.*may not read/),
    ]);
  });

  it('says which numbers are missing', () => {
    const { rows, notes } = reportRows(resultOf('openai.usage.costs', [cost(1, 'a', undefined)]));
    expect(rows[0]).toMatchObject({ amount_usd: null, currency: null });
    expect(notes).toContainEqual(expect.stringContaining('1 row has no amount'));
  });
});

describe('a report as it is read', () => {
  const { rows, total, columns } = reportTable(result, false);

  it('has one row for each group, the heaviest first, with its share', () => {
    expect(rows.map(({ project_id, amount_usd }) => [project_id, amount_usd])).toEqual([
      ['proj_b', '10'],
      [null, '1'],
      ['proj_a', '0.3'],
    ]);
    expect(rows.reduce((sum, { share }) => sum + Number(share), 0)).toBeCloseTo(1);
  });

  it('has the sum of all rows, without a float on the way', () => {
    expect(total).toMatchObject({ amount_usd: '11.3' });
    expect(totalText(result)).toBe('$11.30');
  });

  it('shows neither the interval of the whole nor the currency that the amount names', () => {
    const shown = tellingColumns({ columns, rows }).map(({ name }) => name);
    expect(shown).toEqual(['project_name', 'project_id', 'amount_usd', 'share']);
  });

  it('shows the start of each interval where those were asked for, oldest first', () => {
    const table = reportTable(result, true);
    expect(tellingColumns(table)[0]).toMatchObject({ name: 'starting_at', kind: 'time' });
    expect(table.rows.map(({ starting_at }) => starting_at)).toEqual([day(1), day(1), day(2), day(3)]);
  });
});

it('keeps currencies apart, each in a column that names it', () => {
  const mixed = resultOf('openai.usage.costs', [cost(1, 'a', '5'), cost(1, 'b', '7', 'EUR')]);
  const money = reportTable(mixed, false).columns.filter(({ kind }) => kind === 'money');
  expect(money).toEqual([
    { name: 'amount_usd', kind: 'money', currency: 'USD', rank: 0 },
    { name: 'amount_eur', kind: 'money', currency: 'EUR', rank: 0 },
  ]);
  expect(reportTable(mixed, false).total).toMatchObject({ amount_usd: '5', amount_eur: '7', currency: 'USD EUR' });
});

it('has null where nobody knows the amount, and says that sums leave it out', () => {
  const { rows, notes } = reportTable(resultOf('openai.usage.costs', [cost(1, 'a', undefined)]), false);
  expect(rows[0]).toMatchObject({ amount_usd: null, currency: null, share: null });
  expect(notes).toContainEqual(expect.stringContaining('1 row has no amount'));
});

it('is a series with a value for each interval, also where nothing happened', () => {
  const { values, kind, what } = seriesOf(resultOf('openai.usage.costs', [cost(1, 'a', '2'), cost(3, 'a', '4')]));
  expect([values, kind, what]).toEqual([[2, 0, 4], 'money', 'cost']);
});

it('is empty, with nothing to add up, where there are no facts', () => {
  const empty = resultOf('openai.usage.costs', []);
  expect(reportTable(empty, false)).toMatchObject({ rows: [], total: undefined });
  expect(totalText(empty)).toBeUndefined();
});

describe('credits', () => {
  const credited = resultOf('openai.usage.costs', [
    cost(1, 'input', '40'),
    cost(1, 'credit', '-15.25'),
    cost(2, 'credit', '-60'),
    cost(2, 'output', '10'),
  ]);

  it('have no share, and shares are of what was spent', () => {
    const { rows, total } = reportTable(credited, false);
    expect(rows.map(({ project_id, share }) => [project_id, share])).toEqual([
      ['input', 0.8],
      ['output', 0.2],
      ['credit', null],
    ]);
    expect(total).toMatchObject({ amount_usd: '-25.25' });
  });

  it('are said, with the net', () => {
    expect(reportTable(credited, false).notes).toContain(
      'Credits of -$75.25 are in the total; shares are of the $50.00 that was spent.',
    );
    expect(totalText(credited)).toBe('-$25.25');
  });
});

describe('a chart', () => {
  it('finds the interval of a bucket that does not begin with it', () => {
    const shifted = (at: number, amount: string): Fact => ({
      ...cost(at, null, amount),
      starting_at: `2026-11-0${at}T22:13:20Z`,
      ending_at: `2026-11-0${at + 1}T22:13:20Z`,
    });
    expect(
      seriesOf(resultOf('openai.usage.costs', [shifted(1, '12.5'), shifted(1, '2.25'), shifted(2, '4')])),
    ).toMatchObject({
      values: [14.75, 4, 0],
      isKnown: true,
    });
  });

  it('knows nothing where nothing is known', () => {
    expect(seriesOf(resultOf('openai.usage.costs', [cost(1, null, undefined)])).isKnown).toBe(false);
  });

  it('is in the currency of the amounts', () => {
    expect(seriesOf(resultOf('openai.usage.costs', [cost(1, null, '3', 'EUR')])).currency).toBe('EUR');
  });
});

describe('quantities', () => {
  const quantity = (line_item: string, amount: bigint, unit: string): Fact => ({
    ...cost(1, null, '1'),
    dimensions: { line_item, quantity_unit: unit },
    measures: { quantity: { known: amount, unknown: 0 } },
  });

  it('stand with their unit, and have a total where it is one', () => {
    const tokens = resultOf('openai.usage.costs', [quantity('a', 300n, 'tokens'), quantity('b', 5n, 'tokens')]);
    expect(reportRows(tokens).columns.map(({ name }) => name)).toEqual([
      'starting_at',
      'ending_at',
      'line_item',
      'quantity',
      'quantity_unit',
      'amount_usd',
      'currency',
    ]);
    expect(reportTable(tokens, false).total).toMatchObject({ quantity: 305 });
    const mixed = resultOf('openai.usage.costs', [quantity('a', 300n, 'tokens'), quantity('b', 5n, 'images')]);
    expect(reportTable(mixed, false).total).toMatchObject({ quantity: null });
  });
});

it('a report of nothing has its header all the same, and says where else it may be', () => {
  const empty = { ...resultOf('anthropic.usage.claude_code', []), dimensions: ['actor'] };
  expect(reportRows(empty).columns.map(({ name }) => name)).toContain('actor');
  expect(reportRows(empty).notes.join()).toMatch(/subscription may not be in this report/);
});
