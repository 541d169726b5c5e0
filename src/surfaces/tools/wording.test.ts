import { expect, it } from 'vitest';
import { InputError } from '../../errors.ts';
import { noticed, worded } from './wording.ts';

it('names a parameter as a model writes it, and the tool that follows', () => {
  const error = new InputError('x', (name) => `There is no ${name('operation')}.`, {
    hint: 'All of them can be listed.',
    advice: { action: 'list_operations' },
  });
  expect(worded(error)).toEqual({
    message: 'There is no operation.',
    hint: 'All of them can be listed: find_operations',
  });
});

it('sends to the user what only a person at a terminal can do', () => {
  expect(noticed({ text: 'A person approves it.', advice: { action: 'approve', change: 'chg_1' } })).toBe(
    'A person approves it: the user runs in a terminal: steward approve chg_1',
  );
});
