import { expect, it } from 'vitest';
import type { Column } from '../../views/table.ts';
import { modelText, modelValue } from './cells.ts';

const column = (kind: Column['kind'], more: Partial<Column> = {}): Column => ({ name: 'x', kind, ...more });

it.each([
  ['an amount short, and not through a float', column('money'), '0.1234567', '0.1235'],
  ['a number as it is', column('count'), 3, 3],
  ['a truth as it is', column('text'), false, false],
  ['what nobody knows as null', column('count'), null, null],
  ['what is absent as null', column('text'), undefined, null],
  ['what is no amount as null', column('money'), 'free', null],
  ['text without what could hide in it', column('text'), 'a\u202eb', 'a\\u{202e}b'],
] as const)('gives %s', (_, of, value, expected) => {
  expect(modelValue(of, { x: value })).toBe(expected);
});

it('leaves empty what nobody knows, and says so where it is a group of its own', () => {
  expect(modelText(column('count'), { x: null })).toBe('');
  expect(modelText(column('text', { grouped: true }), { x: null })).toBe('(none)');
  expect(modelText(column('text', { grouped: true, idIn: 'y' }), { x: null })).toBe('');
});

it('cuts a text that is long', () => {
  expect(modelText(column('text'), { x: 'x'.repeat(500) })).toHaveLength(160);
});
