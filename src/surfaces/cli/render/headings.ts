import type { Column } from '../../views/table.ts';

/** The names of columns, a measure by the end of its path where that alone tells it from the others. */
export function headings(columns: readonly Column[]): string[] {
  const measures = columns.filter(({ measured }) => measured).map(({ name }) => name);
  return columns.map(({ name, measured }) => (measured ? shortPath(name, measures) : name));
}

function shortPath(path: string, among: readonly string[]): string {
  const parts = path.split('.');
  const last = parts.at(-1) ?? path;
  const alike = among.filter((each) => each.endsWith(`.${last}`) || each === last).length;
  return alike > 1 ? parts.slice(-2).join('.') : last;
}
