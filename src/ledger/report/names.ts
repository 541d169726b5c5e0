import type { AnyOperation } from '../../catalogue/define.ts';
import type { NameSource } from '../../catalogue/report.ts';
import { type Execution, executePages } from '../../gate/execute.ts';
import { largestPage } from '../../providers/paging.ts';
import type { ReportRow } from './rows.ts';

/** Names by dimension and id. */
export type Names = ReadonlyMap<string, ReadonlyMap<string, string>>;

type Lookup = (id: string) => AnyOperation;

interface NameRequest {
  readonly rows: readonly ReportRow[];
  readonly sources: Readonly<Record<string, NameSource>>;
  readonly operationOf: Lookup;
  readonly execution: Execution;
}

/**
 * The names of all ids that occur in the rows, from the lists that the report names. A list is left once every id
 * that occurs has its name. What cannot be read (a missing scope, say) leaves the ids as they are.
 */
export async function resolveNames({ rows, sources, operationOf, execution }: NameRequest): Promise<Names> {
  const names = new Map<string, ReadonlyMap<string, string>>();
  for (const [dimension, source] of Object.entries(sources)) {
    const wanted = idsIn(rows, dimension);
    if (wanted.size > 0) names.set(dimension, await namesFrom(source, wanted, operationOf, execution));
  }
  return names;
}

function idsIn(rows: readonly ReportRow[], dimension: string): Set<string> {
  const ids = new Set<string>();
  for (const row of rows) {
    const id = row.dimensions[dimension];
    if (id) ids.add(id);
  }
  return ids;
}

async function namesFrom(source: NameSource, wanted: ReadonlySet<string>, operationOf: Lookup, execution: Execution) {
  const found = new Map<string, string>();
  for await (const item of itemsOf(source, operationOf, execution)) {
    const id = item['id'];
    const name = item[source.name];
    if (typeof id !== 'string' || typeof name !== 'string' || !wanted.has(id)) continue;
    found.set(id, name);
    if (found.size === wanted.size) break;
  }
  return found;
}

type Item = Readonly<Record<string, unknown>>;

async function* itemsOf(source: NameSource, operationOf: Lookup, execution: Execution): AsyncGenerator<Item> {
  if (!source.under) {
    yield* listed(operationOf(source.list), source.input ?? {}, execution);
    return;
  }
  const { list, parameter, input = {} } = source.under;
  for await (const parent of listed(operationOf(list), input, execution)) {
    yield* listed(operationOf(source.list), { ...source.input, [parameter]: parent['id'] }, execution);
  }
}

async function* listed(operation: AnyOperation, input: Item, execution: Execution): AsyncGenerator<Item> {
  for await (const page of executePages(operation, { ...largestPage(operation), ...input }, execution)) {
    yield* page.data as readonly Item[];
  }
}

/** The name of an id, what its absence stands for, or null. */
export function nameOf(dimension: string, id: string | null, names: Names, absent: string | undefined): string | null {
  if (id === null) return absent ?? null;
  return names.get(dimension)?.get(id) ?? null;
}
