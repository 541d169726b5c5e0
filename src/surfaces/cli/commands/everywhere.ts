import type { Command } from 'commander';
import { askEverywhere } from '../../../ledger/live/everywhere.ts';
import { costTable, usageTable } from '../../views/everywhere.ts';
import type { ConnectionOptions, Context } from '../context.ts';
import { honestly } from '../found.ts';
import { type FormatOptions, formatOf, writeTable } from '../output.ts';
import { paint } from '../paint.ts';
import { reachOf } from '../reach.ts';
import { connectionFlags, outputFlags, periodFlags } from '../shared-flags.ts';

type Options = ConnectionOptions &
  FormatOptions & { readonly since?: string; readonly until?: string; readonly timezone?: string };

const kinds = {
  cost: { says: 'what all connections cost, with one sum', title: 'Cost of all connections', table: costTable },
  usage: {
    says: 'how many tokens all connections used, with one sum',
    title: 'Tokens of all connections',
    table: usageTable,
  },
} as const;

/** `steward cost` and `steward usage`: over all connections. */
export function everywhereCommands(program: Command, context: Context): void {
  for (const kind of ['cost', 'usage'] as const) {
    connectionFlags(outputFlags(periodFlags(program.command(kind).description(kinds[kind].says)))).action(
      (options: Options) => show(kind, options, context),
    );
  }
}

async function show(kind: keyof typeof kinds, options: Options, context: Context): Promise<void> {
  const format = formatOf(options);
  const { reach, now } = await reachOf(options, context);
  const { since, until, timezone } = options;
  const { told, gaps } = await askEverywhere(kind, { since, until, timezone }, reach, { now });
  const { nothing } = honestly({ items: told, gaps, nothing: 'No connection has such a report.' }, context);
  const table = kinds[kind].table({ title: kinds[kind].title, told, gaps, nothing });
  if (format === 'table') context.terminal.out.write(`${paint(context.terminal, 'bold', table.title)}\n\n`);
  writeTable(context.terminal, format, table);
}
