import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The files of a folder that are not tests, with their text, and what each reaches through its imports. */
export class ImportGraph {
  readonly files: ReadonlyMap<string, string>;
  readonly #imports = new Map<string, readonly string[]>();

  constructor(folder: string) {
    const names = globSync('**/*.ts', { cwd: folder, exclude: ['**/*.test.ts'] });
    this.files = new Map(names.map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]));
  }

  /** The files of the folder that a file imports, for types too. */
  importsOf(file: string): readonly string[] {
    const known = this.#imports.get(file);
    if (known) return known;
    const found = [...(this.files.get(file) ?? '').matchAll(/(?: from |\bimport\(|^import )'(\.[^']+)'/gm)];
    const imports = found.map(([, to = '']) => path.join(path.dirname(file), to)).filter((to) => this.files.has(to));
    this.#imports.set(file, imports);
    return imports;
  }

  /** The files that import themselves through others, for types too. */
  inCircles(): readonly string[] {
    return [...this.files.keys()].filter((file) => this.reachedFrom(file).has(file)).sort();
  }

  /** What a file imports, itself or through others. The file is among them where imports run in a circle. */
  reachedFrom(file: string): ReadonlySet<string> {
    const reached = new Set<string>();
    const open = [file];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const to of this.importsOf(next)) {
        if (reached.has(to)) continue;
        reached.add(to);
        open.push(to);
      }
    }
    return reached;
  }
}
