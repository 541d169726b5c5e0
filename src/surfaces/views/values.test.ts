import { describe, expect, it } from 'vitest';
import { cellText, flatten, isTelling, kindOf } from './values.ts';

it('lays nested objects out flat, and leaves lists whole', () => {
  expect(flatten({ id: 'a', owner: { name: 'x', of: { id: 'b' } }, roles: ['r'] })).toEqual({
    id: 'a',
    'owner.name': 'x',
    'owner.of.id': 'b',
    roles: ['r'],
  });
  expect(flatten('text')).toEqual({ value: 'text' });
});

describe('the kind of a field', () => {
  it.each([
    ['created_at', [1795527910, null], 'time'],
    ['created_at', ['2026-11-24T13:45:10Z'], 'time'],
    ['date', ['2026-11-24'], 'time'],
    ['updated_at', ['yesterday'], 'text'],
    ['count', [1, undefined, 2], 'count'],
    ['count', [1, 'many'], 'text'],
    ['id', ['proj_1'], 'id'],
    ['owner.id', ['user_1'], 'id'],
    ['project_id', [null], 'id'],
    ['valid', ['x'], 'text'],
    ['roles', [['a']], 'data'],
  ] as const)('%s with %j is %s', (name, values, kind) => {
    expect(kindOf(name, values)).toBe(kind);
  });
});

describe('a cell', () => {
  it('shows a moment as UTC, whichever way it was written', () => {
    expect(cellText('time', 1795527910)).toBe('2026-11-24 13:45Z');
    expect(cellText('time', '2026-11-24T00:00:00Z')).toBe('2026-11-24');
    expect(cellText('time', 'never')).toBe('never');
  });

  it('joins a list, and shows objects as JSON', () => {
    expect(cellText('data', ['a', { b: 1 }, null])).toBe('a, {"b":1}, null');
    expect(cellText('data', { a: 1 })).toBe('{"a":1}');
  });

  it('is empty for what nobody knows, and not for zero', () => {
    expect([cellText('count', null), cellText('count', undefined), cellText('count', 0)]).toEqual(['', '', '0']);
  });

  it('makes somebody else’s text harmless', () => {
    expect(cellText('text', 'a\u001b[2J\u202eb\n')).toBe('a\\u{1b}[2J\\u{202e}b\\u{a}');
    expect(cellText('data', ['\u0007'])).toBe('\\u{7}');
  });
});

it('takes empty lists and texts for what tells nothing', () => {
  expect([[], '', null, undefined].map(isTelling)).toEqual([false, false, false, false]);
  expect([0, false, 'x', ['x']].map(isTelling)).toEqual([true, true, true, true]);
});
