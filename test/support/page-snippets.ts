import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { PageCode } from './pages.ts';

/** TypeScript of pages as files beside the bundle, where `ai-steward` means what is in this folder. */
export class Snippets {
  readonly folder: string;

  constructor() {
    mkdirSync('dist', { recursive: true });
    this.folder = mkdtempSync(path.resolve('dist/pages-'));
    const compilerOptions = {
      rootDir: '../..',
      paths: {
        'ai-steward': ['../../src/index.ts'],
        'ai-steward/sandbox': ['../../src/sandbox/index.ts'],
        'ai-steward/functions': ['../../src/surfaces/functions/index.ts'],
      },
      noUnusedLocals: false,
    };
    const configuration = { extends: '../../tsconfig.json', compilerOptions, include: ['*.ts'] };
    writeFileSync(path.join(this.folder, 'tsconfig.json'), JSON.stringify(configuration));
  }

  /** Writes a snippet with what its page takes for granted, and gives its file. */
  write({ page, line, notes }: PageCode, text: string): string {
    const file = path.join(this.folder, `${page.replaceAll(/\W/g, '-')}-${line}.ts`);
    // What the page takes for granted may be a server, which nothing in the snippet ends.
    const parts = notes.given === undefined ? [text] : [notes.given, text, 'process.exit();'];
    writeFileSync(file, parts.join('\n'));
    return file;
  }

  /** @throws with what the compiler says. */
  check(): void {
    try {
      execFileSync('npx', ['tsc', '--noEmit', '-p', this.folder], { encoding: 'utf8', stdio: 'pipe' });
    } catch (error) {
      throw new Error((error as { stdout?: string }).stdout ?? String(error));
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A comment that says what a person runs becomes that: `// a person runs: steward approve <change.id>`. */
export function withPerson(text: string): string {
  const asked = /^\/\/ a person runs: (.*)$/gm;
  const filled = (command: string) => command.replaceAll(/<(.+?)>/g, (_, value: string) => `\${${value}}`);
  const run = (command: string) =>
    `(await import('node:child_process')).execFileSync('bash', ['-c', \`${filled(command)}\`]);`;
  return text.replaceAll(asked, (_, command: string) => run(command));
}
