import { expect, it } from 'vitest';
import { tableOf } from '../../views/table.ts';
import { compact } from './compact.ts';

const named = (records: readonly object[]) => {
  const { columns, rows } = compact(tableOf({ records }));
  return { names: columns.map(({ name }) => name), rows };
};

it('keeps the columns that tell something', () => {
  const { names } = named([
    { id: 'a', object: 'project', empty: null, name: 'x' },
    { id: 'b', object: 'project', empty: null, name: 'y' },
  ]);
  expect(names).toEqual(['id', 'name']);
});

it('puts what few rows have into one column, each with its name', () => {
  const { names, rows } = named([
    { id: 'a', role: 'owner' },
    { id: 'b', key: 'k1' },
    { id: 'c', limit: 3 },
  ]);
  expect(names).toEqual(['id', 'details']);
  expect(rows.map((row) => row['details'])).toEqual(['role=owner', 'key=k1', 'limit=3']);
});
