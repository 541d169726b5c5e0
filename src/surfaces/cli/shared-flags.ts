import type { Command } from 'commander';

/** How the answer is written. The same on every command that answers with data. */
export function outputFlags(command: Command): Command {
  return command
    .option('--json', 'the data as JSON')
    .option('--jsonl', 'one JSON document per line')
    .option('--csv', 'comma-separated values with a header');
}

/** Which organisation is asked. */
export function connectionFlags(command: Command): Command {
  return command
    .option('--connection <name>', 'which connection to use, when there are several')
    .option('--sandbox', 'ask a seeded local copy instead of the provider');
}

/** The names that no operation may use for a parameter. */
export const reservedFlags = [
  'json',
  'jsonl',
  'csv',
  'connection',
  'sandbox',
  'all',
  'since',
  'until',
  'timezone',
  'by',
  'bucket',
  'top',
  'names',
  'help',
  'reason',
];
