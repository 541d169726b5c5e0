import { describe, expect, it } from 'vitest';
import { type Selection, selected } from './select.ts';
import { tableOf } from './table.ts';

const people = tableOf({
  records: [
    { id: 'u1', name: 'Cleo', role: 'reader', added_at: 1795527910, spend: '9.5', owner: { id: 'o1' } },
    { id: 'u2', name: 'Ada', role: 'owner', added_at: 1795527900, spend: '10', owner: { id: 'o2' } },
    { id: 'u3', name: 'Ben', role: null, added_at: 1795527920, spend: null },
  ],
});
const ids = (selection: Selection) => selected(people, selection).rows.map(({ id }) => id);

describe('rows', () => {
  it.each([
    ['name', ['u2', 'u3', 'u1']],
    ['-name', ['u1', 'u3', 'u2']],
    ['spend', ['u1', 'u2', 'u3']],
    ['-spend', ['u2', 'u1', 'u3']],
    ['added_at', ['u2', 'u1', 'u3']],
  ])('are sorted by %s, numbers by size, what nobody knows last', (sort, order) => {
    expect(ids({ sort })).toEqual(order);
  });

  it.each([
    ['role=OWNER', ['u2']],
    ['role!=owner', ['u1', 'u3']],
    ['name~e', ['u1', 'u3']],
    ['role=', ['u3']],
  ])('are those for which %s', (filter, found) => {
    expect(ids({ filters: [filter] })).toEqual(found);
  });

  it('are so many as were wanted, and the rest is said', () => {
    const { rows, records, notes } = selected(people, { sort: 'name', top: 1 });
    expect(rows.map(({ name }) => name)).toEqual(['Ada']);
    expect(records).toEqual([people.records[1]]);
    expect(notes).toEqual(['2 more rows are not shown.']);
  });
});

describe('columns', () => {
  it('are those that were wanted, in that order, in the records too', () => {
    const { columns, records } = selected(people, { columns: ['name', 'owner'] });
    expect(columns.map(({ name }) => name)).toEqual(['name', 'owner.id']);
    expect(records[2]).toEqual({ name: 'Ben', 'owner.id': null });
  });

  it.each(['columns', 'sort', 'where'])('that there are not are refused by %s, with the nearest', (parameter) => {
    const selection = { columns: { columns: ['nmae'] }, sort: { sort: 'nmae' }, where: { filters: ['nmae=x'] } }[
      parameter
    ];
    expect(() => selected(people, selection ?? {})).toThrow(
      expect.objectContaining({ code: 'column_unknown', parameter, hint: 'Did you mean name?' }),
    );
  });

  it('of a list of nothing are the header all the same', () => {
    expect(selected(tableOf({ records: [] }), { columns: ['id', 'email'] }).columns.map(({ name }) => name)).toEqual([
      'id',
      'email',
    ]);
  });
});

it('what is no condition is refused', () => {
  expect(() => selected(people, { filters: ['owner'] })).toThrow(expect.objectContaining({ code: 'filter_invalid' }));
});
