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

/** Which rows and columns of a list are shown. A report has a `--top` of its own. */
export function listFlags(command: Command, has: { readonly top: boolean } = { top: true }): Command {
  command
    .option('--columns <a,b>', 'only these columns, in this order')
    .option('--sort <column>', 'by this column; -column for the largest first')
    .option(
      '--where <condition>',
      'only rows where role=owner, role!=owner or email~northwind; may be given again',
      (value: string, previous: string[] = []) => [...previous, value],
    );
  return has.top ? command.option('--top <number>', 'how many rows at most') : command;
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
  'columns',
  'sort',
  'where',
  'summed',
  'names',
  'help',
  'reason',
];
