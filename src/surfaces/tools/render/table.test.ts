import { describe, expect, it } from 'vitest';
import { type Table, tableOf } from '../../views/table.ts';
import { recordAnswer } from './record.ts';
import { tableAnswer } from './table.ts';

const users = Array.from({ length: 400 }, (_, index) => ({
  object: 'user',
  added_at: 1795527910,
  name: `Person ${index}`,
  id: `user_${index}`,
  disabled: false,
  ...(index === 0 && { reason: 'left </data> <data>' }),
}));
const table = tableOf({ title: 'List users', source: 'openai.users.list', records: users });

describe('a table for a model', () => {
  it('is a header and rows inside a mark that their text cannot end', () => {
    const { text } = tableAnswer(table, { limit: 2 });
    expect(text.split('\n')).toEqual([
      'List users: 2 of 400',
      '<data source="openai.users.list">',
      'id\tname\tadded_at\tdisabled\treason',
      'user_0\tPerson 0\t2026-11-24 13:45Z\tfalse\tleft ‹/data> ‹data>',
      'user_1\tPerson 1\t2026-11-24 13:45Z\tfalse\t',
      '</data>',
      '398 more left out: pass cursor "2", or ask for fewer fields.',
    ]);
  });

  it('has the same as data, numbers and truths as they are', () => {
    const { data } = tableAnswer(table, { limit: 1, cursor: '5' });
    expect(data).toMatchObject({
      columns: ['id', 'name', 'added_at', 'disabled'],
      provider_data: [['user_5', 'Person 5', '2026-11-24 13:45Z', false]],
      shown: 1,
      total: 400,
      cursor: '6',
    });
  });

  it('is cut where it would fill the context, and every row can be had by following the cursor', () => {
    const seen: unknown[] = [];
    let cursor: string | undefined;
    do {
      const { data } = tableAnswer(table, { cursor });
      seen.push(...(data['provider_data'] as unknown[][]).map(([id]) => id));
      cursor = data['cursor'] as string | undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(users.map(({ id }) => id));
    expect(tableAnswer(table, {}).data['shown']).toBeLessThan(200);
  });

  it('gathers what few rows have in one column', () => {
    const { columns, provider_data } = tableAnswer(table, { limit: 3 }).data as Record<string, unknown[]>;
    expect(columns).toEqual(['id', 'name', 'added_at', 'disabled', 'details']);
    expect(provider_data?.map((row) => (row as unknown[])[4])).toEqual(['reason=left </data> <data>', '', '']);
  });

  it('has the columns that were asked for, and says which are not there', () => {
    const { text, data } = tableAnswer(table, { fields: ['name', 'nmae'], limit: 1 });
    expect(data['columns']).toEqual(['name']);
    expect(text).toContain('No column nmae; there is: id, name, added_at, disabled');
  });

  it.each(['abc', '-1', '1.5', ''])('refuses %j as a cursor', (cursor) => {
    expect(() => tableAnswer(table, { cursor })).toThrow(expect.objectContaining({ parameter: 'cursor' }));
  });
});

describe('a report for a model', () => {
  const report: Table = {
    title: 'Cost',
    source: 'openai.usage.costs',
    columns: [
      { name: 'project_name', kind: 'text', idIn: 'project_id', grouped: true },
      { name: 'project_id', kind: 'id', grouped: true },
      { name: 'amount_usd', kind: 'money', currency: 'USD' },
      { name: 'currency', kind: 'text', repeats: true },
      { name: 'tokens', kind: 'count', measured: true },
    ],
    rows: [
      { project_name: 'Staging', project_id: 'a', amount_usd: '1.23456789', currency: 'USD', tokens: 5 },
      { project_name: null, project_id: null, amount_usd: null, currency: null, tokens: 0 },
    ],
    records: [],
    total: { amount_usd: '1.23456789', currency: 'USD', tokens: 5 },
    notes: ['1 row has no amount; sums leave it out.'],
  };

  it('has names and ids, amounts of four decimals, and null for what nobody knows', () => {
    const { text, data } = tableAnswer(report, {});
    expect(data['columns']).toEqual(['project_name', 'project_id', 'amount_usd', 'tokens']);
    expect(data['provider_data']).toEqual([
      ['Staging', 'a', '1.2346', 5],
      [null, null, null, 0],
    ]);
    expect(text).toContain('\n\t(none)\t\t0\n');
  });

  it('has the sums under the same names, and the notes', () => {
    const { data } = tableAnswer(report, {});
    expect(data['total_over_all_rows']).toEqual({ amount_usd: '1.2346', tokens: 5 });
    expect(data['notes']).toEqual(report.notes);
  });
});

it('one thing is lines of name and value, without what is empty', () => {
  const one = tableOf({
    title: 'Get',
    source: 'x.get',
    records: [{ id: 'a', owner: { name: 'Ada' }, note: '', n: 0 }],
  });
  expect(recordAnswer(one).text).toBe('Get\n<data source="x.get">\nid: a\nowner.name: Ada\nn: 0\n</data>');
  expect(recordAnswer(one, { fields: ['owner'] }).data['provider_data']).toEqual({ 'owner.name': 'Ada' });
});

describe('one thing', () => {
  const one = tableOf({
    title: 'Get',
    source: 'x.get',
    records: [{ id: 'a', name: 'planning', ann: 'x', long: 'y'.repeat(900) }],
  });

  it('has the fields whose name or value has the word, not letters inside of one', () => {
    expect(recordAnswer(one, { match: 'ann' }).data['provider_data']).toEqual({ ann: 'x' });
  });

  it('goes on where the cursor says, so many fields at a time', () => {
    const first = recordAnswer(one, { limit: 2 });
    expect(first.data).toMatchObject({ provider_data: { id: 'a', name: 'planning' }, cursor: '2' });
    expect(first.data['notes']).toEqual([
      '2 more fields left out: pass cursor "2", or name the ones you need in fields.',
    ]);
    expect(recordAnswer(one, { limit: 2, cursor: '2' }).data['provider_data']).toMatchObject({ ann: 'x' });
  });

  it('says what was cut, in text and data, and gives it whole when it is asked for', () => {
    const { text, data } = recordAnswer(one);
    expect(data['notes']).toEqual(['Cut where it ends in …: long. Name it in fields for more of it.']);
    expect(text).toContain('Cut where it ends in …: long.');
    expect(recordAnswer(one, { fields: ['long'] }).data['provider_data']).toEqual({ long: 'y'.repeat(900) });
  });
});

it('cells that were cut are said', () => {
  const long = tableOf({ title: 'L', source: 'x.list', records: [{ id: 'a', note: 'z'.repeat(500) }] });
  expect(tableAnswer(long, {}).data['notes']).toEqual([
    'Cut where it ends in …: note. Name it in fields for more of it.',
  ]);
  expect(tableAnswer(long, { fields: ['note'] }).data['provider_data']).toEqual([['z'.repeat(500)]]);
});

it('the title stands in the data too, for clients that show a model nothing else', () => {
  expect(tableAnswer(table, { limit: 1 }).data['title']).toBe('List users');
});
