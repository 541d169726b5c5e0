import { describe, expect, it } from 'vitest';
import { namedColumns, tableOf, tellingColumns } from './table.ts';

const namesOf = (records: readonly object[]) => tellingColumns(tableOf({ records })).map(({ name }) => name);

describe('a table of records', () => {
  const records = [
    { object: 'user', added_at: 1795527910, name: 'Ada', id: 'user_1', limit: 5, owner: { id: 'org_1' } },
    { object: 'user', added_at: 1795527911, name: null, id: 'user_2', limit: null },
  ];

  it('has a typed column for each field, in the order of the data, and keeps the records as they came', () => {
    const table = tableOf({ title: 'Users', source: 'openai.users.list', records, notes: ['Only two.'] });
    expect(table.columns).toEqual([
      { name: 'object', kind: 'text' },
      { name: 'added_at', kind: 'time' },
      { name: 'name', kind: 'text' },
      { name: 'id', kind: 'id' },
      { name: 'limit', kind: 'count' },
      { name: 'owner.id', kind: 'id' },
    ]);
    expect(table.records).toBe(records);
    expect(table.rows[0]).toMatchObject({ 'owner.id': 'org_1' });
    expect(table).toMatchObject({ title: 'Users', source: 'openai.users.list', notes: ['Only two.'] });
  });

  it('shows what identifies a row first', () => {
    expect(namesOf(records)).toEqual(['id', 'name', 'added_at', 'limit', 'owner.id']);
  });

  it('hides what is empty throughout', () => {
    expect(namesOf([{ id: 1, a: null, b: [], c: '' }])).toEqual(['id']);
    expect(namesOf([{ type: 'x' }, { type: 'y' }])).toEqual(['type']);
    expect(namesOf([{ a: 0 }])).toEqual(['a']);
  });

  it.each([
    ['anthropic.api_keys.list', 'api_key'],
    ['anthropic.workspaces.members.list', 'workspace_member'],
    ['anthropic.spend_limits.effective.list', 'effective_spend_limit'],
  ])('hides that what %s lists is of the type %s', (source, type) => {
    expect(tellingColumns(tableOf({ source, records: [{ id: 1, type }] })).map(({ name }) => name)).toEqual(['id']);
  });

  it('shows a type that all rows share where it is an answer', () => {
    const records = [{ id: 1, type: 'user.deleted' }];
    const shown = tellingColumns(tableOf({ source: 'openai.audit_logs.list', records }));
    expect(shown.map(({ name }) => name)).toEqual(['id', 'type']);
  });
});

it('hides what repeats another column and measures of which nothing happened, and keeps groups without a name', () => {
  const columns = [
    { name: 'project_id', kind: 'id', grouped: true },
    { name: 'tokens', kind: 'count', measured: true },
    { name: 'images', kind: 'count', measured: true },
    { name: 'currency', kind: 'text', repeats: true },
  ] as const;
  const rows = [{ project_id: null, tokens: 5, images: 0, currency: 'USD' }];
  expect(tellingColumns({ columns, rows }).map(({ name }) => name)).toEqual(['project_id', 'tokens']);
});

it('finds columns by name, with all that lies under it, and says which are not there', () => {
  const { columns } = tableOf({ records: [{ id: 1, owner: { id: 2, name: 'x' } }] });
  const { found, unknown } = namedColumns(columns, ['owner', 'id', 'nmae']);
  expect(found.map(({ name }) => name)).toEqual(['owner.id', 'owner.name', 'id']);
  expect(unknown).toEqual(['nmae']);
});
