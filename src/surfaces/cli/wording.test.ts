import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../errors.ts';
import { flag, flagsOn, noticed, worded, wordedForProgram } from './wording.ts';

const error = new InputError('x', (name) => `it needs ${name('project_id')}.`, {
  parameter: 'project_id',
  hint: (name) => `There is a list for ${name('project_id')}.`,
  advice: { action: 'run', operation: 'openai.projects.list' },
});

it('names parameters as flags, and ends a hint in the command that follows it', () => {
  expect(worded(error, flag)).toEqual({
    message: 'it needs --project-id.',
    hint: 'There is a list for --project-id: steward openai projects list',
  });
});

it('names parameters as they are for a program that ran a command', () => {
  expect(wordedForProgram(error).message).toBe('it needs project_id.');
});

describe('on a command', () => {
  const program = new Command('steward').option('--connection <name>');
  const propose = program.command('propose').option('--input <json>');

  it('a parameter is a flag where the command, or one above it, has that flag', () => {
    expect(flagsOn(propose)('input')).toBe('--input');
    expect(flagsOn(propose)('connection')).toBe('--connection');
  });

  it('a parameter that stands in JSON keeps its own name', () => {
    expect(flagsOn(propose)('project_id')).toBe('project_id');
  });
});

it('leaves a notice without advice as it is', () => {
  expect(noticed({ text: 'Nothing can be approved.' })).toBe('Nothing can be approved.');
  expect(noticed({ text: 'A person can sign it.', advice: { action: 'sign_policy' } })).toBe(
    'A person can sign it: steward policy sign',
  );
});
