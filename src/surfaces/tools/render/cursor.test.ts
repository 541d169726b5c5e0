import { expect, it } from 'vitest';
import { offsetFrom } from './cursor.ts';

it('is where an answer goes on', () => {
  expect([offsetFrom(undefined), offsetFrom('0'), offsetFrom('120')]).toEqual([0, 0, 120]);
});

it.each(['', '-1', '1.5', '1e3', 'next', '9'.repeat(10)])('is not «%s»', (cursor) => {
  expect(() => offsetFrom(cursor)).toThrow(expect.objectContaining({ code: 'cursor_invalid', parameter: 'cursor' }));
});
