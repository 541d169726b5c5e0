import type { Command } from 'commander';
import { InputError } from '../../../errors.ts';
import { runawayKeys, unusedKeys } from '../../../ledger/live/keys.ts';
import { wholeNumber } from '../../../session/own-sandbox.ts';
import { runawayKeysTable, unusedKeysTable } from '../../views/directory.ts';
import { selected } from '../../views/select.ts';
import type { ConnectionOptions, Context } from '../context.ts';
import { honestly } from '../found.ts';
import { type FormatOptions, formatOf, type ListOptions, selectionFrom, writeTable } from '../output.ts';
import { reachOf } from '../reach.ts';
import { connectionFlags, listFlags, outputFlags } from '../shared-flags.ts';

type Options = ConnectionOptions & FormatOptions & ListOptions & { readonly days: string };
type RunawayOptions = Options & { readonly times: string };

/** The days that are judged are held against so many times as many before them. */
const timesAsLong = 4;

/** Providers keep about a year of usage. */
const mostDays = 365;

/** `steward keys`: keys that nobody uses and keys that run away, over all connections. */
export function keysCommand(program: Command, context: Context): void {
  const group = program.command('keys').description('keys that nobody uses, keys that run away').helpCommand(false);
  asking(group.command('unused').description('keys in force that nobody used, the oldest first'))
    .option('--days <number>', 'for how many days', '90')
    .action((options: Options) => showUnused(options, context));
  asking(group.command('runaway').description('keys that suddenly spend more, the steepest first'))
    .option('--days <number>', `the last days, held against the ${timesAsLong} times as many before them`, '7')
    .option('--times <number>', 'how many times as much on a day', '5')
    .action((options: RunawayOptions) => showRunaways(options, context));
}

function asking(command: Command): Command {
  return connectionFlags(outputFlags(listFlags(command)));
}

async function showUnused(options: Options, context: Context): Promise<void> {
  const days = daysFrom(options, mostDays);
  const { reach, now } = await reachOf(options, context);
  const { keys, gaps } = await unusedKeys(reach, { now, days });
  const nothing = `Each key that is known was used in the last ${days} days, or is newer.`;
  const table = unusedKeysTable(honestly({ items: keys, gaps, nothing }, context));
  writeTable(context.terminal, formatOf(options), selected(table, selectionFrom(options)));
}

async function showRunaways(options: RunawayOptions, context: Context): Promise<void> {
  const lately = daysFrom(options, mostDays / (1 + timesAsLong));
  const times = timesFrom(options.times);
  const { reach, now } = await reachOf(options, context);
  const { keys, gaps } = await runawayKeys(reach, { now, days: lately * (1 + timesAsLong), lately, times });
  const nothing = `In the last ${lately} days no key spent ${times} times as much on a day as in the ${lately * timesAsLong} days before.`;
  const table = runawayKeysTable(honestly({ items: keys, gaps, nothing }, context));
  writeTable(context.terminal, formatOf(options), selected(table, selectionFrom(options)));
}

function daysFrom({ days }: Options, most: number): number {
  const number = wholeNumber(days, '--days');
  if (number > 0 && number <= most) return number;
  throw new InputError('number_invalid', (name) => `${name('days')}: ${number} is not from 1 to ${most}.`, {
    hint: 'Providers keep about a year of usage.',
    parameter: 'days',
  });
}

function timesFrom(text: string): number {
  const number = Number(text);
  if (/^\d{1,6}(?:\.\d{1,3})?$/.test(text) && number > 1) return number;
  throw new InputError('number_invalid', (name) => `${name('times')}: «${text}» is not a number above 1.`, {
    hint: 'Write it like 5 or 2.5.',
    parameter: 'times',
  });
}
