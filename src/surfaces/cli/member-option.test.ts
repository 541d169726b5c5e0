import { Command, Option } from 'commander';
import { expect, it } from 'vitest';
import { MemberOption, valuesOf } from './member-option.ts';

it('tells which values may stand after an option', () => {
  expect(valuesOf(new MemberOption('--status <text>', 'Status', ['active', 'archived']))).toEqual([
    'active',
    'archived',
  ]);
  expect(valuesOf(new Option('--risk <risk>').choices(['read']))).toEqual(['read']);
  expect(valuesOf(new Option('--limit <number>'))).toEqual([]);
});

it('leaves it to the schema whether a value may stand there', () => {
  const command = new Command().exitOverride().addOption(new MemberOption('--status <text>', 'Status', ['active']));
  command.parse(['--status', 'gone'], { from: 'user' });
  expect(command.opts()).toEqual({ status: 'gone' });
});
