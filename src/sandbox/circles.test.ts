import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ImportGraph } from '../../test/support/import-graph.ts';

const inCircles = (graph: ImportGraph) => [...graph.files.keys()].filter((file) => graph.reachedFrom(file).has(file));

it('no file of the sandbox imports itself through others', () => {
  const graph = new ImportGraph(import.meta.dirname);
  expect(graph.files.size).toBeGreaterThan(1);
  expect(inCircles(graph)).toEqual([]);
});

it('a circle is seen, also of types and behind another file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'circle-'));
  try {
    writeFileSync(path.join(folder, 'a.ts'), "import { b } from './b.ts';\n");
    writeFileSync(path.join(folder, 'b.ts'), "import {\n  c,\n} from './c.ts';\n");
    writeFileSync(path.join(folder, 'c.ts'), "import type { A } from './a.ts';\n");
    writeFileSync(path.join(folder, 'd.ts'), "export { a } from './a.ts';\n");
    expect(inCircles(new ImportGraph(folder)).sort()).toEqual(['a.ts', 'b.ts', 'c.ts']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
