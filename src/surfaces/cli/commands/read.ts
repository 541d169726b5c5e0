import type { AnyOperation } from '../../../catalogue/define.ts';
import { hasMore, isPage, largestPage } from '../../../connections/paging.ts';
import { execute, executePages } from '../../../gate/execute.ts';
import type { ConnectionOptions, Context } from '../context.ts';
import { note } from '../note.ts';
import { type FormatOptions, formatOf, type ListOptions, selectionFrom, writeRecord, writeRecords } from '../output.ts';

export interface ReadOptions extends ConnectionOptions, FormatOptions, ListOptions {
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
    await writeAllPages(operation.id, pages, options, context);
    return;
  }
  const answer = await execute(operation, input, execution);
  if (!isPage(answer)) {
    writeRecord(context.terminal, format, answer);
    return;
  }
  writeRecords(context.terminal, format, answer.data, { source: operation.id, selection: selectionFrom(options) });
  if (hasMore(operation, answer, input)) note(context.terminal, 'There is more. Add --all for the whole list.');
}

async function writeAllPages(
  source: string,
  pages: AsyncIterable<{ readonly data: readonly unknown[] }>,
  options: ReadOptions,
  context: Context,
): Promise<void> {
  const format = formatOf(options);
  const selection = selectionFrom(options);
  // Only what each row tells by itself can be written before the last one is there.
  const isStreamed = format === 'jsonl' && selection.sort === undefined && selection.top === undefined;
  const collected: unknown[] = [];
  for await (const { data } of pages) {
    if (isStreamed) writeRecords(context.terminal, format, data, { source, selection });
    else collected.push(...data);
  }
  if (!isStreamed) writeRecords(context.terminal, format, collected, { source, selection });
}
