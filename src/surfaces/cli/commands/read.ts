import type { AnyOperation } from '../../../catalogue/define.ts';
import { hasMore, isPage, largestPage } from '../../../connections/paging.ts';
import { execute, executePages } from '../../../gate/execute.ts';
import type { ConnectionOptions, Context } from '../context.ts';
import { note } from '../note.ts';
import { type FormatOptions, formatOf, writeRecord, writeRecords } from '../output.ts';

export interface ReadOptions extends ConnectionOptions, FormatOptions {
  readonly all?: boolean;
}

/** Runs a read and writes what came back: one thing, one page of a list, or with `--all` the whole list. */
export async function runRead(
  operation: AnyOperation,
  input: Readonly<Record<string, unknown>>,
  options: ReadOptions,
  context: Context,
): Promise<void> {
  const session = await context.session(options);
  const execution = await session.on(operation, options.connection);
  const format = formatOf(options);
  if (operation.risk === 'read' && operation.pages && options.all) {
    const pages = executePages(operation, { ...largestPage(operation), ...input }, execution);
    await writeAllPages(pages, options, context);
    return;
  }
  const answer = await execute(operation, input, execution);
  if (!isPage(answer)) {
    writeRecord(context.terminal, format, answer);
    return;
  }
  writeRecords(context.terminal, format, answer.data);
  if (hasMore(operation, answer, input)) note(context.terminal, 'There is more. Add --all for the whole list.');
}

async function writeAllPages(
  pages: AsyncIterable<{ readonly data: readonly unknown[] }>,
  options: ReadOptions,
  context: Context,
): Promise<void> {
  const format = formatOf(options);
  const collected: unknown[] = [];
  for await (const { data } of pages) {
    if (format === 'jsonl') writeRecords(context.terminal, format, data);
    else collected.push(...data);
  }
  if (format !== 'jsonl') writeRecords(context.terminal, format, collected);
}
