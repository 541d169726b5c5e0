import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const files = new Map(
  globSync('**/*.ts', { cwd: import.meta.dirname, exclude: ['**/*.test.ts'] }).map((file) => [
    file,
    readFileSync(path.join(import.meta.dirname, file), 'utf8'),
  ]),
);
const records = [...files.keys()].filter((file) => path.basename(file) === 'record.ts');

describe('the state of a resource and its paths', () => {
  it('stand apart: a record imports no routes, be it through another file', () => {
    const wrong = records.flatMap((record) => [...reachedFrom(record)].filter(definesRoutes).map((to) => [record, to]));
    expect(wrong).toEqual([]);
    expect(records.length).toBeGreaterThan(0);
  });

  it('stand side by side: beside every record are its routes', () => {
    const alone = records.filter((record) => !files.has(path.join(path.dirname(record), 'routes.ts')));
    expect(alone).toEqual([]);
  });

  it('are told apart by what they import', () => {
    expect(definesRoutes('openai/projects/routes.ts')).toBe(true);
    expect(definesRoutes('openai/groups/roles.ts')).toBe(false);
    expect(reachedFrom('openai/groups/roles.ts')).toContain('openai/role-assignments/routes.ts');
  });
});

/** Whether a file makes routes itself: it takes one of the makers from the engine, not their types alone. */
function definesRoutes(file: string): boolean {
  const [, names = ''] = /^import \{([^}]*)\} from '[./]*engine\/route\.ts';/m.exec(files.get(file) ?? '') ?? [];
  return /(?:^|,)\s*(?:del|get|patch|post|put)\b/.test(names);
}

function reachedFrom(file: string, reached = new Set<string>()): Set<string> {
  for (const [, to = ''] of (files.get(file) ?? '').matchAll(/ from '(\.[^']+)'/g)) {
    const target = path.join(path.dirname(file), to);
    if (!files.has(target) || reached.has(target)) continue;
    reached.add(target);
    reachedFrom(target, reached);
  }
  return reached;
}
