import type { AnyOperation } from '../../catalogue/define.ts';
import type { NameSource, ReportDefinition } from '../../catalogue/report.ts';
import { idsNamed } from '../../directory/find-id.ts';
import { resolveNames } from '../../directory/names.ts';
import { InputError } from '../../errors.ts';
import type { Execution } from '../../gate/execution.ts';
import { quoted } from '../../internal/mistakes.ts';

export type Filters = Readonly<Record<string, unknown>>;

/** What a question says by parameters of the provider that it also has words for. */
export interface Untangled {
  readonly filters: Filters;
  readonly by: readonly string[] | undefined;
  readonly bucket: string | undefined;
}

interface Words {
  readonly filters: Filters;
  readonly by: readonly string[] | undefined;
  readonly bucket: string | undefined;
}

/**
 * The question without parameters that would do nothing beside its words: the grouping and the width are taken as its own,
 * bounds and pages are refused.
 * @throws InputError naming the parameter.
 */
export function untangled({ id }: AnyOperation, report: ReportDefinition, { filters, by, bucket }: Words): Untangled {
  const { groupBy = '', width, start, end } = report;
  const { [groupBy]: grouping, [width?.parameter ?? '']: wide, ...rest } = filters;
  if (by !== undefined && grouping !== undefined) throw saidTwice(groupBy, 'by');
  if (bucket !== undefined && wide !== undefined) throw saidTwice(width?.parameter ?? '', 'bucket');
  for (const [name, hint] of [
    [start, 'since'],
    [end ?? '', 'until'],
  ] as const) {
    if (rest[name] !== undefined) throw saidTwice(name, hint);
  }
  for (const name of ['limit', 'page']) {
    if (rest[name] === undefined) continue;
    throw new InputError('parameter_idle', (write) => `${id}: ${write(name)} does nothing here.`, {
      parameter: name,
      hint: (write) =>
        `A report over a period reads all its pages. With ${write(start)} in place of ${write('since')} it is asked one page at a time.`,
    });
  }
  return {
    filters: rest,
    by: by ?? (Array.isArray(grouping) ? grouping.map(String) : undefined),
    bucket: bucket ?? (typeof wide === 'string' ? wide : undefined),
  };
}

function saidTwice(name: string, word: string): InputError {
  return new InputError('parameter_twice', (write) => `${write(name)} does nothing beside ${write(word)}.`, {
    parameter: name,
    hint: (write) => `Leave one of them out: ${write(word)} says the same in fewer words.`,
  });
}

/** The filters with ids in place of names, and what names were taken for, as sentences. */
export async function withIds(
  report: ReportDefinition,
  filters: Filters,
  execution: Execution,
): Promise<{ readonly filters: Filters; readonly notes: readonly string[] }> {
  const notes: string[] = [];
  const resolved: Record<string, unknown> = { ...filters };
  for (const [parameter, source, texts] of idFiltersIn(report, filters)) {
    const named = texts.filter((text) => source.idPrefix !== undefined && !text.startsWith(source.idPrefix));
    if (named.length === 0) continue;
    const ids = await idsNamed({ source, texts: named, parameter, execution });
    resolved[parameter] = texts.map((text) => ids.get(text) ?? text);
    notes.push(...[...ids].map(([text, id]) => `${parameter}: ${quoted(text)} is ${id}.`));
  }
  return { filters: resolved, notes };
}

/** Why a filtered report is empty, as sentences: ids that no list has are no zero. */
export async function unmatchedText(
  report: ReportDefinition,
  filters: Filters,
  execution: Execution,
): Promise<readonly string[]> {
  const notes: string[] = [];
  const told = new Set<string>();
  for (const [parameter, source, texts] of idFiltersIn(report, filters)) {
    const wanted = new Map([[parameter, new Set(texts)]]);
    const { unnamed } = await resolveNames({ ids: wanted, sources: { [parameter]: source }, execution });
    const [missing] = unnamed;
    told.add(parameter);
    if (!missing) continue;
    const why = missing.reasons.length > 0 ? ` (${missing.reasons.join('; ')})` : '';
    notes.push(`${parameter}: no list has ${missing.ids.join(', ')}${why}, so that nothing here does not mean zero.`);
  }
  const others = Object.keys(filters).filter((name) => !told.has(name));
  if (others.length > 0)
    notes.push(`Nothing matches ${others.join(' and ')}; what is not there is spelt wrong, or was not used.`);
  return notes;
}

/** `project_ids` narrows by what `project_id` tells apart. */
function idFiltersIn(report: ReportDefinition, filters: Filters) {
  return Object.entries(filters).flatMap(([parameter, value]) => {
    const source = report.names?.[parameter.replace(/s$/, '')];
    if (!source || !Array.isArray(value)) return [];
    return [[parameter, source, value.map(String)] as readonly [string, NameSource, readonly string[]]];
  });
}
