import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ImportGraph } from '../../test/support/import-graph.ts';

const graph = new ImportGraph(import.meta.dirname);
const records = [...graph.files.keys()].filter((file) => path.basename(file) === 'record.ts');

describe('the state of a resource and its paths', () => {
  it('stand apart: a record imports no routes, be it through another file', () => {
    const wrong = records.flatMap((record) =>
      [...graph.reachedFrom(record)].filter(definesRoutes).map((to) => [record, to]),
    );
    expect(wrong).toEqual([]);
    expect(records.length).toBeGreaterThan(0);
  });

  it('stand side by side: beside every record are its routes', () => {
    const alone = records.filter((record) => !graph.files.has(path.join(path.dirname(record), 'routes.ts')));
    expect(alone).toEqual([]);
  });

  it('are told apart by what they import', () => {
    expect(definesRoutes('openai/projects/routes.ts')).toBe(true);
    expect(definesRoutes('openai/groups/roles.ts')).toBe(false);
    expect(graph.reachedFrom('openai/groups/roles.ts')).toContain('openai/role-assignments/routes.ts');
  });
});

/** Whether a file makes routes itself: it takes one of the makers from the engine, not their types alone. */
function definesRoutes(file: string): boolean {
  const [, names = ''] = /^import \{([^}]*)\} from '[./]*engine\/route\.ts';/m.exec(graph.files.get(file) ?? '') ?? [];
  return /(?:^|,)\s*(?:del|get|patch|post|put)\b/.test(names);
}
