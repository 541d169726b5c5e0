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

/** Over which period a report is asked. */
export function periodFlags(command: Command): Command {
  return command
    .option(
      '--since <when>',
      'start: 30d, 12h, 90m, today, 2026-11-01; or a whole month: last month, 2026-10; 30d when omitted',
    )
    .option('--until <when>', 'end, not included: 2026-11-01 ends with October; now when omitted')
    .option('--timezone <zone>', 'where days begin, such as Europe/Berlin; UTC when omitted');
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
