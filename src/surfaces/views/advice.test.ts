import { expect, it } from 'vitest';
import type { Advice } from '../../errors.ts';
import { InputError } from '../../errors.ts';
import { laterContext } from '../cli/later.ts';
import { buildProgram } from '../cli/program.ts';
import { ProgressLine } from '../cli/progress.ts';
import { commandFor, errorText, noticeText } from './advice.ts';

const advices: readonly Advice[] = [
  { action: 'approve', change: 'chg_1' },
  { action: 'check_keys' },
  { action: 'enroll' },
  { action: 'explain_policy' },
  { action: 'keep_key', entry: 'admin' },
  { action: 'list_changes' },
  { action: 'list_operations' },
  { action: 'list_reports' },
  { action: 'propose' },
  { action: 'read_journal' },
  { action: 'run', operation: 'anthropic.usage.claude_code' },
  { action: 'run_sandbox' },
  { action: 'show_change', change: 'chg_1' },
  { action: 'sign_policy' },
  { action: 'verify_journal' },
  { action: 'write_policy' },
];
const noDoors = { agents: () => Promise.reject(new Error('no door is opened here')) };
const terminal = {
  out: process.stdout,
  notes: process.stderr,
  progress: new ProgressLine(process.stderr),
  width: 80,
  colour: false,
};

it.each(advices.map((advice) => [commandFor(advice)]))('%s is a command that there is', async (line) => {
  const [, ...words] = line.split(' ');
  let here = await buildProgram(words, laterContext(terminal, {}, noDoors));
  const rest = words.filter((word) => {
    const next = here.commands.find((command) => command.name() === word);
    if (next) here = next;
    return !next;
  });
  expect(here.name()).not.toBe('steward');
  for (const word of rest.filter((each) => each.startsWith('--')))
    expect(here.options.map(({ long }) => long)).toContain(word);
  expect(rest.filter((each) => !each.startsWith('--')).length).toBeLessThanOrEqual(here.registeredArguments.length);
});

it('makes one sentence of a notice and of what can be done', () => {
  const how = () => 'do this';
  expect(noticeText({ text: 'There is a list.', advice: { action: 'list_changes' } }, how)).toBe(
    'There is a list: do this',
  );
  expect(noticeText({ text: 'There is none.' }, how)).toBe('There is none.');
});

it('says an error in the words of a door, and what may stand there where no hint says more', () => {
  const error = new InputError('x', (name) => `${name('by')} is wrong.`, { parameter: 'by', allowed: ['a', 'b'] });
  expect(errorText(error, (name) => `<${name}>`, String)).toEqual({
    message: '<by> is wrong.',
    hint: '<by> takes a, b.',
  });
});
